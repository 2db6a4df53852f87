using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Bits;
using VaeGen.Integration.Tests.Models;
using VaeGen.Integration.Tests.RandomModels;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>Counts whose rates are in proportion to an exposure, which is a column of x or the total of a row.</summary>
public sealed class ExposureTests
{
    private const int FirstSeed = 95_000;
    private const int ExposureColumn = 3;

    private static readonly string[] Networks =
    [
        "[Encoder(6, 5, 2, Activation = Tanh, Input = Log1p)] [Decoder(2, 5, 6, Activation = Tanh)]",
        "[Encoder(Activation = Tanh)] [Conv(3, 2)] [Decoder(Activation = Tanh)] [Dense(3, 2, 3)] [Conv(1, 1)]",
    ];

    private static readonly Assembly Claims = ModelCompilation.Of("using VaeGen;\nnamespace Declared;\n" + string.Concat(
        Claim("Given", "Poisson, Exposure = 3"), Claim("Plain", "Poisson"), Claim("Total", "Poisson, Exposure = RowTotal"),
        Claim("GivenBinomial", "NegativeBinomial, Exposure = 3"), Claim("GivenRaw", "Poisson, Exposure = 3", input: ""))).Load();

    [Fact]
    public void TheGradientIsTheDerivativeOfTheLoss()
    {
        RandomModel[] models = [.. Models()];
        Assembly assembly = ModelCompilation.Of(CompiledModels.SourceOf(models)).Load();
        foreach (RandomModel model in models)
        {
            const int Rows = 3;
            ModelProbe<double> probe = new(
                CompiledModels.Create<double>(assembly, model.Name), VectorWidths.Best, threads: 1, capacity: Rows);
            BlockErrors errors = BlockDifferences.Of(model, probe, Rows);
            Assert.True(errors.Error <= 1e-6 && errors.LossError <= 1e-12, $"{errors}\n{model.Source}");
            MaskBits.Check(model, probe, Rows);
        }
    }

    /// <summary>The loss of a model without a hidden layer, written out.</summary>
    [Theory]
    [InlineData("Given")]
    [InlineData("Total")]
    public void TheLossIsThatOfTheRatesTimesTheExposures(string name)
    {
        IVariationalModel<float> model = Create(name);
        DataSet data = Draw(40, seed: 1);
        Trainer.Fit(model, data, new FitOptions { Iterations = 30, BatchSize = 20 });
        double[][] rows = RowsOf(data);
        double[] means = [.. Enumerable.Range(0, rows[0].Length).Select(j => rows.Average(row => row[j]))];
        double average = AverageExposure(rows);
        EvaluateOptions options = new() { PosteriorMean = true };

        IReadOnlyList<double> losses = [.. rows.Select((row, i) =>
        {
            DataSet one = DataSet.From([.. row.Select(value => (float)value)], new DataShape(row.Length));
            return Evaluator.Evaluate(model, one, options).Reconstruction;
        })];

        for (int i = 0; i < rows.Length; i++)
        {
            float[] x = [.. rows[i].Select(value => (float)value)];
            float[] rates = Inference.Decode<float>(model, Inference.Encode<float>(model, x).Mean);
            bool isGiven = name == "Given";
            double exposure = isGiven ? rows[i][ExposureColumn] / average : rows[i].Sum() / means.Sum();
            double expected = 0;
            for (int j = 0; j < x.Length; j++)
            {
                double rate = exposure * rates[j];
                double logFactorial = Enumerable.Range(1, (int)rows[i][j]).Sum(k => Math.Log(k));
                if (!isGiven || j != ExposureColumn)
                    expected -= (rows[i][j] * Math.Log(rate)) - rate - logFactorial;
            }

            Assert.Equal(expected, losses[i], 1e-3 * Math.Max(1, Math.Abs(expected)));
        }
    }

    /// <summary>Counts whose rates differ by exposure alone cost what they cost at the true rates; without it far more.</summary>
    [Theory]
    [InlineData("Given")]
    [InlineData("GivenBinomial")]
    public void TrainingFindsRatesOfOneUnit(string name)
    {
        DataSet data = Draw(1000, seed: 2);
        FitOptions options = new() { Iterations = 500, BatchSize = 100, LearningRate = 0.01 };
        IVariationalModel<float> model = Create(name);
        IVariationalModel<float> plain = Create("Plain");
        Trainer.Fit(model, data, options);
        Trainer.Fit(plain, data, options);
        double nelbo = Evaluator.Evaluate(model, data).Nelbo;
        double atTruth = RowsOf(data).Average(row => Enumerable.Range(0, row.Length).Where(j => j != ExposureColumn).Sum(j =>
        {
            double rate = row[ExposureColumn] * RateOf(j);
            return rate - (row[j] * Math.Log(rate)) + Enumerable.Range(1, (int)row[j]).Sum(k => Math.Log(k));
        }));

        Assert.InRange(nelbo, atTruth - 0.1, atTruth + 0.3);
        Assert.True(Evaluator.Evaluate(plain, data).Nelbo > atTruth + 3);
    }

    [Theory]
    [InlineData("Given")]
    [InlineData("Total")]
    [InlineData("GivenBinomial")]
    public void NeitherThreadsNorWidthsNorAFileChangeABit(string name)
    {
        DataSet data = Draw(200, seed: 3);
        float[][] decoded = [.. new[] { (VectorWidth.Scalar, 1), (VectorWidths.Best, 1), (VectorWidths.Best, 2) }.Select(execution =>
        {
            PinnedModel<float> model = new(Create(name), execution.Item1, lists: null);
            Trainer.Fit(model, data, new FitOptions { Iterations = 20, BatchSize = 50, Threads = execution.Item2 });
            return (float[])[.. Inference.Decode<float>(model, [0.3f, -1]), (float)Evaluator.Evaluate(model, data).Nelbo];
        })];
        Assert.Equal(decoded[0], decoded[1]);
        Assert.Equal(decoded[0], decoded[2]);

        IVariationalModel<float> saved = Create(name);
        Trainer.Fit(saved, data, new FitOptions { Iterations = 20, BatchSize = 50 });
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");
        try
        {
            ModelFile.Save(saved, path);
            IVariationalModel<float> loaded = Create(name);
            ModelFile.Load<IVariationalModel<float>, float>(loaded, path);
            Assert.Equal(decoded[0][^1], (float)Evaluator.Evaluate(loaded, data).Nelbo);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A column of exposures comes out as it went in; what is decoded or drawn without an example has the average
    /// exposure.</summary>
    [Fact]
    public void AColumnOfExposuresIsNoCount()
    {
        DataSet data = Draw(500, seed: 4);
        IVariationalModel<float> model = Create("Given");
        Trainer.Fit(model, data, new FitOptions { Iterations = 300, BatchSize = 100, LearningRate = 0.01 });
        double[][] rows = RowsOf(data);
        float mean = (float)AverageExposure(rows);
        float[] large = [.. rows.MaxBy(row => row[ExposureColumn])!.Select(value => (float)value)];

        float[] reconstructed = Inference.Reconstruct<float>(model, large);
        float[] samples = Inference.Sample(model, 8, seed: 1, Pixels.Drawn);
        Assert.Equal(large[ExposureColumn], reconstructed[ExposureColumn], 1e-5f * large[ExposureColumn]);
        Assert.InRange(reconstructed[0], 0.6 * large[0], 1.6 * large[0]);
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(mean, samples[(i * 5) + ExposureColumn], 1e-5f * mean);
            Assert.Equal(samples[i * 5], MathF.Round(samples[i * 5]));
        }

        // The same counts a unit, in ten units and in a thousand: what is missing is filled in in proportion.
        float[] twice = [float.NaN, 8, 12, 10, 16, float.NaN, 800, 1200, 1000, 1600];
        float[] filled = Inference.Impute(model, DataSet.From(twice, new DataShape(5)).WithMissing());
        float[] averaged = Inference.Impute(model, DataSet.From(twice, new DataShape(5)).WithMissing(), samples: 20);
        Assert.InRange(filled[5] / filled[0], 60, 160);
        Assert.InRange(averaged[5] / averaged[0], 60, 160);
        Assert.Equal(twice[1..5], filled[1..5]);
    }

    /// <summary>What is missing is missing from the total, too: the exposure is the total of the rest over what the rest has on
    /// average.</summary>
    [Fact]
    public void AMissingCountLeavesTheExposureWhatItWas()
    {
        DataSet data = Draw(500, seed: 5);
        IVariationalModel<float> model = Create("Total");
        Trainer.Fit(model, data, new FitOptions { Iterations = 100, BatchSize = 100, LearningRate = 0.01 });
        double[][] rows = RowsOf(data);
        float[] typical = [.. Enumerable.Range(0, 5).Select(j => (float)Math.Round(rows.Average(row => row[j])))];

        float[] gap = [.. typical];
        gap[4] = float.NaN;
        float filled = Inference.Impute(model, DataSet.From(gap, new DataShape(5)).WithMissing())[4];
        Assert.InRange(filled / typical[4], 0.8, 1.25);
    }

    [Fact]
    public void AnExposureIsAboveZeroAndThere()
    {
        IVariationalModel<float> model = Create("Given");
        float[] zero = [1, 2, 3, 4.5f, 5, 1, 2, 3, 0, 5];
        DataFormatException notPositive = Assert.Throws<DataFormatException>(() => Trainer.Fit(model, Of(zero), new FitOptions()));
        Assert.Equal(
            "The data set has the value 0 at element 3 of example 1; an exposure above 0 was expected, because the rates of Given are in "
                + "proportion to it (Exposure = 3).",
            notPositive.Message);

        zero[8] = float.NaN;
        DataFormatException missing =
            Assert.Throws<DataFormatException>(() => Evaluator.Evaluate(model, Of(zero).WithMissing()));
        Assert.Equal(
            "The data set misses element 3 of example 1; an exposure was expected, because the rates of Given are in proportion to it "
                + "(Exposure = 3).",
            missing.Message);

        // It need not be a count; the others do.
        zero[8] = 0.25f;
        Evaluator.Evaluate(model, Of(zero));
        zero[9] = 0.5f;
        Assert.Contains("0.5 at element 4 of example 1; a count", Assert.Throws<DataFormatException>(
            () => Evaluator.Evaluate(model, Of(zero))).Message, StringComparison.Ordinal);

        static DataSet Of(float[] values) => DataSet.From([.. values], new DataShape(5));
    }

    /// <summary>What is average is a geometric mean: one wrong exposure of three hundred moves it by its three hundredth root.</summary>
    [Fact]
    public void OneExposureThatIsWrongByFarMovesTheAverageLittle()
    {
        DataSet good = Draw(300, seed: 6);
        float[] values = [.. RowsOf(good).SelectMany(row => row.Select(value => (float)value))];
        values[ExposureColumn] = 1e17f;
        IVariationalModel<float> model = Create("Given");
        FitOptions options = new() { Iterations = 1, BatchSize = 100 };
        Trainer.Fit(model, DataSet.From(values, new DataShape(5)), options);
        IVariationalModel<float> other = Create("Given");
        Trainer.Fit(other, good, options);
        float[] z = [0, 0];
        Assert.Equal(1, Inference.Decode<float>(model, z)[ExposureColumn] / Inference.Decode<float>(other, z)[ExposureColumn], 0.2f);
    }

    /// <summary>A new model predicts the counts of an average example at its exposure: their sum over that of the exposures, not the mean
    /// count beside the geometric mean of these.</summary>
    [Theory]
    [InlineData("Given")]
    [InlineData("GivenBinomial")]
    public void ANewModelBeginsAtTheRatesForAnAverageExposure(string name)
    {
        DataSet data = Draw(2000, seed: 8);
        double[][] rows = RowsOf(data);
        IVariationalModel<float> model = Create(name);
        Trainer.Fit(model, data, new FitOptions { Iterations = 1, LearningRate = 1e-9, BatchSize = 100 });
        float[] decoded = Inference.Decode<float>(model, [0, 0]);
        double exposures = rows.Sum(row => row[ExposureColumn]);
        for (int j = 0; j < ExposureColumn; j++)
        {
            double expected = AverageExposure(rows) * rows.Sum(row => row[j]) / exposures;
            // The hidden layer of a new decoder adds what its weights draw.
            Assert.Equal(0, Math.Log(decoded[j] / expected), 0.6);
        }
    }

    /// <summary>What a raw encoder cannot read of an exposure is the data's fault, and not the new weights'.</summary>
    [Fact]
    public void AnExposureThatIsTooLargeToReadIsBlamed()
    {
        float[] values = [.. RowsOf(Draw(100, seed: 6)).SelectMany(row => row.Select(value => (float)value))];
        values[ExposureColumn] = 1e30f;
        string message = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Fit(Create("GivenRaw"), DataSet.From(values, new DataShape(5)))).Message;
        Assert.Contains("Input = LogStandardize", message, StringComparison.Ordinal);
        Assert.DoesNotContain("make the model anew", message, StringComparison.Ordinal);
    }

    private static double AverageExposure(double[][] rows) => Math.Exp(rows.Average(row => Math.Log(row[ExposureColumn])));

    private static IVariationalModel<float> Create(string name) => CompiledModels.Create<float>(Claims, name);

    private static string Claim(string name, string likelihood, string input = ", Input = LogStandardize") =>
        $"[Encoder(5, 8, 2{input})] [Decoder(2, 8, 5)] [Prior(Normal)] [Likelihood({likelihood})] "
        + $"internal sealed partial class {name};\n";

    private static IEnumerable<RandomModel> Models()
    {
        int seed = FirstSeed;
        foreach (string family in new[] { "Poisson", "NegativeBinomial" })
        {
            foreach (string exposure in new[] { "5", "0", "RowTotal" })
            {
                foreach (string networks in Networks)
                {
                    string name = new RandomModel(seed, "", 6, 2, family, 0, HasKinks: false, DependsOnTraining: false).Name;
                    bool isChain = networks.Contains("Encoder(6", StringComparison.Ordinal);
                    string distributions = isChain
                        ? $"[Prior(Normal)] [Likelihood({family}, Exposure = {exposure})]"
                        : $"[Prior(Normal, 2)] [Likelihood({family}, 1, 2, 3, Exposure = {exposure})]";
                    string source =
                        $"[Model(Precision = Precision.Double)] {networks} {distributions} internal sealed partial class {name};";
                    yield return new RandomModel(seed++, source, 6, 2, family, 0, HasKinks: false, DependsOnTraining: false)
                    {
                        HasMissing = seed % 3 == 0,
                    };
                }
            }
        }
    }

    private static double RateOf(int element) => 0.5 + (0.4 * element);

    // Exposures from 1 to 100, and counts in proportion.
    private static DataSet Draw(int count, int seed)
    {
        Random random = new(seed);
        float[] values = new float[5 * count];
        for (int i = 0; i < values.Length; i++)
        {
            int element = i % 5;
            if (element == 0)
                values[i + ExposureColumn] = (float)Math.Ceiling(Math.Exp(random.NextDouble() * Math.Log(100)));
            if (element != ExposureColumn)
                values[i] = Poisson(values[i - element + ExposureColumn] * RateOf(element), random);
        }

        return DataSet.From(values, new DataShape(5));
    }

    // By the times between events.
    private static int Poisson(double rate, Random random)
    {
        int count = -1;
        for (double time = 0; time < rate; time -= Math.Log(1 - random.NextDouble()))
            count++;
        return count;
    }

    private static double[][] RowsOf(DataSet data) => [.. Enumerable.Range(0, data.Count).Select(i =>
    {
        double[] row = new double[data.Features];
        data.CopyExample(i, epoch: null, row);
        return row;
    })];
}
