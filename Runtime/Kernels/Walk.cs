using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V1;

/// <summary>How a product walks through its left factor: constants for the JIT, so that the rows of a tile are displacements in the instructions.</summary>
internal interface IWalk<T>
    where T : unmanaged
{
    /// <summary>Elements of the left factor from one row of the result to the next.</summary>
    static abstract int RowStep { get; }

    /// <summary>Elements of the left factor from one term of the sum to the next.</summary>
    static abstract int TermStep { get; }

    /// <summary>
    /// Elements from a block's first one to what a kernel has the caches fetch with the block's first term; with each further term it is a row of a panel more.
    /// </summary>
    static abstract int Ahead(Terms terms);
}

/// <summary>C = A B: a row of C is a row of A, a term is a column of A.</summary>
internal readonly struct AlongRows<T> : IWalk<T>
    where T : unmanaged
{
    public static int RowStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Panel.Width<T>();
    }

    public static int TermStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Ahead(Terms terms) => terms.BlockStride;
}

/// <summary>C = Aᵀ B: a row of C is a column of A, a term is a row of A.</summary>
internal readonly struct AlongColumns<T> : IWalk<T>
    where T : unmanaged
{
    public static int RowStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static int TermStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Panel.Width<T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Ahead(Terms terms) => Terms.RowsAhead * Panel.Width<T>();
}

/// <summary>The terms of a sum: blocks of them lie in one panel of the left factor, the next block in the next panel.</summary>
internal readonly struct Terms
{
    /// <summary>Rows of a panel between the one that a kernel reads and the one that it has the caches fetch: some hundred cycles.</summary>
    public const int RowsAhead = 32;

    public Terms(int count, int perBlock, int blockStride)
    {
        Count = count;
        PerBlock = perBlock;
        BlockStride = blockStride;
    }

    /// <summary>Terms of the sum.</summary>
    public int Count { get; }

    /// <summary>Terms in one block; the last block may have fewer.</summary>
    public int PerBlock { get; }

    /// <summary>Elements of the left factor from one block to the next.</summary>
    public int BlockStride { get; }
}
