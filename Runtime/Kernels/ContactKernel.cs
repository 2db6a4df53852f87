using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V1;

/// <summary>The contacts that a product sums over, and the elements of both factors from one position, or one tap, to the next.</summary>
internal readonly ref struct Contacts(ReadOnlySpan<Contact> list, int leftStep, int rightStep)
{
    /// <summary>The contacts, in the order of the sum.</summary>
    public ReadOnlySpan<Contact> List { get; } = list;

    /// <summary>Elements of the left factor from one position to the next.</summary>
    public int LeftStep { get; } = leftStep;

    /// <summary>Elements of the right factor from one tap or position to the next.</summary>
    public int RightStep { get; } = rightStep;
}

/// <summary>Covers a strip of the result with products of one contact after another.</summary>
internal static class ContactKernel
{
    /// <summary>The wanted rows of a strip; as <see cref="StripKernel.Multiply"/>, with the terms of every contact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TVector, T, TWalk>(
        StripShape shape, Contacts contacts, ref T left, Terms terms, ref T right, ReadOnlySpan<T> start, Span<T> result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        if (contacts.List.IsEmpty)
        {
            if (shape.StartStride == 0)
                result[..(shape.Panels * shape.ResultStride)].Clear();
            return;
        }

        foreach (Contact contact in contacts.List)
        {
            StripKernel.Multiply<TVector, T, TWalk>(
                shape, ref Unsafe.Add(ref left, contact.Left * contacts.LeftStep), terms, ref Unsafe.Add(ref right, contact.Right * contacts.RightStep), start, result);
            shape = shape.Continued;
            start = result;
        }
    }
}
