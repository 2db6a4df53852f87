#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
using System.ComponentModel;

namespace VaeGen;
#endif

/// <summary>The function that a hidden layer applies to each element of its output: <c>[Encoder(784, 400, 20, Activation =
/// Tanh)]</c>.</summary>
/// <remarks>
/// The values are part of the binary contract and never change. The generator compiles this same file into its own namespace, so that the
/// names exist once.
/// </remarks>
public enum Activation
{
    /// <summary>max(0, x). The default.</summary>
    Relu = 1,

    /// <summary>x for x &gt; 0, 0.01 x otherwise.</summary>
    LeakyRelu = 2,

    /// <summary>x for x &gt; 0, exp(x) − 1 otherwise (α = 1).</summary>
    Elu = 3,

    /// <summary>x Φ(x) = x (1 + erf(x / √2)) / 2: the exact form, not the approximation by tanh.</summary>
    Gelu = 4,

    /// <summary>x sigmoid(x), also called swish.</summary>
    Silu = 5,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh = 6,

    /// <summary>1 / (1 + exp(−x)).</summary>
    Sigmoid = 7,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus = 8,

    /// <summary>x itself: a linear layer.</summary>
    Identity = 9,
}

#if !VAEGEN_GENERATOR
/// <summary>The words for activations, as constants of every model: a word more is a line here.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActivationWords : DistributionWords
{
    /// <inheritdoc cref="Activation.Relu"/>
    protected const Activation Relu = Activation.Relu;

    /// <inheritdoc cref="Activation.LeakyRelu"/>
    protected const Activation LeakyRelu = Activation.LeakyRelu;

    /// <inheritdoc cref="Activation.Elu"/>
    protected const Activation Elu = Activation.Elu;

    /// <inheritdoc cref="Activation.Gelu"/>
    protected const Activation Gelu = Activation.Gelu;

    /// <inheritdoc cref="Activation.Silu"/>
    protected const Activation Silu = Activation.Silu;

    /// <inheritdoc cref="Activation.Tanh"/>
    protected const Activation Tanh = Activation.Tanh;

    /// <inheritdoc cref="Activation.Sigmoid"/>
    protected const Activation Sigmoid = Activation.Sigmoid;

    /// <inheritdoc cref="Activation.Softplus"/>
    protected const Activation Softplus = Activation.Softplus;

    /// <inheritdoc cref="Activation.Identity"/>
    protected const Activation Identity = Activation.Identity;
}
#endif
