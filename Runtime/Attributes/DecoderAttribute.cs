using System;

namespace VaeGen;

/// <summary>
/// The generative network of a model, z → h → x, as a chain of dense layers: <c>[Decoder(20, 400, 784)]</c> takes a latent of 20, has one
/// hidden layer of 400 units and gives the parameters of p(x given z) for 784 values.
/// </summary>
/// <remarks>
/// <para>
/// Each size but the first and the last is a hidden layer, h = activation(z W + b). The head behind the last size is linear and gives the
/// natural parameter of the likelihood for each element of x: the log-odds of a Bernoulli, the mean of a Gaussian. The first size equals
/// the last size of the <see cref="EncoderAttribute">encoder</see>, the last size equals its first. Weights and biases start uniform in
/// ±1/√(inputs of the layer).
/// </para>
/// <para>
/// Without sizes, <c>[Decoder]</c> opens a stack: the <see cref="LayerAttribute">layer attributes</see> that follow, up to the encoder or a
/// distribution, are its layers. A last dense layer, convolution or transposed convolution without an activation of its own that gives the
/// shape of x is the head; in every other case a dense head stands behind the last layer.
/// </para>
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = false, Inherited = false)]
public sealed class DecoderAttribute : Attribute
{
    /// <summary>Describes the chain, or opens a stack.</summary>
    /// <param name="sizes">The latent size, the units of each hidden layer, the elements of x: two or more positive numbers; none opens a
    /// stack.</param>
    public DecoderAttribute(params int[] sizes) => Sizes = sizes;

    /// <summary>The latent size, the units of each hidden layer, the elements of x.</summary>
    public int[] Sizes { get; }

    /// <summary>The activation of every hidden layer of the chain, and of every dense layer and convolution of a stack that has none of its
    /// own; <see cref="Activation.Relu"/> when not given. The head is always linear.</summary>
    public Activation Activation { get; set; } = Activation.Relu;
}
