using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using VaeGen.Integration.Tests.RandomModels;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>
/// Models that scale their input, under every likelihood with units and some without, with dense layers and convolutions: the gradient is
/// the derivative of the loss, an element that is missing changes no bit, and the loss is in the units of the data.
/// </summary>
public sealed class InputScalingTests
{
    private const int FirstSeed = 90_000;

    private static readonly string[] Likelihoods =
    [
        "Gaussian", "Gaussian, Sigma = 0.7", "Gaussian, Scale = PerElement", "Gaussian, Scale = FromDecoder, MinSigma = 0.2", "Laplace",
        "Poisson", "NegativeBinomial",
    ];

    private static readonly string[] Networks =
    [
        "[Encoder(6, 5, 2, Activation = Tanh, Input = {0})] [Decoder(2, 5, 6, Activation = Tanh)]",
        "[Encoder(Activation = Tanh, Input = {0})] [Conv(3, 2)] [Decoder(Activation = Tanh)] [Dense(3, 2, 3)] [Conv(1, 1)]",
        "[Encoder(Input = {0})] [LayerNorm] [Decoder] [Dense(4, Activation = Tanh)]",
    ];

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

    [Theory]
    [InlineData("Gaussian, Scale = PerElement")]
    [InlineData("Laplace")]
    [InlineData("Gaussian, Scale = FromDecoder")]
    public void AFactorOfAColumnIsAFactorOfItsDensity(string likelihood)
    {
        string source = $"[Encoder(2, 8, 2, Input = Standardize)] [Decoder(2, 8, 2)] [Prior(Normal)] [Likelihood({likelihood})] "
            + "internal sealed partial class Columns;";
        Assembly assembly = ModelCompilation.Of("using VaeGen;\nnamespace Declared;\n" + source).Load();
        const float Factor = 65536;
        DataSet data = Draw(1);
        DataSet scaled = Draw(Factor);
        IVariationalModel<float> model = CompiledModels.Create<float>(assembly, "Columns");
        IVariationalModel<float> other = CompiledModels.Create<float>(assembly, "Columns");
        FitOptions options = new() { Iterations = 50, BatchSize = 20 };
        Trainer.Fit(model, data, options);
        Trainer.Fit(other, scaled, options);

        double nelbo = Evaluator.Evaluate(model, data).Nelbo;
        Assert.Equal(nelbo + Math.Log(Factor), Evaluator.Evaluate(other, scaled).Nelbo, 2e-3);
        float[] decoded = Inference.Decode<float>(model, [0.3f, -0.2f]);
        float[] far = Inference.Decode<float>(other, [0.3f, -0.2f]);
        Assert.Equal(decoded[0], far[0], 1e-3);
        Assert.Equal(decoded[1] * Factor, far[1], Factor * 1e-3);
    }

    private static IEnumerable<RandomModel> Models()
    {
        int seed = FirstSeed;
        foreach (string scaling in new[] { "Standardize", "Log1p", "LogStandardize" })
        {
            foreach (string likelihood in Likelihoods)
            {
                string networks = Networks[seed % Networks.Length].Replace("{0}", scaling);
                // Where logarithms are taken of x, counts are drawn.
                string drawn = scaling == "Standardize" ? likelihood : "Poisson";
                string name = new RandomModel(seed, "", 6, 2, drawn, 0, HasKinks: false, DependsOnTraining: false).Name;
                bool isChain = networks.Contains("Encoder(6", StringComparison.Ordinal);
                string distributions = isChain
                    ? $"[Prior(Normal)] [Likelihood({likelihood})]"
                    : $"[Prior(Normal, 2)] [Likelihood({WithShape(likelihood)})]";
                string source = $"[Model(Precision = Precision.Double)] {networks} {distributions} internal sealed partial class {name};";
                yield return new RandomModel(seed++, source, 6, 2, drawn, 0, HasKinks: false, DependsOnTraining: false)
                {
                    HasMissing = seed % 2 == 0,
                };
            }
        }
    }

    // The shape stands behind the family, before its options.
    private static string WithShape(string likelihood)
    {
        string[] parts = likelihood.Split(", ", 2);
        return $"{parts[0]}, 1, 2, 3{(parts.Length > 1 ? ", " + parts[1] : "")}";
    }

    private static DataSet Draw(float factor)
    {
        Random random = new(3);
        float[] values = new float[200 * 2];
        for (int i = 0; i < values.Length; i += 2)
        {
            values[i] = (float)Point.Normal(random);
            values[i + 1] = factor * (5 + values[i] + (float)Point.Normal(random));
        }

        return DataSet.From(values, new DataShape(2));
    }
}
