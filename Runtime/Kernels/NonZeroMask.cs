using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>Which of a panel row's elements are not zero. NaN is not zero, −0 is.</summary>
internal static class NonZeroMask
{
    /// <summary>One bit for each of the W elements, the first in the lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<T>(ref T elements)
        where T : unmanaged
    {
        ulong all = (1UL << Panel.Width<T>()) - 1;
        if (VectorWidths.Has512Bits)
            return ~Vector512.Equals(Vector512.LoadUnsafe(ref elements), Vector512<T>.Zero).ExtractMostSignificantBits() & all;
        uint low = Vector256.Equals(Vector256.LoadUnsafe(ref elements), Vector256<T>.Zero).ExtractMostSignificantBits();
        uint high = Vector256.Equals(Vector256.LoadUnsafe(ref elements, (nuint)Vector256<T>.Count), Vector256<T>.Zero)
            .ExtractMostSignificantBits();
        return ~(low | high << Vector256<T>.Count) & all;
    }
}
