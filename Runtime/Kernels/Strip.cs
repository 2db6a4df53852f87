using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V1;

/// <summary>How wide strips are, and how their tiles lie in a slot.</summary>
internal static class Strip
{
    /// <summary>Panels of a strip of several rows. Two vectors of B for each broadcast element of A: with one the loads, not the multiply-adds, are the limit.</summary>
    public const int Panels = 2;

    /// <summary>Panels of a strip of a single row. The sum of a panel is one chain, and only the chains of other panels can fill the time it waits for itself.</summary>
    public const int PanelsOfOneRow = 8;

    /// <summary>Panels of the strips that so many rows are cut into.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PanelsFor(int rows) => rows == 1 ? PanelsOfOneRow : Panels;

    /// <summary>Elements from one tile of a strip to the next in a slot: whole tiles where the kernels compute whole tiles, else a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TileStride<T>(int rows)
        where T : unmanaged => rows == 1 ? Panel.Width<T>() : Panel.Width<T>() * Panel.Width<T>();
}
