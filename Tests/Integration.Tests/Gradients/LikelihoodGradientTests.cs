using System.Collections.Generic;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>The emitted gradient of every likelihood is the derivative of its emitted loss, in double precision.</summary>
public sealed class LikelihoodGradientTests
{
    private const double Tolerance = 1e-6;

    private static readonly (string Name, string Text)[] Likelihoods =
    [
        ("ElementGaussian", "Gaussian, Scale = PerElement"),
        ("DecoderGaussian", "Gaussian, Scale = FromDecoder"),
        ("ContinuousBernoulli", "ContinuousBernoulli"),
        ("Laplace", "Laplace, MinSigma = 0.01"),
        ("Poisson", "Poisson"),
        ("NegativeBinomial", "NegativeBinomial"),
        ("DiscretizedLogistic", "DiscretizedLogistic"),
        ("TwoClasses", "Categorical, Classes = 2"),
        ("SixteenClasses", "Categorical, Classes = 16"),
    ];

    // Around a panel of eight doubles: part of one, several with padding, whole ones.
    private static readonly (string Name, int[] Encoder, int[] Decoder, string? Activation)[] Shapes =
        [("Small", [7, 5, 3], [3, 5, 7], "Tanh"), ("Padded", [19, 6, 2], [2, 6, 19], "Silu"),
            ("Whole", [16, 5, 3], [3, 8, 16], "Softplus")];

    private static readonly CompiledModels Models = new(Declarations());

    public static TheoryData<string> Names => [.. Declarations().Select(declaration => declaration.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradientIsTheDerivativeOfTheLoss(string name)
    {
        GradientErrors errors =
            GradientCheck.Run(Models.Declaration(name), Models.Create<double>(name), VectorWidth.Bits256, rows: 5, seed: 31);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {errors}");
        Assert.InRange(errors.NormError, 0, Tolerance);
        Assert.InRange(errors.DirectionError, 0, Tolerance);
        Assert.InRange(errors.LossError, 0, 1e-13);
    }

    private static IEnumerable<ModelDeclaration> Declarations() =>
        Likelihoods.SelectMany(likelihood => Shapes.Select(shape => new ModelDeclaration(
        shape.Name + likelihood.Name, shape.Encoder, shape.Decoder, likelihood.Text, shape.Activation)));
}
