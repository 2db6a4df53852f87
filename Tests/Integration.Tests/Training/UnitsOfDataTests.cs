using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Training;

/// <summary>
/// Data in units of their own: with the one word that the documents recommend a new model trains, and ends no worse than independent
/// columns of its family at maximum likelihood; without it, it trains as well, or a finding before the first step names the columns and the
/// word.
/// Explicit: some minutes a model.
/// </summary>
public sealed class UnitsOfDataTests(ITestOutputHelper output)
{
    private const int Seeds = 10;
    private const int FirstSteps = 100;

    private static readonly EvaluateOptions FiftySamples = new() { Samples = 50, Seed = 1 };

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["poisson 100"] = new("6, 16, 2", "Poisson", "LogStandardize", () => UniformCounts(100)),
        ["poisson 200"] = new("6, 16, 2", "Poisson", "LogStandardize", () => UniformCounts(200)),
        ["poisson 500"] = new("6, 16, 2", "Poisson", "LogStandardize", () => UniformCounts(500)),
        ["poisson 2000"] = new("6, 16, 2", "Poisson", "LogStandardize", () => UniformCounts(2000)),
        ["binomial 100"] = new("6, 16, 2", "NegativeBinomial", "LogStandardize", () => UniformCounts(100)),
        ["binomial 200"] = new("6, 16, 2", "NegativeBinomial", "LogStandardize", () => UniformCounts(200)),
        ["binomial 500"] = new("6, 16, 2", "NegativeBinomial", "LogStandardize", () => UniformCounts(500)),
        ["binomial 2000"] = new("6, 16, 2", "NegativeBinomial", "LogStandardize", () => UniformCounts(2000)),
        ["poisson zipf"] = new("12, 32, 2", "Poisson", "LogStandardize", ZipfCounts),
        ["binomial zipf"] = new("12, 32, 2", "NegativeBinomial", "LogStandardize", ZipfCounts),
        ["table"] = new("4, 32, 2", "Gaussian, Scale = Scale.PerElement", "Standardize", Table),
        ["mnist"] = new("784, 400, 20", "Gaussian", "Standardize", MnistBytes),
    };

    /// <summary>The cases, each with both ways of training.</summary>
    public static TheoryData<string, double, int> Trainings
    {
        get
        {
            TheoryData<string, double, int> trainings = [];
            foreach (string name in Cases.Keys)
            {
                trainings.Add(name, 1e-2, 2_000);
                trainings.Add(name, 1e-3, 10_000);
            }

            return trainings;
        }
    }

    /// <summary>The cases.</summary>
    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory(Explicit = true)]
    [MemberData(nameof(Trainings))]
    public void WithTheWordAModelIsNoWorseThanIndependentColumns(string name, double learningRate, int steps)
    {
        Case given = Cases[name];
        DataSet data = given.Data();
        double baseline = IndependentColumns.Nelbo(given.Family, data);
        Assembly assembly = Compile(given, isDouble: false);
        List<double> nelbos = [];
        for (int seed = 0; seed < Seeds; seed++)
        {
            IVariationalModel<float> model = CompiledModels.Create<float>(assembly, "Scaled", (ulong)seed);
            FitReport report = Trainer.Fit(model, data, Options(learningRate, steps, seed), TestContext.Current.CancellationToken);
            nelbos.Add(Evaluator.Evaluate(model, data, FiftySamples).Nelbo);
            string findings = string.Join(", ", report.Findings.Select(finding => finding.Id));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {nelbos[^1]:F4} {findings}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"independent columns: {baseline:F4}"));
        Assert.All(nelbos, nelbo => Assert.True(nelbo <= baseline, $"{nelbo} > {baseline}"));
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Names))]
    public void WithoutItAFindingComesFirst(string name)
    {
        Case given = Cases[name];
        DataSet data = given.Data();
        (Assembly single, Assembly twice) = (Compile(given, isDouble: false), Compile(given, isDouble: true));
        for (int seed = 0; seed < Seeds; seed++)
        {
            Try(CompiledModels.Create<float>(single, "Raw", (ulong)seed), data, given, seed);
            Try(CompiledModels.Create<double>(twice, "Raw", (ulong)seed), data, given, seed);
        }
    }

    private void Try<T>(IVariationalModel<T> model, DataSet data, Case given, int seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        List<Finding> before = [];
        bool isTraining = false;
        FitOptions options = Options(1e-2, FirstSteps, seed) with
        {
            Found = finding =>
            {
                if (!isTraining)
                    before.Add(finding);
            },
            Progress = new Hearing(() => isTraining = true),
        };
        Trainer.Fit(model, data, options, TestContext.Current.CancellationToken);
        double nelbo = Evaluator.Evaluate(model, data, FiftySamples).Nelbo;
        string findings = string.Join(" ", before.Select(found => found.Id));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{typeof(T).Name}, seed {seed}: {nelbo:G6} {findings}"));
        Assert.True(double.IsFinite(nelbo));
        Assert.Contains(before, finding => finding.Message.Contains($"Input = {given.Word}", StringComparison.Ordinal)
            && finding.Message.Contains(" elements by their root mean square, ", StringComparison.Ordinal));
    }

    private static FitOptions Options(double learningRate, int steps, int seed) =>
        new() { Iterations = steps, BatchSize = 100, LearningRate = learningRate, Seed = (ulong)seed };

    private static Assembly Compile(Case given, bool isDouble)
    {
        string precision = isDouble ? "[Model(Precision = Precision.Double)] " : "";
        string reversed = string.Join(", ", given.Sizes.Split(", ").Reverse());
        string Declared(string name, string input) => $"{precision}[Encoder({given.Sizes}{input})] [Decoder({reversed})] "
            + $"[Prior(Normal)] [Likelihood({given.Family})] internal sealed partial class {name};\n";
        string models = Declared("Raw", "") + Declared("Scaled", $", Input = {given.Word}");
        return ModelCompilation.Of("using VaeGen;\nnamespace Declared;\n" + models).Load();
    }

    private static DataSet UniformCounts(int below) => Draw(6, (random, _) => random.Next(below));

    // The tail of Zipf's law: counts above k are as rare as k^-0.9.
    private static DataSet ZipfCounts() => Draw(
        12, (random, _) => (float)Math.Min(42_781, Math.Floor(Math.Pow(1 - random.NextDouble(), -1 / 0.9))));

    // Age, income, hours a week, capital gain.
    private static DataSet Table() => Draw(4, (random, column) => column switch
    {
        0 => random.Next(17, 90),
        1 => (float)Math.Exp(10.5 + (0.6 * Point.Normal(random))),
        2 => random.Next(10, 70),
        _ => random.Next(10) == 0 ? random.Next(1, 100_000) : 0,
    });

    private static DataSet MnistBytes()
    {
        DataSet images = Idx.ReadImages(Path.Combine(SharedData.Require("mnist"), "train-images-idx3-ubyte.gz"));
        float[] values = new float[1000 * images.Features];
        for (int i = 0; i < 1000; i++)
            images.CopyExample(i, epoch: null, values.AsSpan(i * images.Features, images.Features));
        return DataSet.From([.. values.Select(value => MathF.Round(255 * value))], new DataShape(images.Features));
    }

    private static DataSet Draw(int columns, Func<Random, int, float> value)
    {
        Random random = new(0);
        return DataSet.From([.. Enumerable.Range(0, 1000 * columns).Select(i => value(random, i % columns))], new DataShape(columns));
    }

    private sealed record Case(string Sizes, string Family, string Word, Func<DataSet> Data);

    private sealed class Hearing(Action report) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => report();
    }
}
