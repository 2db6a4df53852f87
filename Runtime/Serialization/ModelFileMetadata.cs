using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>The strings of a saved model: what it is, and where its training stands.</summary>
/// <param name="Formula">The model in one line; null in files that other programs wrote.</param>
/// <param name="ModelName">The class that was saved.</param>
/// <param name="Seed">The seed of its first weights.</param>
/// <param name="Optimizer">The rule that the moments belong to; files that do not say it have Adam's.</param>
/// <param name="Progress">Where its training stands; null where that was not saved.</param>
internal sealed record ModelFileMetadata(string? Formula, string? ModelName, ulong? Seed, UpdateRule Optimizer, TrainingProgress? Progress)
{
    /// <summary>Whether neither a step nor a file had changed the weights, so that the first <c>Fit</c> places the model by its
    /// data.</summary>
    public bool IsUntrained { get; private init; }

    /// <summary>The strings of a model.</summary>
    public static Dictionary<string, string> Of<T>(IVariationalModel<T> model, TrainingState<T>? training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Dictionary<string, string> metadata = new()
        {
            ["model"] = model.Description.Name,
            ["formula"] = model.Description.Formula,
            ["precision"] = typeof(T) == typeof(double) ? "double" : "single",
            ["version"] = LibraryVersion,
            ["seed"] = model.ModelState.Seed.ToString(CultureInfo.InvariantCulture),
        };
        if (model.ModelState.IsUntrained)
            metadata["untrained"] = "true";
        if (training is null)
            return metadata;
        training.Progress.AddTo(metadata);
        model.ModelState.Best?.AddTo(metadata);
        if (training.Rule is { } rule)
            metadata["optimizer"] = OptimizerFormat.Of(rule).Name;
        return metadata;
    }

    /// <summary>Reads the strings of a file; none of them has to be there.</summary>
    /// <exception cref="DataFormatException">One is not the number it has to be.</exception>
    public static ModelFileMetadata Read(IReadOnlyDictionary<string, string> metadata, string path)
    {
        MetadataReader reader = new(metadata, path);
        string optimizer = reader.Text("optimizer") ?? "adam";
        OptimizerFormat format = OptimizerFormat.Find(optimizer)
            ?? throw reader.Unexpected("optimizer", $"one of {OptimizerFormat.Names}");
        return new ModelFileMetadata(
            reader.Text("formula"), reader.Text("model"), reader.Number<ulong>("seed"), format.Rule, TrainingProgress.Read(reader))
        {
            IsUntrained = reader.Text("untrained") == "true",
        };
    }

    /// <summary>Checks that the file is one of this model, as far as it says.</summary>
    /// <exception cref="DataFormatException">It is one of another.</exception>
    public void RequireModel(ModelDescription model, string path)
    {
        if (Formula is not null && Formula != model.Formula)
            throw new DataFormatException($"'{path}' holds the model {ModelName ?? "?"} ({Formula}); {model.Name} is {model.Formula}.");
    }

    private static string LibraryVersion =>
        typeof(ModelFileMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";
}
