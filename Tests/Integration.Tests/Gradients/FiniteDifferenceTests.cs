using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using Xunit;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>The emitted gradient is the derivative of the emitted loss: in double precision, for every activation, likelihood and
/// depth.</summary>
public sealed class FiniteDifferenceTests
{
    private const double Tolerance = 1e-6;

    // Loss in a training step and in an evaluation: the same formula, printed twice.
    private const double LossTolerance = 1e-13;

    private static readonly string[] Activations = ["Identity", "Relu", "LeakyRelu", "Elu", "Gelu", "Silu", "Tanh", "Sigmoid", "Softplus"];

    private static readonly (string Name, string Text)[] Likelihoods =
        [("Bernoulli", "Bernoulli"), ("LearnedGaussian", "Gaussian"), ("FixedGaussian", "Gaussian, Sigma = 0.4")];

    // Depths, widths around a panel of eight doubles, one latent, networks of different depth, two panels everywhere.
    private static readonly (string Name, int[] Encoder, int[] Decoder, string? Activation)[] Shapes =
    [
        ("Linear", [7, 3], [3, 7], null),
        ("TwoHidden", [7, 6, 5, 3], [3, 5, 6, 7], "Relu"),
        ("ThreeHidden", [9, 8, 7, 6, 2], [2, 5, 9, 4, 9], "Elu"),
        ("OneLatent", [5, 4, 1], [1, 3, 5], "Tanh"),
        ("DeepDecoder", [11, 2], [2, 3, 10, 6, 11], "LeakyRelu"),
        ("DeepEncoder", [11, 9, 6, 3, 4], [4, 11], "Silu"),
        ("TwoPanels", [17, 12, 9], [9, 15, 17], "Gelu"),
        ("WholePanels", [16, 8, 8], [8, 16, 16], "Relu"),
        ("OneFeature", [1, 3, 1], [1, 2, 1], "Softplus"),
    ];

    // A code in place of a posterior. A class read by a hidden layer, and by the heads where there is none; more classes than a panel has
    // lanes.
    private static readonly ModelDeclaration[] Conditional =
    [
        new("ConditionalBernoulli", [7, 5, 3], [3, 5, 7], "Bernoulli", Classes: 3),
        new("ConditionalLinear", [7, 3], [3, 7], "Gaussian", Classes: 2),
        new("DeterministicCode", [7, 5, 3], [3, 5, 7], "Bernoulli", "Tanh", IsDeterministic: true),
        new("DeterministicLinear", [9, 2], [2, 9], "Gaussian", Classes: 2, IsDeterministic: true),
        new("ConditionalDeep", [9, 8, 4, 2], [2, 4, 9], "Gaussian, Sigma = 0.4", "Elu", Classes: 11),
    ];

    private static readonly CompiledModels Models = new(Declarations());

    private static readonly ConcurrentDictionary<string, int> Redraws = new();

    public static TheoryData<string> Names => [.. Declarations().Select(declaration => declaration.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradientIsTheDerivativeOfTheLoss(string name)
    {
        GradientErrors errors =
            GradientCheck.Run(Models.Declaration(name), Models.Create<double>(name), VectorWidth.Bits256, rows: 5, seed: 11);
        Redraws[name] = errors.Redraws;
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {errors}");
        Assert.InRange(errors.NormError, 0, Tolerance);
        Assert.InRange(errors.DirectionError, 0, Tolerance);
        Assert.InRange(errors.LossError, 0, LossTolerance);
        // A kink within 1e-5 is rare; a check that redraws again and again would choose its points.
        Assert.InRange(errors.Redraws, 0, 2);
        Assert.InRange(Redraws.Values.Sum(), 0, 4);
    }

    // With all parameters zero every hidden unit is at its kink; the check has to see that and to go elsewhere.
    [Theory]
    [InlineData("ReluBernoulli")]
    [InlineData("EluFixedGaussian")]
    public void APointOnAKinkIsDrawnAnew(string name)
    {
        IVariationalModel<double> model = Models.Create<double>(name);
        double[] zero = new double[model.ModelState.Parameters.All.Sum(parameter => parameter.Count)];
        GradientErrors errors = GradientCheck.Run(Models.Declaration(name), model, VectorWidth.Bits256, rows: 5, seed: 11, zero);
        Assert.Equal(1, errors.Redraws);
        Assert.InRange(errors.NormError, 0, Tolerance);
    }

    private static IEnumerable<ModelDeclaration> Declarations() =>
        Likelihoods.SelectMany(likelihood => Activations
            .Select(activation => new ModelDeclaration(activation + likelihood.Name, [7, 5, 3], [3, 5, 7], likelihood.Text, activation))
            .Concat(Shapes.Select(shape => new ModelDeclaration(
                shape.Name + likelihood.Name, shape.Encoder, shape.Decoder, likelihood.Text, shape.Activation))))
            .Concat(Conditional);
}
