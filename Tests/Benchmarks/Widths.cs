using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>
/// What the width that is chosen by default is worth: each model is trained for a slice at every width that the machine has, in turn. A
/// process computes with one width, so there is one for each, and one without a wish.
/// </summary>
internal static class Widths
{
    private const string ChildName = "child-width";
    private const double SecondsOfASlice = 0.4;
    private const int Rounds = 15;
    private const double Target = 0.95;

    /// <summary>Serves as a child where the argument says so: reads names of models, and answers each with a rate, on one thread.</summary>
    public static bool TryServe(string[] arguments)
    {
        if (arguments is not [ChildName])
            return false;
        Console.WriteLine(WidthChoice.NameOf(VectorWidths.Best));
        // Few steps, because scalar code takes seconds for one of some models.
        Dictionary<string, RateMeter> meters = PeerModels.Names.ToDictionary(
            name => name, name => new RateMeter(name, threads: 1, fewestSteps: 2));
        while (Console.ReadLine() is { } name)
            Console.WriteLine(meters[name].Measure(SecondsOfASlice).ToString("R", CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Rates of each width, one thread, and the default's as a share of the best width's.</summary>
    public static void Run()
    {
        Report.Heading($"Training at each width in turn, {Rounds} rounds of {SecondsOfASlice} s, one thread, examples/s");
        string[] wishes = ["", .. WidthChoice.Possible(VectorSupport.OfThisMachine()).Select(WidthChoice.NameOf)];
        Child[] children = [.. wishes.Select(wish => new Child(wish))];
        double[] shares = [.. PeerModels.Names.Select(name => Share(name, children))];
        foreach (Child child in children)
            child.Dispose();
        double least = shares.Min();
        Report.Line($"the least share: {Report.Percent(least)}{(least < Target ? $"; at least {Report.Percent(Target)} is wanted" : "")}");
    }

    // The first child is the default.
    private static double Share(string model, Child[] children)
    {
        var rates = children.Select(_ => new double[Rounds]).ToArray();
        for (int round = -1; round < Rounds; round++)
        {
            for (int i = 0; i < children.Length; i++)
            {
                double rate = children[i].Rate(model);
                if (round >= 0)
                    rates[i][round] = rate;
            }
        }

        double[] best = rates.Skip(1).MaxBy(ofWidth => Measurement.Of(ofWidth).Median)!;
        for (int i = 1; i < children.Length; i++)
            Report.Row($"{model}, {children[i].Width}", Measurement.Of(rates[i]), "/s", rates[i] == best ? "the best" : "");
        Measurement share = Measurement.Of([.. rates[0].Zip(best, (chosen, other) => chosen / other)]);
        string remark = $"{Report.Percent(share.Median)} of the best ({Report.Percent(share.Lower)} – {Report.Percent(share.Upper)})";
        Report.Row($"    by default: {children[0].Width}", Measurement.Of(rates[0]), "/s", remark);
        return share.Median;
    }

    /// <summary>A process with a wish for a width; with an empty one, without.</summary>
    private sealed class Child : IDisposable
    {
        private readonly Process process;

        public Child(string wish)
        {
            ProcessStartInfo start =
                new(ChildProcess.Executable(), ChildName) { RedirectStandardInput = true, RedirectStandardOutput = true };
            start.Environment[WidthChoice.Variable] = wish;
            process = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
            Width = Answer();
        }

        /// <summary>What it computes with.</summary>
        public string Width { get; }

        public double Rate(string model)
        {
            process.StandardInput.WriteLine(model);
            return double.Parse(Answer(), CultureInfo.InvariantCulture);
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }

        private string Answer() =>
            process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The child ended without an answer.");
    }
}
