using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>
/// The most floating-point operations a second that fused multiply-adds reach here: 12 independent chains in registers, at the vector width
/// that models use. A multiply-add counts as two operations.
/// </summary>
internal sealed class MachinePeak : IParallelWork
{
    private const int Chains = 12;
    // Some milliseconds, so that starting the threads does not count.
    private const int Turns = 3_000_000;

    private readonly float[] sinks = new float[1024];

    /// <summary>Bits of the vectors.</summary>
    public static int Bits => VectorWidths.Best switch
    {
        VectorWidth.Bits512 => 512,
        VectorWidth.Bits256 => 256,
        VectorWidth.Bits128 => 128,
        _ => 32,
    };

    /// <summary>One sample of a few milliseconds: operations of all threads, divided by the time until the last is done.</summary>
    public double Sample(int threads)
    {
        long start = Stopwatch.GetTimestamp();
        ThreadTeam.Shared.Run(threads, this);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return 2.0 * Chains * (Bits / 32) * Turns * threads / seconds;
    }

    /// <summary>Operations a second over some samples, interruptions included: what to compare a longer run with.</summary>
    public double Mean(int threads)
    {
        const int Samples = 10;
        double reciprocals = 0;
        for (int i = 0; i < Samples; i++)
            reciprocals += 1 / Sample(threads);
        return Samples / reciprocals;
    }

    /// <summary>GFLOP/s of one thread, and of two where there are two cores.</summary>
    public Measurement[] Gigaflops()
    {
        var peaks = new Measurement[Math.Min(2, Environment.ProcessorCount)];
        for (int i = 0; i < peaks.Length; i++)
        {
            int threads = i + 1;
            peaks[i] = Measurement.Of(() => Sample(threads)).Times(1e-9);
        }

        return peaks;
    }

    void IParallelWork.Run(Worker worker)
    {
        sinks[32 * worker.Index % sinks.Length] = VectorWidths.Best switch
        {
            VectorWidth.Bits512 => Chain<Float16>(),
            VectorWidth.Bits256 => Chain<Float8>(),
            VectorWidth.Bits128 => Chain<Float4>(),
            _ => Chain<Float1>(),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Chain<TVector>()
        where TVector : struct, IVector<TVector, float>
    {
        TVector factor = TVector.Broadcast(0.999f);
        TVector term = TVector.Broadcast(0.001f);
        TVector c0 = term, c1 = term, c2 = term, c3 = term, c4 = term, c5 = term, c6 = term, c7 = term;
        TVector c8 = term, c9 = term, c10 = term, c11 = term;
        for (int turn = 0; turn < Turns; turn++)
        {
            c0 = TVector.FusedMultiplyAdd(c0, factor, term);
            c1 = TVector.FusedMultiplyAdd(c1, factor, term);
            c2 = TVector.FusedMultiplyAdd(c2, factor, term);
            c3 = TVector.FusedMultiplyAdd(c3, factor, term);
            c4 = TVector.FusedMultiplyAdd(c4, factor, term);
            c5 = TVector.FusedMultiplyAdd(c5, factor, term);
            c6 = TVector.FusedMultiplyAdd(c6, factor, term);
            c7 = TVector.FusedMultiplyAdd(c7, factor, term);
            c8 = TVector.FusedMultiplyAdd(c8, factor, term);
            c9 = TVector.FusedMultiplyAdd(c9, factor, term);
            c10 = TVector.FusedMultiplyAdd(c10, factor, term);
            c11 = TVector.FusedMultiplyAdd(c11, factor, term);
        }

        TVector sum = c0 + c1 + c2 + c3 + (c4 + c5 + c6 + c7) + (c8 + c9 + c10 + c11);
        Span<float> lanes = stackalloc float[16];
        sum.Store(lanes, 0);
        return lanes[0];
    }
}
