using System;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V1;

/// <summary>Standard normal numbers, a pure function of seed, stream, sample, step, example and unit.</summary>
/// <remarks>
/// Φ⁻¹(u) of the unit's number u in <see cref="UniformVariates"/>: one variate a unit, none is discarded, and no unit depends on another. The largest magnitudes are
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
        int i = 0;
        for (; i <= destination.Length - TVector.Count; i += TVector.Count)
            SingleFunctions.InverseNormal(UniformVariates.FromSingleBits(TVector.Load(destination, i))).Store(destination, i);
        for (; i < destination.Length; i++)
            SingleFunctions.InverseNormal(UniformVariates.FromSingleBits(Float1.Load(destination, i))).Store(destination, i);
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
        int i = 0;
        for (; i <= destination.Length - TVector.Count; i += TVector.Count)
            DoubleFunctions.InverseNormal(UniformVariates.FromDoubleBits(TVector.Load(destination, i))).Store(destination, i);
        for (; i < destination.Length; i++)
            DoubleFunctions.InverseNormal(UniformVariates.FromDoubleBits(Double1.Load(destination, i))).Store(destination, i);
    }
}
