using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Mnist;

/// <summary>A model of this sample.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="BatchSize">The batch size of its published results.</param>
/// <param name="Create">Makes it with new weights.</param>
internal sealed record CatalogModel(string Name, int BatchSize, Func<ulong, IVariationalModel<float>> Create)
{
    /// <summary>The shape of an image.</summary>
    public DataShape Shape { get; init; } = (28, 28);

    /// <summary>How gray pixels become zeros and ones where the command line does not say it.</summary>
    public Binarization Binarization { get; init; } = Binarization.Dynamic;
}

/// <summary>The models that <c>--model</c> names.</summary>
internal static class ModelCatalog
{
    private static readonly CatalogModel[] Models =
    [
        new("mlp", 128, seed => new Mlp(seed)),
        new("course", 100, seed => new Course(seed)),
        new("aeb", 200, seed => new Aeb(seed)),
        new("conv", 128, seed => new Convolutional(seed)),
        new("conditional", 128, seed => new Conditional(seed)),
        new("autoencoder", 128, seed => new Autoencoder(seed)),
        new("gaussian", 128, seed => new Gray(seed)) { Binarization = Binarization.None },
        new("frey", 100, seed => new Frey(seed)) { Binarization = Binarization.None, Shape = (28, 20) },
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Models.Select(model => model.Name)];

    public static IReadOnlyList<CatalogModel> All => Models;

    public static CatalogModel Find(string name) => Models.First(model => model.Name == name);

    /// <summary>The model with the weights of a file: the one that the file says it is, or the one that is named.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="name">The name on the command line; null to go by the file.</param>
    public static (CatalogModel Entry, IVariationalModel<float> Model) Load(string path, string? name)
    {
        CatalogModel found = name is not null ? Find(name) : Recognize(path);
        return (found, ModelFile.Load<IVariationalModel<float>, float>(found.Create(0), path));
    }

    private static CatalogModel Recognize(string path)
    {
        if (!SafeTensorsFile.Read(path).Metadata.TryGetValue("formula", out string? formula))
        {
            throw new UserError($"'{path}' does not say which model it holds; --model with one of {string.Join(", ", Names)} was "
                + "expected.");
        }

        return Models.FirstOrDefault(model => model.Create(0).Description.Formula == formula)
            ?? throw new UserError($"'{path}' holds the model {formula}; {string.Join("; ", Models.Select(Describe))} was expected.");
    }

    private static string Describe(CatalogModel model) => $"{model.Name} ({model.Create(0).Description.Formula})";
}
