using System;
using System.Numerics;
using System.Runtime.InteropServices;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Standard normal variates outside of the emitted code, where the precision is a type argument: the bits are the same at every
/// vector width.</summary>
internal static class StandardNormals
{
    /// <summary>Sets the variates of the units from <paramref name="firstUnit"/> on, a multiple of 4.</summary>
    public static void Fill<T>(ulong seed, RandomStream stream, int example, int firstUnit, Span<T> destination, int sample = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Span<float> singles = MemoryMarshal.Cast<T, float>(destination);
            NormalVariates.Fill<Float4>(seed, stream.WithSample(sample), 0, (uint)example, (uint)firstUnit / 4, singles);
        }
        else
        {
            Span<double> doubles = MemoryMarshal.Cast<T, double>(destination);
            NormalVariates.Fill<Double2>(seed, stream.WithSample(sample), 0, (uint)example, (uint)firstUnit / 2, doubles);
        }
    }
}
