using System;
using System.Collections.Generic;
using System.Globalization;
using VaeGen.Generator.Differentiation;

namespace VaeGen.Generator.Lowering;

/// <summary>The greatest value of each window, or the mean.</summary>
internal sealed class PoolingTensor : GatherTensor
{
    public PoolingTensor(string name, Axis columns, Tensor source, WindowMap map, bool isMax)
        : base(name, columns, source)
    {
        Map = map;
        Taps = isMax ? new TapTensor(name + "Taps", this) : null;
    }

    public override WindowMap Map { get; }

    /// <summary>Where in its window each greatest value was; null for a mean.</summary>
    public TapTensor? Taps { get; }

    public override KernelCall Call(ICollection<Tensor> stored) => Taps is { } taps && stored.Contains(taps)
        ? new("Pooling.Max", [Source.Field, Map.Name, taps.Field], IsVectorized: true)
        : new(Taps is null ? "Pooling.Average" : "Pooling.Max", [Source.Field, Map.Name], IsVectorized: true);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) =>
        [(Source, new PoolingGradientTensor(Gradients.NameOf(Source.Name), this, walk.Spread(dy, this)))];

    public override string Formula(Func<Tensor, string> letter) =>
        $"{(Taps is null ? "mean" : "greatest")} of each {Map.Square} window of {letter(Source)}";

    protected override GatherTensor Renamed(string name) => new PoolingTensor(name, Axes[1], Source, Map, Taps is not null);
}

/// <summary>The tap of each window that its greatest value came from, as a number: a second result of its pooling.</summary>
internal sealed class TapTensor(string name, PoolingTensor pooling) : Tensor(name, pooling.Axes)
{
    public override IEnumerable<Tensor> Inputs => [pooling];

    public override bool IsWrittenWhereComputed => false;

    // Held constant: which element is the greatest does not change with its value, but for a set of measure zero.
    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) => [];

    public override void Place(IPlacement placement) => placement.Beside(this, pooling);

    public override string Formula(Func<Tensor, string> letter) => $"where in its window each {letter(pooling)} is";
}

/// <summary>The gradient by the input of a pooling: each window's goes to its greatest value, or to all alike.</summary>
internal sealed class PoolingGradientTensor(string name, PoolingTensor pooling, Tensor gradient)
    : GatherTensor(name, pooling.Source.Axes[1], gradient)
{
    public PoolingTensor Pooling => pooling;

    public override IEnumerable<Tensor> Inputs => pooling.Taps is { } taps ? [Source, taps] : [Source];

    public override WindowMap Map => pooling.Map;

    public override KernelCall Call(ICollection<Tensor> stored) => pooling.Taps is { } taps
        ? new("Pooling.MaxGradient", [Source.Field, Map.Name, taps.Field], IsVectorized: true)
        : new("Pooling.AverageGradient", [Source.Field, Map.Name], IsVectorized: true);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) =>
        throw NoGradient("it is one itself, and no loss reads gradients.");

    public override string Formula(Func<Tensor, string> letter) => pooling.Taps is null
        ? $"Σ {letter(Source)} of the {Map.Square} windows around, / {(Map.Kernel * Map.Kernel).ToString(CultureInfo.InvariantCulture)}"
        : $"Σ {letter(Source)} of the {Map.Square} windows whose greatest is here";

    protected override GatherTensor Renamed(string name) => new PoolingGradientTensor(name, pooling, Source);
}
