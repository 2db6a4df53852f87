#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
namespace VaeGen;
#endif

/// <summary>What the encoder makes of x before its first layer: <c>[Encoder(6, 16, 2, Input = Standardize)]</c>. Constants are found by
/// <c>Fit</c> from the training data, and kept in the weights file.</summary>
/// <remarks>The values are part of the binary contract and never change. The generator compiles this same file into its own
/// namespace.</remarks>
public enum InputScaling
{
    /// <summary>x as it is.</summary>
    Raw = 1,

    /// <summary>Each element less its mean, divided by its unit: the standard deviation, or a tenth of the range where that is more. Under
    /// a Gaussian or Laplace likelihood the decoder, too, computes in these units, and gives means, draws and densities in the data's
    /// own.</summary>
    Standardize = 2,

    /// <summary>log(1 + x), for counts and amounts from 0.</summary>
    Log1p = 3,

    /// <summary>log(1 + x), and that standardized.</summary>
    LogStandardize = 4,
}
