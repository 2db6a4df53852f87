using System;
using System.IO;
using VaeGen.Tests.Shared;

namespace VaeGen.Benchmarks;

/// <summary>The data to train on: MNIST where it is found, else the built-in digits.</summary>
internal static class BenchmarkData
{
    private static readonly Lazy<DataSet> Loaded = new(Load);
    private static readonly Lazy<DataSet> Filled = new(Fill);

    /// <summary>The training set, gray.</summary>
    public static DataSet Train => Loaded.Value;

    /// <summary>The training set with the smallest gray in the place of zero: no product can leave anything out.</summary>
    public static DataSet TrainWithoutZeros => Filled.Value;

    /// <summary>The folder with the four IDX files: <c>mnist</c> in the folder that VAEGEN_DATA names, or in the data folder shared beside
    /// the repository; null where neither is there.</summary>
    public static string? Folder
    {
        get
        {
            string root = Environment.GetEnvironmentVariable("VAEGEN_DATA") ?? Path.Combine(RepositoryRoot.Folder, "..", "shared", "data");
            string folder = Path.Combine(root, "mnist");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    private static DataSet Load() => Folder is { } folder ? MnistFolder.Load(folder).Train.WithName("MNIST") : Digits.Generate(10_000, 1);

    // Bytes again, so that it costs as much to gather.
    private static DataSet Fill()
    {
        DataSet images = Train;
        var example = new float[images.Features];
        var bytes = new byte[images.Count * images.Features];
        for (int i = 0; i < images.Count; i++)
        {
            images.CopyExample(i, epoch: null, example);
            for (int k = 0; k < example.Length; k++)
                bytes[i * example.Length + k] = (byte)Math.Max(1, Math.Round(255 * example[k]));
        }

        return DataSet.From(bytes, images.Shape);
    }
}
