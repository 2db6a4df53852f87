using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace VaeGen.Runtime.V2;

/// <summary>
/// What the processor itself has, whatever this program was compiled for and whatever was switched off: the two can leave a program with
/// narrower vectors than its processor's, or without fused multiply-add.
/// </summary>
internal static class Processor
{
    // Bits of ECX of leaf 1.
    private const int Fma = 1 << 12;
    private const int SavesExtendedState = 1 << 27;
    private const int Avx = 1 << 28;

    // Bit of EBX of leaf 7.
    private const int Avx2 = 1 << 5;

    /// <summary>
    /// The vectors that its models can be expected to compute with: 256 bits with AVX2 and FMA, 128 bits on Arm64, whose baseline has them.
    /// <see cref="VectorWidth.Scalar"/> where nothing is known to be there.
    /// </summary>
    /// <remarks>
    /// No 512 bits, although they may be there: a program that computes with 256 of them misses little, and .NET itself prefers those on
    /// some of these processors.
    /// </remarks>
    public static VectorWidth Widest { get; } = Find();

    private static VectorWidth Find() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.Arm64 => VectorWidth.Bits128,
        Architecture.X64 or Architecture.X86 => FindX86(),
        _ => VectorWidth.Scalar,
    };

    // Every such processor has CPUID and vectors of 128 bits. Where .NET denies the first, it was told to use no such instructions at all.
    private static VectorWidth FindX86()
    {
        if (!X86Base.IsSupported)
            return VectorWidth.Bits128;
        int greatestLeaf = X86Base.CpuId(0, 0).Eax;
        return greatestLeaf >= 7 && HasAvx2(X86Base.CpuId(1, 0).Ecx, X86Base.CpuId(7, 0).Ebx) ? VectorWidth.Bits256 : VectorWidth.Scalar;
    }

    /// <summary>Whether these two words speak of AVX2, FMA and an operating system that knows of larger registers.</summary>
    /// <remarks>
    /// Which registers the system saves is in XCR0, which only the instruction XGETBV reads, and C# has no name for that. The bit that says
    /// that there is an XCR0 is enough: systems that .NET 10 runs on either save the 256 bits or, told not to save any, clear that bit.
    /// </remarks>
    internal static bool HasAvx2(int leaf1Ecx, int leaf7Ebx)
    {
        const int Needed = Fma | SavesExtendedState | Avx;
        return (leaf1Ecx & Needed) == Needed && (leaf7Ebx & Avx2) != 0;
    }
}
