using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Moves rows between row-major spans and matrices of panels.</summary>
internal static class MatrixRows
{
    /// <summary>Sets the matrix's first rows.</summary>
    /// <param name="source">Whole rows [rows × columns], row-major.</param>
    /// <param name="destination">The matrix; its padding is left as it is.</param>
    public static void Write<T>(ReadOnlySpan<T> source, PanelMatrix<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; !source.IsEmpty; row++, source = source[destination.Columns..])
            destination.SetRow(row, source[..destination.Columns]);
    }

    /// <summary>Reads the matrix's first rows.</summary>
    /// <param name="source">The matrix.</param>
    /// <param name="destination">Receives whole rows [rows × columns], row-major.</param>
    public static void Read<T>(PanelMatrix<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; !destination.IsEmpty; row++, destination = destination[source.Columns..])
            source.GetRow(row, destination[..source.Columns]);
    }
}
