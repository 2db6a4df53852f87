using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

/// <summary>What a call of <c>Fit</c> says of itself when it returns: its records, and sentences.</summary>
/// <param name="warnings">What is known from the beginning.</param>
internal sealed class TrainingLog(IReadOnlyList<string> warnings)
{
    private readonly List<EpochRecord> records = [];
    private readonly List<string> warnings = [.. warnings];
    private readonly List<string> finished = [];
    private readonly HashSet<string> warned = [];

    /// <summary>Adds the record of a pass.</summary>
    public void Add(EpochRecord record) => records.Add(record);

    /// <summary>Adds warnings.</summary>
    public void Add(IEnumerable<string> sentences) => warnings.AddRange(sentences);

    /// <summary>A loss of an evaluation is not finite. Said once: what is wrong with an example is so after most passes.</summary>
    public void NotFinite(NotFiniteLoss? found, string use, int epoch)
    {
        if (found is not null && warned.Add(use))
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"In the {use} after pass {epoch}: {found.Message}"));
    }

    /// <summary>The call can't go on in the middle of a pass.</summary>
    public void PassBeginsAnew(TrainingPosition position) => warnings.Add(string.Create(
        CultureInfo.InvariantCulture,
        $"Pass {position.PassNumber} was left after {position.BatchInEpoch} batches with other data or another seed, batch size or order; "
        + $"it begins anew."));

    /// <summary>The call does with these data what is due of passes over others.</summary>
    public void OtherData() => warnings.Add("What was due of an earlier call was done with other training data than it was trained on.");

    /// <summary>Early stopping had decided before the call.</summary>
    public void StoppedEarly(int epoch, int waited, int? patience) => warnings.Add(string.Create(
        CultureInfo.InvariantCulture,
        $"Nothing was trained: after pass {epoch} validation had not improved for {waited} passes, and Patience is {patience}."));

    /// <summary>The callback had decided before the call.</summary>
    public void StoppedByCallback(int epoch) => warnings.Add(string.Create(
        CultureInfo.InvariantCulture,
        $"Nothing was trained: after pass {epoch} AfterEpoch had asked for the end, which this call has done."));

    /// <summary>The end of an earlier call's pass was done.</summary>
    public void EndedPass(EpochRecord record)
    {
        string validated = record.Validation is { } validation ? $", with a validation of {validation}" : "";
        finished.Add(string.Create(
            CultureInfo.InvariantCulture, $"The end of pass {record.Epoch}, which an earlier call had trained, was done{validated}."));
    }

    /// <summary>The best weights of an earlier call were put back.</summary>
    public void RestoredBest(int epoch) =>
        finished.Add(string.Create(CultureInfo.InvariantCulture, $"The model was given its best weights, those of pass {epoch}."));

    /// <summary>The σ² of an earlier call's weights was set.</summary>
    public void SetVariance() => finished.Add("The learned σ² was set to its exact value over the training data.");

    /// <summary>The report.</summary>
    public FitReport ToReport(BestEpoch? best, TrainingEnd end) => new(records, warnings) { Best = best, End = end, Finished = finished };
}
