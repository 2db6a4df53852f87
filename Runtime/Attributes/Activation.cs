#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
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
