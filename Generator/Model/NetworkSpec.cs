namespace VaeGen.Generator.Model;

/// <summary>One network: hidden layers and a linear head that gives the parameters of a distribution. A chain of sizes is sugar for
/// this.</summary>
/// <param name="Attribute">The attribute that describes the network.</param>
/// <param name="Input">What goes in.</param>
/// <param name="Layers">The hidden layers in order; may be empty.</param>
/// <param name="Head">What the distribution at the end is over: z for an encoder, x for a decoder. Every parameter of the family has this
/// shape and a head of its own.</param>
/// <param name="HeadLayer">The layer that is the head, where a stack ends in one that already has its shape and has no activation; it is
/// not among
/// <paramref name="Layers"/>. Null for a dense head.</param>
internal sealed record NetworkSpec(
    ArgumentLocation Attribute, Sourced<ValueShape> Input, EquatableArray<LayerSpec> Layers, Sourced<ValueShape> Head,
    LayerSpec? HeadLayer = null)
{
    /// <summary>What goes into the head.</summary>
    public ValueShape HeadInput => Layers.Count == 0 ? Input.Value : Layers[Layers.Count - 1].Output;
}
