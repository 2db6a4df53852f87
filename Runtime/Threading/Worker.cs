using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>One thread's view of a team at work: which share is its own, where the others are, and buffers in its first-level
/// cache.</summary>
/// <remarks>Valid during the <see cref="IParallelWork.Run"/> that received it, on that thread.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Worker
{
    /// <summary>Tile buffers of a worker.</summary>
    public const int SlotCount = 18;

    /// <summary>Rows of the buffer for patches.</summary>
    internal const int PatchRows = 128;

    /// <summary>Bytes of the largest strip: tiles of 16 × 16 floats.</summary>
    private const int SlotBytes = V2.Strip.Panels * 16 * 16 * sizeof(float);

    // Rows of one panel of patches.
    private const int PatchBytes = PatchRows * 64;

    private readonly TeamBarrier? barrier;
    private readonly byte[] buffers;
    private readonly int firstBuffer;

    internal Worker(int index, TeamBarrier? barrier)
    {
        Index = index;
        Count = 1;
        this.barrier = barrier;
        // Two buffers more than there are slots: the zeros that a product starts from, and a copy of other sums that one does.
        buffers = AlignedMemory.Allocate<byte>((SlotCount + 2) * SlotBytes + PatchBytes, out firstBuffer);
    }

    /// <summary>The number of this worker, 0 … <see cref="Count"/> − 1; worker 0 is the thread that called the team.</summary>
    public int Index { get; }

    /// <summary>Workers of the team in this run.</summary>
    public int Count { get; internal set; }

    /// <summary>How long this worker has waited for others at barriers since this was last set to 0, in ticks of
    /// <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    internal long TicksWaited { get; set; }

    /// <summary>What its next product with a transpose fetches on the way.</summary>
    internal WantedMemory Wanted { get; } = new();

    /// <summary>This worker's tiles of a matrix of <paramref name="rows"/> rows in <paramref name="panels"/> panels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public TileShare Share<T>(int rows, int panels)
        where T : unmanaged => new(rows, panels, panels, Panel.Width<T>(), V2.Strip.PanelsFor(rows), Index, Count);

    /// <summary>This worker's tiles of a product: strips are as wide as suits its left factor in this batch.</summary>
    /// <param name="rows">Rows of the product.</param>
    /// <param name="panels">Its panels.</param>
    /// <param name="left">The left factor, or what is transposed to be it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public TileShare Share<T>(int rows, int panels, PanelMatrix<T> left)
        where T : unmanaged => new(rows, panels, panels, Panel.Width<T>(), V2.Strip.PanelsFor(rows, panels, left), Index, Count);

    /// <summary>This worker's tiles of a volume of <paramref name="rows"/> rows: no strip lies in two positions.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="panels">All panels.</param>
    /// <param name="channelPanels">Panels of one position, of which <paramref name="panels"/> is a multiple.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a position has no panel while there are some.</exception>
    public TileShare Share<T>(int rows, int panels, int channelPanels)
        where T : unmanaged => new(rows, panels, channelPanels, Panel.Width<T>(), V2.Strip.PanelsFor(rows), Index, Count);

    /// <summary>This worker's rows where no matrix is shared: all columns of each.</summary>
    internal (int First, int Last) RowsOf(int rows) => ((int)((long)rows * Index / Count), (int)((long)rows * (Index + 1) / Count));

    /// <summary>Waits until every worker of the team is here. What any of them wrote before is seen by all of them after.</summary>
    /// <exception cref="InvalidOperationException">A worker has returned, and never comes here.</exception>
    public void Synchronize()
    {
        if (Count > 1)
            TicksWaited += barrier!.Synchronize();
    }

    /// <summary>The W · W elements of a tile buffer, on a 64-byte boundary. They last until something is written there again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Slot<T>(int slot)
        where T : unmanaged
    {
        if ((uint)slot >= SlotCount)
            ThrowNoSlot(slot);
        return Buffer<T>(1 + slot, Panel.Width<T>() * Panel.Width<T>());
    }

    /// <summary>All of a slot: the tiles of a strip.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<T> Strip<T>(int slot)
        where T : unmanaged
    {
        if ((uint)slot >= SlotCount)
            ThrowNoSlot(slot);
        return Buffer<T>(1 + slot, V2.Strip.Panels * Panel.Width<T>() * Panel.Width<T>());
    }

    /// <summary>A tile of zeros that nobody writes to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<T> Zeros<T>()
        where T : unmanaged => Buffer<T>(0, Panel.Width<T>() * Panel.Width<T>());

    /// <summary>Room for the sums of a strip that a product starts from, where they may be wanted once more.</summary>
    internal Span<T> Start<T>()
        where T : unmanaged => Buffer<T>(1 + SlotCount, V2.Strip.Panels * Panel.Width<T>() * Panel.Width<T>());

    /// <summary>A panel of <see cref="PatchRows"/> rows, for the patches of an image at one position.</summary>
    internal Span<T> Patches<T>()
        where T : unmanaged => Buffer<T>(2 + SlotCount, PatchRows * Panel.Width<T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<T> Buffer<T>(int index, int length)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(
            ref Unsafe.As<byte, T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffers), firstBuffer + index * SlotBytes)),
            length);

    private static void ThrowNoSlot(int slot) =>
        throw new ArgumentOutOfRangeException(nameof(slot), slot, $"A worker has {SlotCount} tile buffers.");
}
