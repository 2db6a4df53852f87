using System;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>What every kernel asks of its operands before it reads them without further checks.</summary>
internal static class KernelChecks
{
    /// <summary>That a matrix has room for so many rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckRows<T>(int rows, PanelMatrix<T> matrix)
        where T : unmanaged
    {
        if ((uint)rows > (uint)matrix.RowCapacity)
            throw new ArgumentOutOfRangeException(nameof(rows), rows, "The matrix has not that many rows.");
    }

    /// <summary>That a tile is none of the operation's.</summary>
    public static void ThrowTile(Tile tile) =>
        throw new ArgumentOutOfRangeException(
            nameof(tile), $"{tile.Rows} rows from row {tile.FirstRow} on in panel {tile.Panel} are no tile of this product, or reach "
                + "past its matrices.");
}
