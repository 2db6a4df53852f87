using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace VaeGen;

/// <summary>What, with weights, moments and the best weights, lets a training go on as if it had not stopped. All of it is saved.</summary>
internal sealed class TrainingProgress
{
    /// <summary>The place in the data, and what is due.</summary>
    public TrainingPosition Position { get; set; }

    /// <summary>The passes that the place belongs to.</summary>
    public TrainingPass Pass { get; set; } = new();

    /// <summary>
    /// The running σ² of the training steps, one or one for each element, while the model's own have their exact values; null while it has
    /// the running ones itself.
    /// </summary>
    public double[]? RunningVariances { get; set; }

    /// <summary>Adds it to a file's strings.</summary>
    public void AddTo(Dictionary<string, string> metadata)
    {
        metadata["step"] = Text(Position.Step);
        metadata["epoch"] = Text(Position.Epoch);
        metadata["batch_in_epoch"] = Text(Position.BatchInEpoch);
        metadata["stage"] = TrainingStageFormat.NameOf(Position.Stage);
        metadata["epoch_examples"] = Text(Position.Sums.Examples);
        metadata["epoch_reconstruction_sum"] = Text(Position.Sums.Reconstruction);
        metadata["epoch_kl_sum"] = Text(Position.Sums.Kl);
        Pass.AddTo(metadata);
        if (RunningVariances is { } variances)
            metadata["running_variance"] = string.Join(' ', variances.Select(Text));
    }

    /// <summary>What <see cref="AddTo"/> wrote; null where a file's strings have no step.</summary>
    public static TrainingProgress? Read(MetadataReader reader)
    {
        if (reader.Text("step") is null)
            return null;
        PassSums sums = new(
            reader.Count("epoch_examples"),
            reader.Number<double>("epoch_reconstruction_sum") ?? 0,
            reader.Number<double>("epoch_kl_sum") ?? 0);
        return new TrainingProgress
        {
            Position = new(reader.Count("step"), reader.Count("epoch"), reader.Count("batch_in_epoch"), StageIn(reader), sums),
            Pass = TrainingPass.Read(reader),
            RunningVariances = reader.Numbers("running_variance"),
        };
    }

    // Older files say only whether a validation is due. To end a training that has ended changes nothing, so their end is taken to be due.
    private static TrainingStage StageIn(MetadataReader reader)
    {
        if (reader.Text("stage") is not { } name)
            return reader.Text("validation_pending") == "true" ? TrainingStage.PassEnd : TrainingStage.Steps;
        return TrainingStageFormat.Find(name) ?? throw reader.Unexpected("stage", $"one of {TrainingStageFormat.Names}");
    }

    // Round-trip for doubles.
    private static string Text<TNumber>(TNumber number)
        where TNumber : INumber<TNumber> => number.ToString(null, CultureInfo.InvariantCulture);
}
