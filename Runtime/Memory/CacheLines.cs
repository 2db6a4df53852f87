using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace VaeGen.Runtime.V2;

/// <summary>Hints to the caches, where the processor has an instruction for them. A hint changes nothing but time.</summary>
internal static class CacheLines
{
    /// <summary>Bytes of a line.</summary>
    public const int Bytes = 64;

    /// <summary>Has the first-level cache fetch a part of an array.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public static void Prefetch<T>(T[] array, int offset, int length)
        where T : unmanaged => Prefetch<T>(array.AsSpan(offset, length));

    /// <summary>Has the first-level cache fetch these elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        // Should the array move meanwhile, the wrong lines are fetched.
        byte* first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(elements));
        for (int at = 0; at < elements.Length * sizeof(T); at += Bytes)
            Sse.Prefetch0(first + at);
    }

    /// <summary>Has the first-level cache fetch the line that lies so many elements from this one. There need be nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T element, int distance)
        where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((T*)Unsafe.AsPointer(ref element) + distance);
    }

    /// <summary>Has the first-level cache fetch the line at an address. There need be nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(nint address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((void*)address);
    }
}
