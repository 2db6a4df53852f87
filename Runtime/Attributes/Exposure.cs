#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
namespace VaeGen;
#endif

/// <summary>What <c>Exposure = …</c> of a likelihood over counts may be beside the number of a column.</summary>
/// <remarks>The values are part of the binary contract and never change. The generator compiles this same file into its own
/// namespace.</remarks>
public static class Exposure
{
    /// <summary>The exposure of an example is the total of its counts: <c>[Likelihood(Poisson, Exposure = RowTotal)]</c>.</summary>
    public const int RowTotal = -1;
}
