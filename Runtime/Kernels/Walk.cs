using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>How a product walks through its left factor: constants for the JIT, so that the rows of a tile are displacements in the
/// instructions.</summary>
internal interface IWalk<T>
    where T : unmanaged
{
    /// <summary>Elements of the left factor from one row of the result to the next.</summary>
    static abstract int RowStep { get; }

    /// <summary>Elements of the left factor from one term of the sum to the next.</summary>
    static abstract int TermStep { get; }
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
}

/// <summary>
/// The terms of a sum, as a walk over blocks of them. A block lies in one panel of the left factor, the next one in the next panel; in a
/// convolution the next contact begins with a block of its own.
/// </summary>
/// <remarks>A mutable walk, which each kernel has a copy of: <see cref="MoveNext"/>, then the block's place in both factors and its
/// length.</remarks>
internal ref struct Terms
{
    /// <summary>Rows of a panel between the one that a kernel reads and the one that it has the caches fetch: some hundred
    /// cycles.</summary>
    public const int RowsAhead = 32;

    /// <summary>
    /// Terms of a part of a convolution. The rows of a tile are computed a few at a time, and what one pass over a part has read is in the
    /// second-level cache for the next: two panels of B and one of A, a sixth of a megabyte.
    /// </summary>
    private const int PartTerms = 1024;

    private static readonly Contact[] Alone = [new(0, 0)];

    private readonly int count;
    private readonly int perBlock;
    private readonly int blockStride;
    private readonly int leftStep;
    private readonly int rightStep;
    private readonly int rowWidth;
    private ref Contact contact;
    private int contacts;
    private int left;
    private ReadOnlySpan<nint> fetched;

    /// <summary>The terms of a product of two matrices.</summary>
    /// <param name="count">Terms.</param>
    /// <param name="perBlock">Terms in one block, at least 1; the last block may have fewer.</param>
    /// <param name="blockStride">Elements of the left factor from one block to the next.</param>
    /// <param name="rowWidth">Elements of the right factor from one term to the next.</param>
    public Terms(int count, int perBlock, int blockStride, int rowWidth)
        : this(count, perBlock, blockStride, rowWidth, Alone, 0, 0)
    {
    }

    /// <summary>The terms of a convolution: those of each contact, one after the other.</summary>
    /// <param name="count">Terms of a contact of length 1.</param>
    /// <param name="perBlock">Terms in one block, at least 1; the last block of a contact may have fewer.</param>
    /// <param name="blockStride">Elements of the left factor from one block of a contact to the next.</param>
    /// <param name="rowWidth">Elements of the right factor from one term to the next.</param>
    /// <param name="contacts">The contacts.</param>
    /// <param name="leftStep">Elements of the left factor from one position to the next.</param>
    /// <param name="rightStep">Elements of the right factor from one tap or position to the next.</param>
    public Terms(int count, int perBlock, int blockStride, int rowWidth, ReadOnlySpan<Contact> contacts, int leftStep, int rightStep)
    {
        this.count = count;
        this.perBlock = perBlock;
        this.blockStride = blockStride;
        this.leftStep = leftStep;
        this.rightStep = rightStep;
        this.rowWidth = rowWidth;
        this.contacts = contacts.Length;
        contact = ref MemoryMarshal.GetReference(contacts);
    }

    private Terms(Terms terms, int width, ReadOnlySpan<nint> fetched)
    {
        this = terms;
        perBlock = width;
        blockStride = width * width;
        this.fetched = fetched;
    }

    /// <summary>Elements of the left factor from its first term to the block.</summary>
    public int Left { get; private set; }

    /// <summary>Elements of the right factor from its first term to the block.</summary>
    public int Right { get; private set; }

    /// <summary>Terms of the block.</summary>
    public int Length { get; private set; }

    /// <summary>Elements of the left factor from its first term to the next block; behind the last one, whatever lies there.</summary>
    public readonly int NextBlock => left > 0 || contacts == 0 ? Left + blockStride : contact.Left * leftStep;

    /// <summary>
    /// The address from which a kernel has the caches fetch a line for each term of the block: the next block of the left factor, or
    /// something that is wanted after the product.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe nint TakeAhead<T, TWalk>(ref T first)
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        // A product with a transpose alone has tiles to fetch: no question elsewhere.
        if (TWalk.RowStep > 1 || fetched.IsEmpty)
            return (nint)Unsafe.AsPointer(ref Unsafe.Add(ref first, NextBlock));
        nint address = fetched[0];
        fetched = fetched[1..];
        return address;
    }

    /// <summary>The same terms in blocks of W, each of which fetches one of the tiles that are wanted after the product.</summary>
    /// <remarks>For a product with a transpose, whose rows of the left factor follow one another.</remarks>
    public Terms Fetching<T>(ReadOnlySpan<nint> tiles)
        where T : unmanaged => tiles.IsEmpty ? this : new(this, Panel.Width<T>(), tiles);

    /// <summary>Whether there are contacts that no part has taken.</summary>
    public readonly bool HasContacts => contacts > 0;

    /// <summary>Takes the next contacts off this walk, as a walk of their own of about <see cref="PartTerms"/> terms; a product of two
    /// matrices is one part.</summary>
    public Terms TakePart()
    {
        Terms part = this;
        part.contacts = Math.Min(contacts, Math.Max(PartTerms / Math.Max(count, 1), 1));
        contact = ref Unsafe.Add(ref contact, part.contacts);
        contacts -= part.contacts;
        fetched = default;
        return part;
    }

    /// <summary>Steps to the next block; false behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (left > 0)
        {
            Left += blockStride;
            Right += perBlock * rowWidth;
        }
        else
        {
            if (contacts == 0)
                return false;
            contacts--;
            Left = contact.Left * leftStep + contact.Lane;
            Right = contact.Right * rightStep;
            left = contact.Length * count;
            contact = ref Unsafe.Add(ref contact, 1);
        }

        Length = Math.Min(perBlock, left);
        left -= Length;
        return true;
    }
}
