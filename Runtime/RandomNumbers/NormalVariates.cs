using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>Standard normal numbers, a pure function of seed, stream, sample, step, example and unit.</summary>
/// <remarks>
/// Φ⁻¹(u) of the unit's number u in <see cref="UniformVariates"/>: one variate a unit, none is discarded, and no unit depends on another.
/// The largest magnitudes are
/// Φ⁻¹(1 − 2⁻²⁴) = 5.29 in single and Φ⁻¹(1 − 2⁻⁵³) = 8.21 in double precision.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NormalVariates
{
    /// <summary>Fills with standard normal numbers, one a unit.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="streamAndSample">Counter word 0, from <see cref="RandomStreams.WithSample"/>.</param>
    /// <param name="step">Counter word 1.</param>
    /// <param name="example">Counter word 2.</param>
    /// <param name="firstBlock">The block of the first unit: a quarter of its number.</param>
    /// <param name="destination">Set; any length.</param>
    /// <typeparam name="TVector">The vectors to compute with; they don't change a bit.</typeparam>
    public static void Fill<TVector>(ulong seed, uint streamAndSample, uint step, uint example, uint firstBlock, Span<float> destination)
        where TVector : struct, IVector<TVector, float>
    {
        Philox.Fill(seed, streamAndSample, step, example, firstBlock, MemoryMarshal.Cast<float, uint>(destination));
        int whole = destination.Length - destination.Length % TVector.Count;
        Transform<TVector>(destination[..whole]);
        if (whole == destination.Length)
            return;

        // The rest goes through a padded copy: compiling the function twice costs more than this.
        Span<float> rest = destination[whole..];
        Span<float> padded = stackalloc float[TVector.Count];
        padded.Clear();
        rest.CopyTo(padded);
        Transform<TVector>(padded);
        padded[..rest.Length].CopyTo(rest);
    }

    /// <summary>Fills with standard normal numbers, one a unit.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="streamAndSample">Counter word 0, from <see cref="RandomStreams.WithSample"/>.</param>
    /// <param name="step">Counter word 1.</param>
    /// <param name="example">Counter word 2.</param>
    /// <param name="firstBlock">The block of the first unit: half of its number.</param>
    /// <param name="destination">Set; any length.</param>
    /// <typeparam name="TVector">The vectors to compute with; they don't change a bit.</typeparam>
    public static void Fill<TVector>(ulong seed, uint streamAndSample, uint step, uint example, uint firstBlock, Span<double> destination)
        where TVector : struct, IVector<TVector, double>
    {
        Philox.Fill(seed, streamAndSample, step, example, firstBlock, MemoryMarshal.Cast<double, uint>(destination));
        int whole = destination.Length - destination.Length % TVector.Count;
        Transform<TVector>(destination[..whole]);
        if (whole == destination.Length)
            return;

        // The rest goes through a padded copy: compiling the function twice costs more than this.
        Span<double> rest = destination[whole..];
        Span<double> padded = stackalloc double[TVector.Count];
        padded.Clear();
        rest.CopyTo(padded);
        Transform<TVector>(padded);
        padded[..rest.Length].CopyTo(rest);
    }

    /// <summary>Random bits to normal numbers, in place; whole vectors.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Transform<TVector>(Span<float> values)
        where TVector : struct, IVector<TVector, float>
    {
        for (int i = 0; i < values.Length; i += TVector.Count)
            SingleFunctions.InverseNormal(UniformVariates.FromSingleBits(TVector.Load(values, i))).Store(values, i);
    }

    /// <summary>Random bits to normal numbers, in place; whole vectors.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Transform<TVector>(Span<double> values)
        where TVector : struct, IVector<TVector, double>
    {
        for (int i = 0; i < values.Length; i += TVector.Count)
            DoubleFunctions.InverseNormal(UniformVariates.FromDoubleBits(TVector.Load(values, i))).Store(values, i);
    }
}
