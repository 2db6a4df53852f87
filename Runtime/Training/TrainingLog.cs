using System;
using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

/// <summary>What a call of <c>Fit</c> says of itself: its records, findings as they come, and sentences when it returns.</summary>
/// <param name="hear">Who hears of a finding at once; null for nobody.</param>
internal sealed class TrainingLog(Action<Finding>? hear)
{
    private readonly List<EpochRecord> records = [];
    private readonly List<Finding> findings = [];
    private readonly List<string> finished = [];
    private readonly HashSet<string> warned = [];

    /// <summary>Adds the record of a pass.</summary>
    public void Add(EpochRecord record) => records.Add(record);

    /// <summary>Adds a finding.</summary>
    public void Add(Finding finding)
    {
        findings.Add(finding);
        hear?.Invoke(finding);
    }

    /// <summary>Adds findings.</summary>
    public void Add(IEnumerable<Finding> several)
    {
        foreach (Finding finding in several)
            Add(finding);
    }

    /// <summary>A loss of an evaluation is not finite. Said once: what is wrong with an example is so after most passes.</summary>
    public void NotFinite(NotFiniteLoss? found, string use, int epoch)
    {
        if (found is not null && warned.Add(use))
            Add(Findings.NotFinite(found, string.Create(CultureInfo.InvariantCulture, $"In the {use} after pass {epoch}: ")));
    }

    /// <summary>An evaluation of examples that the model makes nothing of. Said once.</summary>
    public void AbsurdKl(Elbo evaluation, string use, int epoch, ModelDescription model)
    {
        if (Findings.AbsurdKlOf(evaluation.Kl, model) is { } found && warned.Add(use + " KL"))
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"In the {use} after pass {epoch}: ");
            Add(found with { Message = where + found.Message });
        }
    }

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
    public FitReport ToReport(BestEpoch? best, TrainingEnd end) => new(records, findings) { Best = best, End = end, Finished = finished };
}
