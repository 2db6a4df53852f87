using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The tiles that a worker reads and writes once its next product is done. The product fetches them on the way, a line at a time among its
/// multiply-adds: asked for all at once, they fill the buffers between the caches, and the product waits for its factors.
/// </summary>
/// <remarks>A hint changes nothing but time. The arrays are pinned (<see cref="AlignedMemory"/>); should one not be, the wrong lines are
/// fetched.</remarks>
internal sealed class WantedMemory
{
    // Weights, two moments and a transposed copy of each tile of the widest strip.
    private readonly nint[] addresses = new nint[4 * Strip.Panels];
    private int count;

    /// <summary>Asks for a tile of W rows.</summary>
    public unsafe void Add<T>(ref T tile)
        where T : unmanaged
    {
        if (count < addresses.Length)
            addresses[count++] = (nint)Unsafe.AsPointer(ref tile);
    }

    /// <summary>Where the first tiles lie, which the product fetches; the others are fetched at once. After this nothing is
    /// wanted.</summary>
    /// <param name="most">Tiles that the product has time for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<nint> Take<T>(int most)
        where T : unmanaged
    {
        for (int i = most; i < count; i++)
        {
            for (int line = 0; line < Panel.Width<T>(); line++)
                CacheLines.Prefetch(addresses[i] + line * CacheLines.Bytes);
        }

        ReadOnlySpan<nint> taken =
            MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(addresses), Math.Min(count, most));
        count = 0;
        return taken;
    }

    /// <summary>Fetches the tiles at once: for a product that is long beside them.</summary>
    public void FetchNow<T>()
        where T : unmanaged => Take<T>(0);
}
