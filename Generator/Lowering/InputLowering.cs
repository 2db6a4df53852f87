using System.Collections.Generic;
using System.Collections.Immutable;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>Lowers the units of x: what the encoder makes of it before its first layer, and what the likelihood is over.</summary>
internal static class InputLowering
{
    /// <summary>x as the first layer reads it, where that is not x itself.</summary>
    public const string ScaledInput = "scaledX";

    /// <summary>x as a likelihood in units of the standard deviation is over it.</summary>
    public const string UnitInput = "unitX";

    private const string Mean = "Mean";
    private const string Scale = "Scale";

    /// <summary>Whether a likelihood is over x in units of its standard deviation.</summary>
    public static bool IsInUnits(InputScaling scaling, DistributionFamily likelihood) =>
        IsStandardized(scaling) && likelihood.Support == Support.Real;

    /// <summary>What the first layer reads.</summary>
    public static Tensor Scaled(InputScaling scaling, NetworkLowering encoder, Tensor x)
    {
        if (scaling == InputScaling.Raw)
            return x;
        ImmutableDictionary<string, Tensor> arguments = ImmutableDictionary<string, Tensor>.Empty.Add(x.Symbol, x);
        Expression value = new Symbol(x.Symbol);
        if (scaling is InputScaling.Log1p or InputScaling.LogStandardize)
            value = Scalar.Log1p(value);
        if (IsStandardized(scaling))
        {
            ParameterTensor mean = encoder.RunningMean("input" + Mean, "input_mean", x.Axes[1]);
            ParameterTensor deviation = encoder.RunningState("input" + Scale, "input_scale", x.Axes[1]);
            arguments = arguments.Add(mean.Symbol, mean).Add(deviation.Symbol, deviation);
            value = (value - new Symbol(mean.Symbol)) / new Symbol(deviation.Symbol);
        }

        return PointwiseBuilder.Create(ScaledInput, x.Axes, value, arguments);
    }

    /// <summary>x in units of its standard deviation, from its mean, as a likelihood in these units is over it.</summary>
    public static Tensor InUnits(NetworkLowering decoder, Tensor x)
    {
        (ParameterTensor mean, ParameterTensor deviation) = UnitsOf(decoder, x.Axes[1]);
        return PointwiseBuilder.Create(
            UnitInput, x.Axes, (new Symbol(x.Symbol) - new Symbol(mean.Symbol)) / new Symbol(deviation.Symbol), [x, mean, deviation]);
    }

    /// <summary>A mean in the units of the data, of one in units of the standard deviation.</summary>
    public static Tensor InDataUnits(NetworkLowering decoder, string name, ImmutableArray<Axis> axes, Expression unitMean,
        IReadOnlyDictionary<string, Tensor> arguments)
    {
        (ParameterTensor mean, ParameterTensor deviation) = UnitsOf(decoder, axes[1]);
        return PointwiseBuilder.Create(
            name, axes, new Symbol(mean.Symbol) + (new Symbol(deviation.Symbol) * unitMean),
            arguments.ToImmutableDictionary().SetItem(mean.Symbol, mean).SetItem(deviation.Symbol, deviation));
    }

    /// <summary>What a density in these units is divided by, as its logarithm.</summary>
    public static Tensor LogUnit(NetworkLowering decoder, Axis features)
    {
        (_, ParameterTensor deviation) = UnitsOf(decoder, features);
        return PointwiseBuilder.Create("logOutputScale", [features], Scalar.Log(new Symbol(deviation.Symbol)), [deviation]);
    }

    private static (ParameterTensor Mean, ParameterTensor Deviation) UnitsOf(NetworkLowering decoder, Axis features) =>
        (decoder.RunningMean("output" + Mean, "output_mean", features), decoder.RunningState("output" + Scale, "output_scale", features));

    private static bool IsStandardized(InputScaling scaling) => scaling is InputScaling.Standardize or InputScaling.LogStandardize;
}
