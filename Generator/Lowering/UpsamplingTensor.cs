using System;
using System.Collections.Generic;
using VaeGen.Generator.Differentiation;

namespace VaeGen.Generator.Lowering;

/// <summary>Each position repeated in both directions.</summary>
internal sealed class UpsamplingTensor(string name, Axis columns, Tensor source, WindowMap map) : GatherTensor(name, columns, source)
{
    public override WindowMap Map => map;

    public override KernelCall Call(ICollection<Tensor> stored) => new("Upsampling.Nearest", [Source.Field, map.Name], FillsSlot: false);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) =>
        [(Source, new UpsamplingGradientTensor(Gradients.NameOf(Source.Name), this, walk.Spread(dy, this)))];

    public override string Formula(Func<Tensor, string> letter) => $"{letter(Source)}, each position {map.Square} times";

    protected override GatherTensor Renamed(string name) => new UpsamplingTensor(name, Axes[1], Source, map);
}

/// <summary>The gradient by the input of an upsampling: the sum over the repetitions.</summary>
internal sealed class UpsamplingGradientTensor(string name, UpsamplingTensor upsampling, Tensor gradient)
    : GatherTensor(name, upsampling.Source.Axes[1], gradient)
{
    public override WindowMap Map => upsampling.Map;

    public override KernelCall Call(ICollection<Tensor> stored) => new("Upsampling.Gradient", [Source.Field, Map.Name], IsVectorized: true);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) =>
        throw NoGradient("it is one itself, and no loss reads gradients.");

    public override string Formula(Func<Tensor, string> letter) => $"Σ {letter(Source)} over the {Map.Square} repetitions";

    protected override GatherTensor Renamed(string name) => new UpsamplingGradientTensor(name, upsampling, Source);
}
