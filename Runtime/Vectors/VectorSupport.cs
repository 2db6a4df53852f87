using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VaeGen.Runtime.V2;

/// <summary>Which vectors a program can use on a processor. The larger ones are never there without the smaller.</summary>
/// <param name="HasFusedMultiplyAdd">Whether it has the fused multiply-add.</param>
/// <param name="Has128Bits">Whether it has vectors of 128 bits.</param>
/// <param name="Has256Bits">Whether it has vectors of 256 bits, of integers too.</param>
/// <param name="Has512Bits">Whether it has vectors of 512 bits: AVX-512 as .NET takes it, with all of F, BW, CD, DQ and VL.</param>
/// <param name="Prefers512Bits">
/// Whether .NET takes 512 bits for the better choice. It does not on early processors with AVX-512 (Skylake, Cascade Lake), whose clock
/// falls when they are used. That is advice: Vector512 is compiled to instructions of 512 bits there all the same.
/// </param>
internal readonly record struct VectorSupport(
    bool HasFusedMultiplyAdd,
    bool Has128Bits,
    bool Has256Bits,
    bool Has512Bits,
    bool Prefers512Bits)
{
    /// <summary>Asks the machine.</summary>
    public static VectorSupport OfThisMachine() => new(
        VectorWidths.HasFusedMultiplyAdd,
        Vector128.IsHardwareAccelerated,
        Avx2.IsSupported,
        VectorWidths.Has512Bits,
        Vector512.IsHardwareAccelerated);

    /// <summary>Whether models can compute with these vectors, each operation in one instruction.</summary>
    public bool Allows(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => HasFusedMultiplyAdd && Has512Bits,
        VectorWidth.Bits256 => HasFusedMultiplyAdd && Has256Bits,
        VectorWidth.Bits128 => HasFusedMultiplyAdd && Has128Bits,
        _ => true,
    };
}
