using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V1;

/// <summary>How wide strips are, and how their tiles lie in a slot.</summary>
internal static class Strip
{
    /// <summary>Panels of the widest strip.</summary>
    public const int Panels = 8;

    // Two vectors of B for each broadcast element of A: with one the loads, not the multiply-adds, are the limit.
    private const int PanelsOfRows = 2;

    private static readonly int PanelsOfLists = VectorWidths.Best == VectorWidth.Bits512 ? Panels : NonZeroKernels.PairPanels;

    /// <summary>
    /// Panels of the strips that so many rows are cut into. The sum of a panel in a single row is one chain, and only the chains of other panels can fill the time it waits for
    /// itself: that takes the widest strip.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PanelsFor(int rows) => rows == 1 ? Panels : PanelsOfRows;

    /// <summary>The same for a product with this left factor: where it is listed, each row is computed alone, in eight vectors (<see cref="NonZeroKernels"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PanelsFor<T>(int rows, PanelMatrix<T> left)
        where T : unmanaged => rows == 1 || left.NonZeros is { AreListed: true } ? PanelsOfLists : PanelsOfRows;

    /// <summary>Elements from one tile of a strip to the next in a slot: whole tiles where the kernels compute whole tiles, else a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TileStride<T>(int rows)
        where T : unmanaged => rows == 1 ? Panel.Width<T>() : Panel.Width<T>() * Panel.Width<T>();
}
