using System;
using System.Collections.Generic;
using VaeGen.Generator.Differentiation;

namespace VaeGen.Generator.Lowering;

/// <summary>The same elements in another layout: from a plain row of pixels to a volume, or back.</summary>
internal sealed class RelayoutTensor(string name, Axis columns, Tensor source) : GatherTensor(name, columns, source)
{
    /// <summary>Whether a volume comes out.</summary>
    public bool ToVolume => Axes[1].IsVolume;

    // The kernel that lays out a volume puts each element in its place at once.
    public override bool IsWrittenWhereComputed => ToVolume;

    public override WindowMap? Map => null;

    public override KernelCall Call(ICollection<Tensor> stored) =>
        ToVolume ? new("Volume.FromFlat", [Source.Field, Field], FillsSlot: false) : new("Volume.ToFlat", [Source.Field]);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) =>
        [(Source, new RelayoutTensor(Gradients.NameOf(Source.Name), Source.Axes[1], walk.Spread(dy, this)))];

    public override string Formula(Func<Tensor, string> letter) =>
        $"{letter(Source)}, {(ToVolume ? "position by position" : "channel by channel")}";

    protected override GatherTensor Renamed(string name) => new RelayoutTensor(name, Axes[1], Source);
}
