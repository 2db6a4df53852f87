using System;

namespace VaeGen;

/// <summary>
/// One layer of a stack: it stands behind an <see cref="EncoderAttribute"/> or <see cref="DecoderAttribute"/> without sizes. The order in
/// the source is the order of the layers.
/// </summary>
/// <remarks>
/// What flows between layers is, for each example, a vector of units or a volume of channels × height × width. Every shape is inferred and
/// checked at compile time; the first layer of an encoder gets x, the first of a decoder z.
/// </remarks>
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The activation, applied to each element of the layer's output. When not given (read as 0), that of the network for <c>[Dense]</c>,
    /// <c>[Conv]</c> and <c>[ConvTranspose]</c>, and <see cref="Activation.Identity"/> for every other layer.
    /// </summary>
    public Activation Activation { get; set; }
}
