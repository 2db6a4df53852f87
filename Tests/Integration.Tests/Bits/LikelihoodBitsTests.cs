using System;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>Neither vectors nor threads change a bit of any likelihood's loss and gradient.</summary>
public sealed class LikelihoodBitsTests
{
    private const int Rows = 21;

    private static readonly CompiledModels Models = new(
        new[]
        {
            "ContinuousBernoulli", "Laplace", "Poisson", "NegativeBinomial", "DiscretizedLogistic", "Categorical, Classes = 3",
            "Gaussian, Scale = PerElement",
            "Gaussian, Scale = FromDecoder",
        }.Select(
        likelihood =>
        new ModelDeclaration(
            "Bits" + string.Concat(likelihood.Where(char.IsLetter)), [37, 6, 3], [3, 9, 37], likelihood, IsDouble: false)));

    public static TheoryData<string> Names => [.. Models.Declarations.Select(declaration => declaration.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void LossAndGradientAreThoseOfTheScalarCode(string name)
    {
        LossAndGradient expected = Of(name, VectorWidth.Scalar, threads: 1);
        Assert.Contains(expected.Gradient, value => value != 0);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            LossAndGradient actual = Of(name, width, threads: 2);
            Assert.Equal(expected.Reconstruction, actual.Reconstruction);
            Assert.Equal(expected.Gradient, actual.Gradient);
        }
    }

    private static LossAndGradient Of(string name, VectorWidth width, int threads)
    {
        ModelProbe<float> probe = new(Models.Create<float>(name), width, threads, Rows);
        Point point = Point.Draw(Models.Declaration(name), probe.Network.Parameters, Rows, seed: 2);
        probe.SetParameters(point.Parameters);
        return probe.LossAndGradient(point.X, point.Epsilon, point.Weights);
    }
}
