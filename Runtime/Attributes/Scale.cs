#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
namespace VaeGen;
#endif

/// <summary>What has a standard deviation of its own in a Gaussian likelihood: <c>[Likelihood(Gaussian, Scale = PerElement)]</c>.</summary>
/// <remarks>The values are part of the binary contract and never change. The generator compiles this same file into its own
/// namespace.</remarks>
public enum Scale
{
    /// <summary>One σ for all elements of all examples, at its exact maximizer: σ² is the mean squared error.</summary>
    Shared = 1,

    /// <summary>One σ for each element, the same for all examples, at its exact maximizer: σ² is the element's own mean squared
    /// error.</summary>
    PerElement = 2,

    /// <summary>A σ for each element of each example: the decoder gives log σ² beside the mean.</summary>
    FromDecoder = 3,
}
