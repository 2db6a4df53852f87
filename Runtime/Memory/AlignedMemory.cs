using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>Arrays for the kernels: pinned, so that an alignment to a cache line lasts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AlignedMemory
{
    private const int Alignment = 64;

    /// <summary>Allocates a zeroed array whose element <paramref name="offset"/> lies on a 64-byte boundary, with room for
    /// <paramref name="length"/> elements from there on.</summary>
    /// <param name="length">Elements to use; the array is up to 64 bytes longer.</param>
    /// <param name="offset">The first element to use.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for it, or it is longer than an array can be.</exception>
    public static T[] Allocate<T>(int length, out int offset)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int slack = Alignment / Unsafe.SizeOf<T>();
        if (length > Array.MaxLength - slack)
            throw new OutOfMemoryException($"{length} elements and {slack} for their alignment are more than an array can have.");
        T[] array = GC.AllocateArray<T>(length + slack, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        offset = (int)(-address & (Alignment - 1)) / Unsafe.SizeOf<T>();
        return array;
    }
}
