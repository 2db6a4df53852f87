using System;
using System.IO;
using VaeGen.Tests.Shared;

namespace VaeGen.Benchmarks;

/// <summary>The data to train on: MNIST where it is found, else the built-in digits.</summary>
internal static class BenchmarkData
{
    private static readonly Lazy<DataSet> Loaded = new(Load);

    /// <summary>The training set, gray.</summary>
    public static DataSet Train => Loaded.Value;

    /// <summary>The folder with the four IDX files: <c>mnist</c> in the folder that VAEGEN_DATA names, or in the data folder shared beside the repository; null where neither is there.</summary>
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
}
