using System.Collections.Generic;

namespace VaeGen.Generator.Lowering;

/// <summary>A value whose tile is gathered from other places of one matrix: no sum of products, no expression of one element.</summary>
internal abstract class GatherTensor(string name, Axis columns, Tensor source) : Tensor(name, [Axis.Batch, columns])
{
    /// <summary>The matrix that is read.</summary>
    public Tensor Source => source;

    public override IEnumerable<Tensor> Inputs => [source];

    /// <summary>The same value under another name: a part of a sum that takes its own.</summary>
    public abstract GatherTensor Renamed(string name);
}

/// <summary>The same elements in another layout: from a plain row of pixels to a volume, or back.</summary>
internal sealed class RelayoutTensor(string name, Axis columns, Tensor source) : GatherTensor(name, columns, source)
{
    /// <summary>Whether a volume comes out.</summary>
    public bool ToVolume => Axes[1].IsVolume;

    public override GatherTensor Renamed(string name) => new RelayoutTensor(name, Axes[1], Source);
}

/// <summary>The greatest value of each window, or the mean.</summary>
internal sealed class PoolingTensor : GatherTensor
{
    public PoolingTensor(string name, Axis columns, Tensor source, WindowMap map, bool isMax)
        : base(name, columns, source)
    {
        Map = map;
        Taps = isMax ? new TapTensor(name + "Taps", this) : null;
    }

    public WindowMap Map { get; }

    /// <summary>Where in its window each greatest value was; null for a mean.</summary>
    public TapTensor? Taps { get; }

    public override GatherTensor Renamed(string name) => new PoolingTensor(name, Axes[1], Source, Map, Taps is not null);
}

/// <summary>The tap of each window that its greatest value came from, as a number: a second result of its pooling.</summary>
internal sealed class TapTensor(string name, PoolingTensor pooling) : Tensor(name, pooling.Axes)
{
    public override IEnumerable<Tensor> Inputs => [pooling];
}

/// <summary>The gradient by the input of a pooling: each window's goes to its greatest value, or to all alike.</summary>
internal sealed class PoolingGradientTensor(string name, PoolingTensor pooling, Tensor gradient) : GatherTensor(name, pooling.Source.Axes[1], gradient)
{
    public PoolingTensor Pooling => pooling;

    public override IEnumerable<Tensor> Inputs => pooling.Taps is { } taps ? [Source, taps] : [Source];

    public override GatherTensor Renamed(string name) => new PoolingGradientTensor(name, pooling, Source);
}

/// <summary>Each position repeated in both directions.</summary>
internal sealed class UpsamplingTensor(string name, Axis columns, Tensor source, WindowMap map) : GatherTensor(name, columns, source)
{
    public WindowMap Map => map;

    public override GatherTensor Renamed(string name) => new UpsamplingTensor(name, Axes[1], Source, map);
}

/// <summary>The gradient by the input of an upsampling: the sum over the repetitions.</summary>
internal sealed class UpsamplingGradientTensor(string name, UpsamplingTensor upsampling, Tensor gradient)
    : GatherTensor(name, upsampling.Source.Axes[1], gradient)
{
    public UpsamplingTensor Upsampling => upsampling;

    public override GatherTensor Renamed(string name) => new UpsamplingGradientTensor(name, upsampling, Source);
}

/// <summary>
/// A convolution from a volume to an image, whose pixels lie as a plain row: each position of the volume adds its patch to the pixels around, and a bias a channel.
/// </summary>
/// <param name="name">The name of its buffer.</param>
/// <param name="pixels">The pixels of the image.</param>
/// <param name="volume">The volume.</param>
/// <param name="weights">The weights [window of the image, channels of the volume].</param>
/// <param name="bias">The bias [channels of the image].</param>
/// <param name="map">From the image to the volume.</param>
internal sealed class ScatterTensor(string name, Axis pixels, Tensor volume, ParameterTensor weights, ParameterTensor bias, WindowMap map)
    : Tensor(name, [Axis.Batch, pixels])
{
    public Tensor Volume => volume;

    public ParameterTensor Weights => weights;

    public ParameterTensor Bias => bias;

    public WindowMap Map => map;

    public override IEnumerable<Tensor> Inputs => [volume, weights, bias];
}
