#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
namespace VaeGen;
#endif

/// <summary>The floating-point type a model computes with: <c>[Model(Precision = Precision.Double)]</c>.</summary>
/// <remarks>
/// The members always need the enum in front, because <c>Double</c> and <c>Single</c> are types of <c>System</c>. The values are part of
/// the binary contract and never change. The generator compiles this same file into its own namespace, so that the names exist once.
/// </remarks>
public enum Precision
{
    /// <summary><see cref="float"/>, 32 bits. The default.</summary>
    Single = 1,

    /// <summary><see cref="double"/>, 64 bits: half the speed, for gradient checks and hard posteriors.</summary>
    Double = 2,
}
