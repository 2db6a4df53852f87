using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Activations;

/// <summary>All activations. To add one, write its line.</summary>
internal static class ActivationTable
{
    private static readonly Symbol X = ActivationFunction.Input;

    // PyTorch's default; so is the scale α = 1 of Elu.
    private static readonly NamedConstant NegativeSlope = new("negativeSlope", "0.01", "0.01");

    public static readonly IReadOnlyList<ActivationFunction> All =
    [
        new("Identity", X, true),
        new("Relu", Max(X, 0), true),
        new("LeakyRelu", Select(GreaterThan(X, 0), X, NegativeSlope * X), true),
        new("Elu", Select(GreaterThan(X, 0), X, Expm1(X)), true),
        new("Gelu", OneHalf * X * (1 + Erf(X / Sqrt(2))), true),
        new("Silu", X * Sigmoid(X), true),
        new("Tanh", Tanh(X), true),
        new("Sigmoid", Sigmoid(X), false),
        new("Softplus", Softplus(X), false),
    ];

    public static ActivationFunction Find(string name) => All.First(activation => activation.Name == name);
}
