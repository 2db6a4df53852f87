using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>Uniform numbers of the open interval (0, 1), a pure function of seed, stream, sample, step, example and unit.</summary>
/// <remarks>
/// A float is (k + ½) 2⁻²³ with k the upper 23 bits of the unit's word, a double (k + ½) 2⁻⁵² with k the upper 52 of its 64 bits. Both are
/// exact: one bit more would need
/// a rounding, and the largest would round to 1. Unit u of the floats is word u mod 4 of block u / 4; unit u of the doubles is words 2 (u
/// mod 2) (lower half) and
/// 2 (u mod 2) + 1 (upper half) of block u / 2.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UniformVariates
{
    /// <summary>Fills with uniform numbers, one a unit.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="streamAndSample">Counter word 0, from <see cref="RandomStreams.WithSample"/>.</param>
    /// <param name="step">Counter word 1.</param>
    /// <param name="example">Counter word 2.</param>
    /// <param name="firstBlock">The block of the first unit: a quarter of its number.</param>
    /// <param name="destination">Set; any length.</param>
    /// <typeparam name="TVector">The vectors to compute with; they don't change a bit.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<TVector>(ulong seed, uint streamAndSample, uint step, uint example, uint firstBlock, Span<float> destination)
        where TVector : struct, IVector<TVector, float>
    {
        Philox.Fill(seed, streamAndSample, step, example, firstBlock, MemoryMarshal.Cast<float, uint>(destination));
        int i = 0;
        for (; i <= destination.Length - TVector.Count; i += TVector.Count)
            FromSingleBits(TVector.Load(destination, i)).Store(destination, i);
        for (; i < destination.Length; i++)
            FromSingleBits(Float1.Load(destination, i)).Store(destination, i);
    }

    /// <summary>Fills with uniform numbers, one a unit.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="streamAndSample">Counter word 0, from <see cref="RandomStreams.WithSample"/>.</param>
    /// <param name="step">Counter word 1.</param>
    /// <param name="example">Counter word 2.</param>
    /// <param name="firstBlock">The block of the first unit: half of its number.</param>
    /// <param name="destination">Set; any length.</param>
    /// <typeparam name="TVector">The vectors to compute with; they don't change a bit.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<TVector>(ulong seed, uint streamAndSample, uint step, uint example, uint firstBlock, Span<double> destination)
        where TVector : struct, IVector<TVector, double>
    {
        Philox.Fill(seed, streamAndSample, step, example, firstBlock, MemoryMarshal.Cast<double, uint>(destination));
        int i = 0;
        for (; i <= destination.Length - TVector.Count; i += TVector.Count)
            FromDoubleBits(TVector.Load(destination, i)).Store(destination, i);
        for (; i < destination.Length; i++)
            FromDoubleBits(Double1.Load(destination, i)).Store(destination, i);
    }

    /// <summary>The uniform number of 32 random bits: these are the fraction of a number of [1, 2), moved down to (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector FromSingleBits<TVector>(TVector bits)
        where TVector : struct, IVector<TVector, float>
    {
        TVector one = TVector.Broadcast(1f);
        return ((TVector.ShiftRight(bits, 9) | one) - one) + TVector.Broadcast(1f / (1 << 24));
    }

    /// <summary>The uniform number of 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector FromDoubleBits<TVector>(TVector bits)
        where TVector : struct, IVector<TVector, double>
    {
        TVector one = TVector.Broadcast(1.0);
        return ((TVector.ShiftRight(bits, 12) | one) - one) + TVector.Broadcast(1.0 / (1L << 53));
    }
}
