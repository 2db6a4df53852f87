using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>Moves runs of neighbouring lanes between the rows of an image and those of patches; rows are W elements apart on both
/// sides.</summary>
internal static class Patches
{
    private const int RowBytes = 64;

    /// <summary>Copies a run's lanes of an image's rows to the first lanes of the destination's rows.</summary>
    /// <param name="image">Whole rows of the run's panel.</param>
    /// <param name="patches">From the lane of the run's first tap in the first row on.</param>
    /// <param name="run">The run.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Copy<T>(ReadOnlySpan<T> image, Span<T> patches, Contact run)
        where T : unmanaged
    {
        int rows = CheckRows<T>(image.Length, patches.Length, run);
        ref byte from = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(image), run.Lane));
        ref byte into = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(patches));
        int bytes = run.Length * Unsafe.SizeOf<T>();
        int done = 0;
        for (; done + 16 <= bytes; done += 16)
            CopyPiece<Vector128<byte>>(ref Unsafe.Add(ref from, done), ref Unsafe.Add(ref into, done), rows);
        for (; done + 8 <= bytes; done += 8)
            CopyPiece<ulong>(ref Unsafe.Add(ref from, done), ref Unsafe.Add(ref into, done), rows);
        for (; done < bytes; done += 4)
            CopyPiece<uint>(ref Unsafe.Add(ref from, done), ref Unsafe.Add(ref into, done), rows);
    }

    /// <summary>Adds the first lanes of patches to a run's lanes of an image's rows.</summary>
    /// <param name="patches">From the lane of the run's first tap in the first row on.</param>
    /// <param name="image">Whole rows of the run's panel.</param>
    /// <param name="run">The run.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<T>(ReadOnlySpan<T> patches, Span<T> image, Contact run)
        where T : unmanaged
    {
        int rows = CheckRows<T>(image.Length, patches.Length, run);
        ref T from = ref MemoryMarshal.GetReference(patches);
        ref T into = ref Unsafe.Add(ref MemoryMarshal.GetReference(image), run.Lane);
        int lane = 0;
        for (; lane + Vector128<T>.Count <= run.Length; lane += Vector128<T>.Count)
        {
            for (int i = lane; i < rows * Panel.Width<T>(); i += Panel.Width<T>())
            {
                ref T element = ref Unsafe.Add(ref into, i);
                (Vector128.LoadUnsafe(ref element) + Vector128.LoadUnsafe(ref Unsafe.Add(ref from, i))).StoreUnsafe(ref element);
            }
        }

        for (; lane < run.Length; lane++)
        {
            for (int i = lane; i < rows * Panel.Width<T>(); i += Panel.Width<T>())
            {
                ref T element = ref Unsafe.Add(ref into, i);
                element = Sum(element, Unsafe.Add(ref from, i));
            }
        }
    }

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(T left, T right)
        where T : unmanaged => (Vector128.CreateScalar(left) + Vector128.CreateScalar(right)).ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyPiece<TPiece>(ref byte from, ref byte into, int rows)
        where TPiece : unmanaged
    {
        for (int at = 0; at < rows * RowBytes; at += RowBytes)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref into, at), Unsafe.ReadUnaligned<TPiece>(ref Unsafe.Add(ref from, at)));
    }

    // The image's rows, of which the patches have as many.
    private static int CheckRows<T>(int imageLength, int patchesLength, Contact run)
        where T : unmanaged
    {
        int rows = imageLength / Panel.Width<T>();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(run.Lane + run.Length, Panel.Width<T>(), nameof(run));
        ArgumentOutOfRangeException.ThrowIfLessThan(patchesLength, (rows - 1) * Panel.Width<T>() + run.Length, nameof(patchesLength));
        return rows;
    }
}
