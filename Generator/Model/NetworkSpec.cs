namespace VaeGen.Generator.Model;

/// <summary>One network: hidden layers and a linear head that gives the parameters of a distribution. A chain of sizes is sugar for
/// this.</summary>
/// <param name="Attribute">The attribute that describes the network.</param>
/// <param name="Input">Number of values that go in.</param>
/// <param name="Layers">The hidden layers in order; may be empty.</param>
/// <param name="Head">Number of elements the distribution at the end has: the latent size for an encoder, the size of x for a decoder. The
/// number of outputs of the head is this times the number of parameters the distribution family has for each element.</param>
internal sealed record NetworkSpec(ArgumentLocation Attribute, Sourced<int> Input, EquatableArray<LayerSpec> Layers, Sourced<int> Head);

/// <summary>One hidden layer.</summary>
/// <param name="Activation">What it applies to each element of its output.</param>
internal abstract record LayerSpec(Sourced<Activation> Activation);

/// <summary>A dense layer: activation(x W + b).</summary>
/// <param name="Size">Number of units.</param>
/// <param name="Activation">What it applies to each unit.</param>
internal sealed record DenseLayerSpec(Sourced<int> Size, Sourced<Activation> Activation) : LayerSpec(Activation);
