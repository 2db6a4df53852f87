using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>Lowers the units of x: what the encoder makes of it before its first layer, and in what units the decoder's heads
/// are.</summary>
internal static class InputLowering
{
    /// <summary>x as the first layer reads it, where that is not x itself.</summary>
    public const string ScaledInput = "scaledX";

    private const string Mean = "Mean";
    private const string Scale = "Scale";

    /// <summary>Whether a likelihood is over x in units of its standard deviation.</summary>
    public static bool IsInUnits(InputScaling scaling, DistributionFamily likelihood) =>
        IsStandardized(scaling) && likelihood.Parameters.Any(parameter => parameter.Unit != ParameterUnit.None);

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

    /// <summary>A parameter of p(x|z) in the units of the data, of a head in units of the standard deviation.</summary>
    public static Tensor InDataUnits(NetworkLowering decoder, Parameter parameter, string name, Tensor head)
    {
        Axis features = head.Axes[1];
        ParameterTensor mean = decoder.RunningMean("output" + Mean, "output_mean", features);
        ParameterTensor deviation = decoder.RunningState("output" + Scale, "output_scale", features);
        Tensor logDeviation = PointwiseBuilder.Create("logOutputScale", [features], Scalar.Log(new Symbol(deviation.Symbol)), [deviation]);
        (Symbol unit, Symbol log) = (new Symbol(head.Symbol), new Symbol(logDeviation.Symbol));
        return parameter.Unit switch
        {
            ParameterUnit.Location => PointwiseBuilder.Create(
                name, head.Axes, new Symbol(mean.Symbol) + (new Symbol(deviation.Symbol) * unit), [mean, deviation, head]),
            ParameterUnit.LogScale => PointwiseBuilder.Create(name, head.Axes, unit + log, [head, logDeviation]),
            ParameterUnit.LogVariance => PointwiseBuilder.Create(name, head.Axes, unit + (2 * log), [head, logDeviation]),
            _ => head,
        };
    }

    private static bool IsStandardized(InputScaling scaling) => scaling is InputScaling.Standardize or InputScaling.LogStandardize;
}
