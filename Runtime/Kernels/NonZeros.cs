namespace VaeGen.Runtime.V2;

/// <summary>
/// What is not zero in a matrix of examples, where that is little: then its products walk lists of it instead of all elements. The bits
/// are the same, because a term 0 · w changes no sum of finite numbers, and is left out of others (<see cref="NonZeroTerms"/>); so what
/// decides is the density of the batch at hand.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class NonZeros<T>
    where T : unmanaged
{
    // Lists take twice the memory of the matrix, or four times with those of the columns. Where that is a quarter of a gigabyte, there are
    // none.
    private const long MostElements = 1 << 24;

    // Measured: where vectors are as wide as a panel, a listed element takes about three times as long as an element in its place,
    // elsewhere twice.
    private static readonly double WorthListing = VectorWidths.Best == VectorWidth.Bits512 ? 0.25 : 0.4;

    private readonly NonZeroLists<T>? rows;
    private readonly NonZeroLists<T>? columns;

    /// <summary>Makes room at once, so that no later step allocates; the system gives the memory when it is first written.</summary>
    /// <param name="rowCapacity">The most rows of a batch.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="isTransposed">Whether products with the transpose are asked for: in training.</param>
    public NonZeros(int rowCapacity, int columns, bool isTransposed)
    {
        if ((long)rowCapacity * columns > MostElements)
            return;
        rows = new NonZeroLists<T>(rowCapacity, columns);
        if (isTransposed)
            this.columns = new NonZeroLists<T>(columns, rowCapacity);
    }

    /// <summary>The largest share of non-zero elements for which lists are made; below 0 they never are.</summary>
    public double MostDensity { get; set; } = WorthListing;

    /// <summary>Whether the products walk the lists.</summary>
    public bool AreListed { get; private set; }

    /// <summary>A list for each row, for the product of the matrix.</summary>
    public NonZeroLists<T> Rows => rows!;

    /// <summary>A list for each column, for the product of the transpose.</summary>
    public NonZeroLists<T> Columns => columns!;

    /// <summary>
    /// Lists what is not zero if that is little. All workers of a team call it, behind a barrier, each counts some of the rows and lists
    /// some, and all say the same at the end. They meet in it at least once.
    /// </summary>
    /// <param name="worker">The worker.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="batchRows">Rows of the batch.</param>
    public void Find(Worker worker, PanelMatrix<T> matrix, int batchRows)
    {
        (int first, int last) = worker.RowsOf(batchRows);
        for (int row = first; row < last; row++)
            rows?.CountRow(matrix, row);
        worker.Synchronize();
        // Each sets what its own products ask for next; the others set the same.
        AreListed = rows is not null && rows.Count(batchRows) <= MostDensity * batchRows * matrix.Columns;
        if (AreListed)
            MakeLists(worker, matrix, batchRows);
    }

    private void MakeLists(Worker worker, PanelMatrix<T> matrix, int batchRows)
    {
        foreach (Tile tile in worker.Share<T>(batchRows, panels: 1))
            Rows.OfRows(matrix, tile.FirstRow, tile.Rows);
        worker.Synchronize();
        if (columns is null)
            return;
        (int first, int last) = worker.RowsOf(Rows.Blocks);
        columns.OfColumns(Rows, first, last, batchRows);
        worker.Synchronize();
    }
}
