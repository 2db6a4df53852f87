using System.Runtime.Intrinsics;
using System.Threading;

namespace VaeGen.Runtime.V1;

/// <summary>
/// What is not zero in a matrix of examples, where that is little: then its products walk lists of it instead of all elements. The bits are the same, because a
/// term 0 · w changes no sum of finite numbers; so what decides is the density of the batch at hand.
/// </summary>
/// <remarks>
/// Filled by all workers of a team together: each counts the rows that it gathered (<see cref="Count"/>), and behind a barrier each makes some of the lists
/// (<see cref="MakeLists"/>).
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class NonZeros<T>(int rowCapacity, bool isTransposed)
    where T : unmanaged
{
    // Measured: where vectors are as wide as a panel, a listed element takes about three times as long as an element in its place, elsewhere twice.
    private static readonly double WorthListing = Vector512.IsHardwareAccelerated ? 0.25 : 0.4;

    private long count;
    private NonZeroLists<T>? rows;
    private NonZeroLists<T>? columns;

    /// <summary>The largest share of non-zero elements for which lists are made; below 0 they never are.</summary>
    public double MostDensity { get; set; } = WorthListing;

    /// <summary>Whether the products walk the lists.</summary>
    public bool AreListed { get; private set; }

    /// <summary>A list for each row, for the product of the matrix.</summary>
    public NonZeroLists<T> Rows => rows!;

    /// <summary>A list for each column, for the product of the transpose.</summary>
    public NonZeroLists<T> Columns => columns!;

    /// <summary>Forgets the last batch: by one worker, while no other counts.</summary>
    public void Clear()
    {
        count = 0;
        AreListed = false;
    }

    /// <summary>Adds the non-zero elements of some rows to those of the batch.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="first">The first row.</param>
    /// <param name="last">The row behind the last one.</param>
    public void Count(PanelMatrix<T> matrix, int first, int last)
    {
        NonZeroLists<T> lists = Made(ref rows, rowCapacity, matrix.Columns);
        int found = 0;
        for (int row = first; row < last; row++)
            found += lists.CountRow(matrix, row);
        Interlocked.Add(ref count, found);
    }

    /// <summary>Makes the lists, if the batch is sparse enough, and waits for those of the other workers. Called by all of them, behind a barrier.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="batchRows">Rows of the batch.</param>
    public void MakeLists(Worker worker, PanelMatrix<T> matrix, int batchRows)
    {
        if (Volatile.Read(ref count) > MostDensity * batchRows * matrix.Columns)
            return;
        foreach (Tile tile in worker.Share<T>(batchRows, panels: 1))
            Rows.OfRows(matrix, tile.FirstRow, tile.Rows);
        if (isTransposed)
        {
            NonZeroLists<T> ofColumns = Made(ref columns, matrix.Columns, rowCapacity);
            foreach (Tile tile in worker.Share<T>(matrix.Columns, panels: 1))
                ofColumns.OfColumns(matrix, tile.FirstRow / Panel.Width<T>(), batchRows);
        }

        worker.Synchronize();
        // All workers say the same, each before its own products.
        AreListed = true;
    }

    // Made by whichever worker comes first, when they are first needed.
    private static NonZeroLists<T> Made(ref NonZeroLists<T>? field, int lists, int length)
    {
        if (Volatile.Read(ref field) is { } made)
            return made;
        NonZeroLists<T> own = new(lists, length);
        return Interlocked.CompareExchange(ref field, own, null) ?? own;
    }
}
