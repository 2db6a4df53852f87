using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace VaeGen.Benchmarks;

/// <summary>What a table needs to be read later: the machine, the versions, the load, and whether the machine stayed the same.</summary>
internal static class Machine
{
    private const double Tolerance = 0.1;

    /// <summary>Prints machine, versions, data and load.</summary>
    public static void Describe()
    {
        Report.Line($"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}");
        Report.Line($"vectors of {MachinePeak.Bits} bits; data: {BenchmarkData.Train}; load {Load()}");
    }

    /// <summary>Prints the peaks before and after, and whether the run is to be discarded.</summary>
    public static void ComparePeaks(Measurement[] before, Measurement[] after)
    {
        Report.Heading($"FMA peak of this run, {MachinePeak.Bits}-bit vectors; load {Load()}");
        bool moved = false;
        for (int i = 0; i < before.Length; i++)
        {
            string threads = $"{i + 1} thread{(i > 0 ? "s" : "")}";
            Report.Row($"{threads}, before", before[i], "GFLOP/s");
            Report.Row($"{threads}, after", after[i], "GFLOP/s");
            moved |= Math.Abs(after[i].Median / before[i].Median - 1) > Tolerance;
        }

        if (moved)
        {
            Report.Line("DISCARD: the peak moved by more than 10 % during the run. Only the shares of the peak hold, since it was "
                + "measured around each of their samples.");
        }
    }

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        string? line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }

    private static string Load()
    {
        const string Average = "/proc/loadavg";
        return File.Exists(Average) ? File.ReadAllText(Average).Split(' ')[0] : "unknown";
    }
}
