using System;
using System.Linq;
using VaeGen.Generator.Activations;
using VaeGen.Generator.Symbolics;
using VaeGen.Generator.Tests.Symbolics;
using Xunit;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Tests.Distributions;

public class ActivationTests
{
    private static readonly ActivationFunction Mish =
        new("Mish", ActivationFunction.Input * Tanh(Softplus(ActivationFunction.Input)), true);

    private static readonly double[] Extremes = [-700, -345.6, -88, -37, 37, 88, 345.6, 700];

    public static TheoryData<string> Names() => [.. ActivationTable.All.Select(activation => activation.Name), "Mish"];

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivativesAreSlopes(string name)
    {
        ActivationFunction activation = Find(name);
        for (double x = -12.03; x < 12; x += 0.17)
        {
            // A step that does not cross the kink at zero.
            double step = Math.Min(0.02, Math.Abs(x) / 8);
            double expected = Differences.Of(at => activation.Definition.Evaluate(_ => at), x, step);
            Assert.Equal(expected, activation.Derivative.Evaluate(_ => x), 1e-9);
        }

        foreach (double x in Extremes)
            Assert.Equal(x < 0 ? SlopeFarLeft(name) : SlopeFarRight(name), activation.Derivative.Evaluate(_ => x), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivativesInTheOutputAgree(string name)
    {
        ActivationFunction activation = Find(name);
        bool expressible = activation.TryDeriveFromOutput(out Expression inOutput);
        Assert.Equal(name is not ("Gelu" or "Silu" or "Mish"), expressible);
        if (expressible)
        {
            Assert.DoesNotContain("x", inOutput.FreeSymbols());
            for (double x = -15.03; x < 15; x += 0.17)
            {
                double h = activation.Definition.Evaluate(_ => x);
                Assert.Equal(activation.Derivative.Evaluate(_ => x), inOutput.Evaluate(_ => h), 1e-12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PositiveExactlyWhereTheInputIs(string name)
    {
        ActivationFunction activation = Find(name);
        double[] points = [.. Extremes, .. Enumerable.Range(-300, 601).Select(i => i / 40.0), -1e-300, 1e-300, -1e-9, 1e-9];
        bool holds = points.All(x => activation.Definition.Evaluate(_ => x) > 0 == x > 0);
        Assert.Equal(activation.PositiveWherePositive, holds);
    }

    [Theory]
    [InlineData("Identity", "x", "1", "1")]
    [InlineData("Relu", "max(x, 0)", "{x > 0: 1, else 0}", "{h > 0: 1, else 0}")]
    [InlineData("LeakyRelu", "{x > 0: x, else 0.01·x}", "{x > 0: 1, else 0.01}", "{h > 0: 1, else 0.01}")]
    [InlineData("Elu", "{x > 0: x, else exp(x) − 1}", "{x > 0: 1, else exp(x)}", "{h > 0: 1, else h + 1}")]
    [InlineData("Gelu", "½ x (1 + erf(x/√2))", "½ (1 + erf(x/√2)) + x exp(−½ x²) / √(2 π)", null)]
    [InlineData("Silu", "x sigmoid(x)", "sigmoid(x) + x sigmoid(x) (1 − sigmoid(x))", null)]
    [InlineData("Tanh", "tanh(x)", "1 − tanh(x)²", "1 − h²")]
    [InlineData("Sigmoid", "sigmoid(x)", "sigmoid(x) (1 − sigmoid(x))", "h (1 − h)")]
    [InlineData("Softplus", "softplus(x)", "sigmoid(x)", "1 − exp(−h)")]
    public void FormulasReadWell(string name, string definition, string derivative, string? inOutput)
    {
        ActivationFunction activation = Find(name);
        Assert.Equal(definition, activation.Formula);
        Assert.Equal(derivative, FormulaPrinter.Print(activation.Derivative));
        Assert.Equal(inOutput, activation.TryDeriveFromOutput(out Expression found) ? FormulaPrinter.Print(found) : null);
    }

    [Fact]
    public void ScaledEluLosesItsInputToo()
    {
        // SELU: λ (x > 0 ? x : α expm1(x)), the scales inside of the branches.
        NamedConstant scale = new("scale", "λ", "1.0507009873554804934193349852946");
        NamedConstant alpha = new("alpha", "α", "1.6732632423543772848170429916717");
        Symbol x = ActivationFunction.Input;
        ActivationFunction selu = new("Selu", Select(GreaterThan(x, 0), scale * x, Number("1.5") * alpha * Expm1(x)), true);
        Assert.True(selu.TryDeriveFromOutput(out Expression inOutput));
        Assert.Equal("{h > 0: λ, else h + 1.5 α}", inOutput.ToString());
    }

    private static ActivationFunction Find(string name) => name == "Mish" ? Mish : ActivationTable.Find(name);

    private static double SlopeFarLeft(string name) => name switch
    {
        "Identity" => 1,
        "LeakyRelu" => 0.01,
        _ => 0,
    };

    private static double SlopeFarRight(string name) => name is "Tanh" or "Sigmoid" ? 0 : 1;
}
