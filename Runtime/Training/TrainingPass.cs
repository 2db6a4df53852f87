using System;
using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

/// <summary>What fixes the batches of a pass over the training data: only a call that has the same goes on in the middle of it.</summary>
internal sealed record TrainingPass
{
    /// <summary>The key of order and noise.</summary>
    private ulong Seed { get; init; }

    /// <summary>Examples of a whole batch.</summary>
    private int BatchSize { get; init; }

    /// <summary>Whether the examples are in drawn order.</summary>
    private bool Shuffle { get; init; }

    /// <summary>The training data, where this process has seen it.</summary>
    private DataSet? Data { get; init; }

    /// <summary><see cref="DataSet.ContentHash"/> of the training data, where a file gave it.</summary>
    private string? DataHash { get; init; }

    /// <summary>The passes of a call.</summary>
    public static TrainingPass Of(DataSet data, FitOptions options, ulong seed) => new()
    {
        Seed = seed,
        BatchSize = options.BatchSizeFor(data.Count),
        Shuffle = options.Shuffle,
        Data = data,
    };

    /// <summary>Whether a call goes through the data in the same batches.</summary>
    public bool Matches(DataSet data, FitOptions options, ulong seed) =>
        Seed == seed && BatchSize == options.BatchSizeFor(data.Count) && Shuffle == options.Shuffle && IsOf(data);

    /// <summary>
    /// Whether it was these data that the model was trained on, as far as is known. The content is hashed only where the object does not
    /// answer the question.
    /// </summary>
    public bool IsOf(DataSet data)
    {
        if (ReferenceEquals(Data, data))
            return true;
        string? known = DataHash ?? Data?.ContentHash;
        return known is null || data.HasContent(known);
    }

    /// <summary>Adds it to a file's strings.</summary>
    public void AddTo(Dictionary<string, string> metadata)
    {
        metadata["batch_size"] = BatchSize.ToString(CultureInfo.InvariantCulture);
        metadata["training_seed"] = Seed.ToString(CultureInfo.InvariantCulture);
        metadata["shuffle"] = Shuffle ? "true" : "false";
        if ((DataHash ?? Data?.ContentHash) is { } hash)
            metadata["data_sha256"] = hash;
    }

    /// <summary>What <see cref="AddTo"/> wrote.</summary>
    public static TrainingPass Read(MetadataReader reader) => new()
    {
        BatchSize = reader.Count("batch_size"),
        Seed = reader.Number<ulong>("training_seed") ?? 0,
        Shuffle = reader.Text("shuffle") != "false",
        DataHash = reader.Text("data_sha256"),
    };
}
