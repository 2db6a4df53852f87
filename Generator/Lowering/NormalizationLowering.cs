using System.Collections.Generic;
using System.Collections.Immutable;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>
/// Lowers layers that subtract a mean and divide by a standard deviation: y = γ (x − mean) / √(variance + 10⁻⁵) + β (Ba et al. 2016; Ioffe
/// and Szegedy 2015).
/// </summary>
/// <param name="network">The network's name in files.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="number">The number of the layer.</param>
/// <param name="file">The start of the layer's names in files.</param>
internal sealed class NormalizationLowering(string network, ParameterSet parameters, string number, string file)
{
    // PyTorch's defaults.
    private static readonly Expression Stabilizer = Scalar.Named("stabilizer", Scalar.Number("0.00001"));
    private static readonly Expression Momentum = Scalar.Named("momentum", Scalar.Number("0.1"));

    private static readonly Symbol X = new("x");
    private static readonly Symbol Mean = new("mean");
    private static readonly Symbol InverseDeviation = new("inverseDeviation");
    private static readonly Symbol Gamma = new("scale");
    private static readonly Symbol Beta = new("shift");

    /// <summary>Each example by the mean and the variance of its own elements.</summary>
    public Tensor OverExample(Tensor input, string name)
    {
        Axis elements = input.Axes[1];
        ImmutableArray<Axis> row = [input.Rows!];
        Constant count = new(elements.Size!.Value);
        SumTensor sum = new("sum" + number, input, elements);
        Tensor mean = PointwiseBuilder.Create("mean" + number, row, new Symbol(sum.Symbol) / count, [sum]);
        SumTensor squares = new("squares" + number, SquaredDeviation(input, mean), elements);
        Tensor inverse = PointwiseBuilder.Create(
            "inverseDeviation" + number, row, 1 / Deviation(new Symbol(squares.Symbol) / count), [squares]);
        return Normalized(input, mean, inverse, elements, name);
    }

    /// <summary>Each channel by its mean and its variance over the batch and the positions, and what the running statistics
    /// become.</summary>
    public (Tensor Output, ImmutableArray<StateUpdate> Updates) OverBatch(Tensor input, string name)
    {
        Axis channels = input.Axes[1].ChannelAxis;
        CountTensor countOf = new("count" + number, input.Axes[1]);
        Symbol count = new(countOf.Symbol);
        SumTensor sum = SumTensor.OverBatch("sum" + number, input, channels);
        Tensor mean = PointwiseBuilder.Create("mean" + number, [channels], new Symbol(sum.Symbol) / count, [sum, countOf]);
        SumTensor squares = SumTensor.OverBatch("squares" + number, SquaredDeviation(input, mean), channels);
        Symbol squaresSymbol = new(squares.Symbol);
        Tensor inverse = PointwiseBuilder.Create(
            "inverseDeviation" + number, [channels], 1 / Deviation(squaresSymbol / count), [squares, countOf]);

        ParameterTensor runningMean = RunningMean(channels);
        ParameterTensor runningVariance = RunningVariance(channels);
        // The running variance is the unbiased one; a single value says nothing of it.
        Symbol variance = new(runningVariance.Symbol);
        Expression newVariance = Scalar.Select(Scalar.GreaterThan(count, 1), Followed(variance, squaresSymbol / (count - 1)), variance);
        StateUpdate[] updates =
        [
            new(runningMean, PointwiseBuilder.Create(
                "newMean" + number, [channels], Followed(new Symbol(runningMean.Symbol), new Symbol(mean.Symbol)), [runningMean, mean])),
            new(runningVariance,
                PointwiseBuilder.Create("newVariance" + number, [channels], newVariance, [runningVariance, squares, countOf])),
        ];
        return (Normalized(input, mean, inverse, channels, name), [.. updates]);
    }

    /// <summary>Each channel by its running mean and variance.</summary>
    public Tensor ByRunningStatistics(Tensor input, string name)
    {
        Axis channels = input.Axes[1].ChannelAxis;
        ParameterTensor mean = RunningMean(channels);
        ParameterTensor variance = RunningVariance(channels);
        (ParameterTensor scale, ParameterTensor shift) = ScaleAndShift(channels);
        Expression value =
            ((new Symbol(scale.Symbol) / Deviation(new Symbol(variance.Symbol))) * (new Symbol(input.Symbol) - new Symbol(mean.Symbol)))
            + new Symbol(shift.Symbol);
        return PointwiseBuilder.Create(name, input.Axes, value, [input, mean, variance, scale, shift]);
    }

    // The mean is held: the sum of deviations from it is 0, so that the derivative by it is, too.
    private Tensor SquaredDeviation(Tensor input, Tensor mean) => PointwiseBuilder.Create(
        "squaredDeviation" + number,
        input.Axes,
        Scalar.Square(new Symbol(input.Symbol) - Scalar.StopGradient(new Symbol(mean.Symbol))),
        [input, mean]);

    private Tensor Normalized(Tensor input, Tensor mean, Tensor inverse, Axis columns, string name)
    {
        (ParameterTensor scale, ParameterTensor shift) = ScaleAndShift(columns);
        Dictionary<string, Tensor> arguments = new()
        {
            [X.Name] = input,
            [Mean.Name] = mean,
            [InverseDeviation.Name] = inverse,
            [Gamma.Name] = scale,
            [Beta.Name] = shift,
        };
        return PointwiseBuilder.Create(name, input.Axes, (Gamma * ((X - Mean) * InverseDeviation)) + Beta, arguments);
    }

    private static Expression Deviation(Expression variance) => Scalar.Named("deviation", Scalar.Sqrt(variance + Stabilizer));

    private static Expression Followed(Symbol running, Expression value) =>
        Scalar.Named("moved", running + (Momentum * Scalar.Named("change", value - running)));

    private (ParameterTensor Scale, ParameterTensor Shift) ScaleAndShift(Axis columns) => (
        parameters.Get($"{network}Scale{number}", "scale" + number, file + ".weight", ParameterKind.Scale, 1, [columns]),
        parameters.Get($"{network}Shift{number}", "shift" + number, file + ".bias", ParameterKind.Shift, 1, [columns]));

    private ParameterTensor RunningMean(Axis channels) =>
        parameters.Get($"{network}RunningMean{number}", "runningMean" + number, file + ".running_mean", ParameterKind.RunningMean, 1,
            [channels]);

    private ParameterTensor RunningVariance(Axis channels) => parameters.Get(
        $"{network}RunningVariance{number}", "runningVariance" + number, file + ".running_var", ParameterKind.RunningState, 1, [channels]);
}
