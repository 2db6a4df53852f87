using System;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>How wide strips are, and how their tiles lie in a slot.</summary>
internal static class Strip
{
    /// <summary>Panels of the widest strip.</summary>
    public const int Panels = NonZeroKernels.MostVectors;

    // Two vectors of B for each broadcast element of A: with one the loads, not the multiply-adds, are the limit.
    private const int PanelsOfRows = 2;

    // The sum of a panel is one chain, and only the chains of other panels can fill the time it waits for itself.
    private const int PanelsOfOneRow = 8;

    private static readonly int PanelsOfLists = VectorWidths.Best == VectorWidth.Bits512
        ? NonZeroKernels.MostVectors
        : NonZeroKernels.MostVectors / 2;

    /// <summary>Panels of the widest strips that so many rows are cut into.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PanelsFor(int rows) => rows == 1 ? PanelsOfOneRow : PanelsOfRows;

    /// <summary>
    /// The same for the panels of a product with this left factor. Where it is listed, each row is computed alone
    /// (<see cref="NonZeroKernels"/>): the fewest strips, none wider than that takes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PanelsFor<T>(int rows, int panels, PanelMatrix<T> left)
        where T : unmanaged
    {
        if (rows == 1 || left.NonZeros is not { AreListed: true })
            return PanelsFor(rows);
        int strips = Math.Max((panels + PanelsOfLists - 1) / PanelsOfLists, 1);
        return (panels + strips - 1) / strips;
    }

    /// <summary>Elements from one tile of a strip to the next in a slot: whole tiles where the kernels compute whole tiles, else a
    /// row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TileStride<T>(int rows)
        where T : unmanaged => rows == 1 ? Panel.Width<T>() : Panel.Width<T>() * Panel.Width<T>();
}
