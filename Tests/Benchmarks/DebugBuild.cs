using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using VaeGen.Tests.Shared;

namespace VaeGen.Benchmarks;

/// <summary>The same program with the models compiled as Debug, against this one: the target is a fifth of Release's speed. The runtime is
/// optimized in both.</summary>
internal static class DebugBuild
{
    private const string Project = "Tests/Benchmarks/VaeGen.Benchmarks.csproj";

    /// <summary>Builds the other configuration and runs both in turn.</summary>
    public static void Run()
    {
        Report.Heading("Debug against Release, 784-400-20, two threads");
        string debug = Build("Debug");
        string release = Build("Release");
        var ratios = new double[Measurement.Repeats];
        var rates = new double[Measurement.Repeats];
        for (int i = 0; i < ratios.Length; i++)
        {
            double optimized = Rate(release);
            rates[i] = Rate(debug);
            ratios[i] = rates[i] / (0.5 * (optimized + Rate(release)));
        }

        Report.Row("examples/s of the Debug build", Measurement.Of(rates), "/s");
        Report.Row("Debug / Release", Measurement.Of(ratios), "", "target: at least 0.20");
    }

    /// <summary>In the child: examples a second.</summary>
    public static double[] MeasureRate()
    {
        SmallVae model = new(seed: 1);
        int threads = Math.Min(2, Environment.ProcessorCount);
        TrainingRate.Sample(model, BenchmarkData.Train, 128, threads, steps: 30);
        return [TrainingRate.Sample(model, BenchmarkData.Train, 128, threads, steps: 60)];
    }

    private static double Rate(string folder) => ChildProcess.Run("child-training-rate", folder).Values.Single();

    private static string Build(string configuration)
    {
        string project = RepositoryRoot.Path(Project);
        using Process build =
            Process.Start(
                new ProcessStartInfo(
                    "dotnet", ["build", project, "-c", configuration, "--nologo", "-v", "quiet"])
                { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("The SDK did not start.");
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
            throw new InvalidOperationException($"The {configuration} build failed:\n{output}");
        return Path.Combine(Path.GetDirectoryName(project)!, "bin", configuration, "net10.0");
    }
}
