using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>Where a training stands: what, with weights and moments, lets it go on as if it had not stopped.</summary>
internal sealed record TrainingPosition
{
    private int Step { get; init; }

    private int Epoch { get; init; }

    private int BatchInEpoch { get; init; }

    private int BatchSize { get; init; }

    private ulong TrainingSeed { get; init; }

    private bool Shuffle { get; init; }

    private string? DataHash { get; init; }

    private int Examples { get; init; }

    private double Reconstruction { get; init; }

    private double Kl { get; init; }

    private double[]? RunningVariances { get; init; }

    public static TrainingPosition Of<T>(TrainingState<T> training, TrainingPass pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            Step = training.Step,
            Epoch = training.Epoch,
            BatchInEpoch = training.BatchInEpoch,
            BatchSize = pass.BatchSize,
            TrainingSeed = pass.Seed,
            Shuffle = pass.Shuffle,
            DataHash = pass.DataHash ?? pass.Data?.ContentHash,
            Examples = pass.Examples,
            Reconstruction = pass.Reconstruction,
            Kl = pass.Kl,
            RunningVariances = pass.RunningVariances,
        };

    /// <summary>The position in a file's strings; null where they have no step.</summary>
    public static TrainingPosition? Read(MetadataReader reader) => reader.Text("step") is null ? null : new()
    {
        Step = reader.Count("step"),
        Epoch = reader.Count("epoch"),
        BatchInEpoch = reader.Count("batch_in_epoch"),
        BatchSize = reader.Count("batch_size"),
        TrainingSeed = reader.Number<ulong>("training_seed") ?? 0,
        Shuffle = reader.Text("shuffle") != "false",
        DataHash = reader.Text("data_sha256"),
        Examples = reader.Count("epoch_examples"),
        Reconstruction = reader.Number<double>("epoch_reconstruction_sum") ?? 0,
        Kl = reader.Number<double>("epoch_kl_sum") ?? 0,
        RunningVariances = reader.Numbers("running_variance"),
    };

    public void AddTo(Dictionary<string, string> metadata)
    {
        metadata["step"] = Text(Step);
        metadata["epoch"] = Text(Epoch);
        metadata["batch_in_epoch"] = Text(BatchInEpoch);
        metadata["batch_size"] = Text(BatchSize);
        metadata["training_seed"] = Text(TrainingSeed);
        metadata["shuffle"] = Shuffle ? "true" : "false";
        metadata["epoch_examples"] = Text(Examples);
        metadata["epoch_reconstruction_sum"] = Text(Reconstruction);
        metadata["epoch_kl_sum"] = Text(Kl);
        if (DataHash is not null)
            metadata["data_sha256"] = DataHash;
        if (RunningVariances is { } variances)
            metadata["running_variance"] = string.Join(' ', variances.Select(Text));
    }

    public void ApplyTo<T>(TrainingState<T> training, TrainingPass pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        training.Step = Step;
        training.Epoch = Epoch;
        training.BatchInEpoch = BatchInEpoch;
        pass.BatchSize = BatchSize;
        pass.Seed = TrainingSeed;
        pass.Shuffle = Shuffle;
        pass.Data = null;
        pass.DataHash = DataHash;
        pass.Examples = Examples;
        pass.Reconstruction = Reconstruction;
        pass.Kl = Kl;
        pass.RunningVariances = RunningVariances;
    }

    // Round-trip for doubles.
    private static string Text<TNumber>(TNumber number)
        where TNumber : INumber<TNumber> => number.ToString(null, CultureInfo.InvariantCulture);
}
