using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using VaeGen.Tests.Shared;

namespace VaeGen.Benchmarks;

/// <summary>Trains the sample's models by its command line, as published results are trained, and prints where they end. Minutes; only by
/// its name.</summary>
internal static class Quality
{
    private const string Project = "Samples/Mnist/VaeGen.Mnist.csproj";

    private static readonly Protocol[] Protocols =
    [
        new("mlp", "--binarize threshold --epochs 10", "87.8 ± 0.8"),
        new("conditional", "--binarize threshold --epochs 20", ""),
        new("gaussian", "--epochs 20", ""),
        new("mlp", "--binarize none --epochs 10", "105.6 (pytorch/examples)"),
        new("course", "--iterations 20000", "99.4 ± 1.0"),
        new("aeb", "--epochs 30", "101.6 ± 1.0"),
        new("frey", "--test 400 --epochs 200", "below −750"),
        new("conv", "--binarize threshold --epochs 10", "at most 82.8, and 5 below the first"),
    ];

    /// <summary>Runs all of them that find their data.</summary>
    public static void Run()
    {
        Execute("build", "-c", "Release", RepositoryRoot.Path(Project));
        Console.WriteLine();
        Console.WriteLine("Quality: test set, nats an image");
        Console.WriteLine($"{"model",-12} {"options",-36} {"NELBO",9} {"recon.",9} {"KL",7} {"examples/s",11} {"seconds",8}  expected");
        string folder = Directory.CreateTempSubdirectory("vaegen-quality-").FullName;
        try
        {
            foreach (Protocol protocol in Protocols)
                Run(protocol, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(Protocol protocol, string folder)
    {
        if (DataOf(protocol.Model) is not { } data)
        {
            Console.WriteLine($"{protocol.Model,-12} {protocol.Options,-36} its data is not in the folder that VAEGEN_DATA names");
            return;
        }

        string metrics = Path.Combine(folder, "m.jsonl");
        string[] training =
            ["train", "--model", protocol.Model, "--data", data, .. protocol.Options.Split(' '), "--seed", "1", "--metrics", metrics,
                "--out", Path.Combine(folder, "out")];
        Execute(["run", "--no-build", "-c", "Release", "--project", RepositoryRoot.Path(Project), "--", .. training]);
        JsonElement end = JsonDocument.Parse(File.ReadLines(metrics).Last()).RootElement;
        double Number(string name) => end.GetProperty(name).GetDouble();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{protocol.Model,-12} {protocol.Options,-36} {Number("test_nelbo"),9:F2} {Number("test_reconstruction"),9:F2} "
                + $"{Number("test_kl"),7:F2} {Number("samples_per_second"),11:F0} {Number("seconds"),8:F0}  {protocol.Expected}"));
    }

    private static string? DataOf(string model)
    {
        if (BenchmarkData.Folder is not { } mnist || model != "frey")
            return BenchmarkData.Folder;
        string faces = Path.Combine(mnist, "..", "frey", "frey-images-idx3-ubyte.gz");
        return File.Exists(faces) ? faces : null;
    }

    private static void Execute(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dotnet did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'dotnet {string.Join(' ', arguments)}' failed:\n{output}");
    }

    private sealed record Protocol(string Model, string Options, string Expected);
}
