using System;

namespace VaeGen;

/// <summary>
/// The inference network of a model, x → h → z, as a chain of dense layers: <c>[Encoder(784, 400, 20)]</c> takes 784 values, has one hidden
/// layer of 400 units and a latent of 20.
/// </summary>
/// <remarks>
/// <para>
/// Each size but the first and the last is a hidden layer, h = activation(x W + b). The last size is the latent size n: the head behind it
/// is linear and gives the parameters of q(z given x), for a normal posterior n means μ and n log-variances log σ². The first size is the
/// number of elements of x and equals the last size of the <see cref="DecoderAttribute">decoder</see>; the last one equals the decoder's
/// first. Weights and biases start uniform in ±1/√(inputs of the layer).
/// </para>
/// <para>
/// Without sizes, <c>[Encoder]</c> opens a stack: the <see cref="LayerAttribute">layer attributes</see> that follow, up to the decoder or a
/// distribution, are its layers, from the shape of x (<c>[Likelihood(Bernoulli, 1, 28, 28)]</c>) to the features that a dense head behind
/// the last layer makes the parameters of q(z given x) of, for each of the n elements of z (<c>[Prior(Normal, 20)]</c>).
/// </para>
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = false, Inherited = false)]
public sealed class EncoderAttribute : Attribute
{
    /// <summary>Describes the chain, or opens a stack.</summary>
    /// <param name="sizes">The elements of x, the units of each hidden layer, the latent size: two or more positive numbers; none opens a
    /// stack.</param>
    public EncoderAttribute(params int[] sizes) => Sizes = sizes;

    /// <summary>The elements of x, the units of each hidden layer, the latent size.</summary>
    public int[] Sizes { get; }

    /// <summary>The activation of every hidden layer of the chain, and of every dense layer and convolution of a stack that has none of its
    /// own; <see cref="Activation.Relu"/> when not given. The head is always linear.</summary>
    public Activation Activation { get; set; } = Activation.Relu;

    /// <summary>
    /// What is made of x before the first layer; <see cref="InputScaling.Raw"/> when not given. <see cref="InputScaling.Standardize"/> is
    /// for columns in units of their own, <see cref="InputScaling.Log1p"/> and <see cref="InputScaling.LogStandardize"/> for counts.
    /// <c>Fit</c> finds the constants in the training data, missing elements left out; the weights file has them.
    /// </summary>
    public InputScaling Input { get; set; } = InputScaling.Raw;
}
