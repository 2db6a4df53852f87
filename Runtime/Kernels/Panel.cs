using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>A panel: 64 bytes of columns, stored row after row. The one unit of every matrix, at every vector width.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Panel
{
    /// <summary>Columns of a panel, W: 16 for <see cref="float"/>, 8 for <see cref="double"/>; a constant for the JIT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Width<T>()
        where T : unmanaged => 64 / Unsafe.SizeOf<T>();

    /// <summary>Panels that hold this many columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count<T>(int columns)
        where T : unmanaged => (int)(((uint)columns + (uint)Width<T>() - 1) / (uint)Width<T>());

    /// <summary>
    /// Elements from one panel to the next in a matrix of this many rows: whole tiles, which the kernels read, and one row more, which
    /// keeps the panels of one row out of the same set of the first-level cache.
    /// </summary>
    /// <exception cref="OverflowException">The panel has more elements than an <see cref="int"/> counts.</exception>
    public static int Stride<T>(int rows)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return checked((Count<T>(rows) * Width<T>() + 1) * Width<T>());
    }
}
