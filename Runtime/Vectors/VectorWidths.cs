using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace VaeGen.Runtime.V2;

/// <summary>Which vectors this program runs at full speed on this machine. Nothing else asks the machine about widths.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorWidths
{
    // Asked for when first needed: what is thrown then reaches the caller as it is, and not as the failure of a type's initializer.
    private static readonly Lazy<VectorWidth> Chosen = new(Choose);

    /// <summary>
    /// Whether this program has the fused multiply-add that everything here is built on: the machine may have it, and the program may be
    /// compiled for those that do not. Without it each one is computed in software: the results keep their bits and the run is many times
    /// slower, which a run should say.
    /// </summary>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>
    /// The vectors that models compute with here: those that the environment variable VAEGEN_VECTOR_WIDTH names (512, 256, 128 or scalar);
    /// where it is not set, the widest that pay (<see cref="WidthChoice"/>), and <see cref="VectorWidth.Scalar"/> on a machine without
    /// fused multiply-add. The same for the whole life of the process.
    /// </summary>
    /// <exception cref="InvalidOperationException">The variable names none of the widths that the machine has.</exception>
    public static VectorWidth Best => Chosen.Value;

    /// <summary>Whether the processor has wider vectors than this program can use, and nobody has asked for these.</summary>
    internal static bool AreNarrowed => WidthChoice.IsNarrowed(VectorSupport.OfThisMachine(), Processor.Widest, Wanted);

    /// <summary>Whether it is the processor that has no fused multiply-add for models to use, and not this program alone.</summary>
    internal static bool LacksFusedMultiplyAdd => !HasFusedMultiplyAdd && Processor.Widest == VectorWidth.Scalar;

    /// <summary>
    /// Whether the machine has instructions of 512 bits, chosen or not: for work on bits, which is short everywhere. A constant for the
    /// JIT.
    /// </summary>
    internal static bool Has512Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported;
    }

    private static string? Wanted => Environment.GetEnvironmentVariable(WidthChoice.Variable);

    private static VectorWidth Choose() => WidthChoice.Choose(VectorSupport.OfThisMachine(), Wanted, WideVectorGain.Measure);
}
