using System;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// Bounds the gradient of a step before the optimizer sees it: each element, then the norm of all together (Pascanu, Mikolov and Bengio,
/// <i>On the difficulty of training recurrent neural networks</i>, 2013, algorithm 1). The sum of squares is added in double precision in
/// pieces of fixed length and in their order, so that the bits depend neither on the threads nor on the vector width.
/// </summary>
internal sealed class GradientClipping<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A multiple of the elements that the loop takes at once; sixteen kilobytes of floats stay in the first-level cache.
    private const int PieceLength = 4096;

    // PyTorch's: it keeps a zero gradient from a division by zero.
    private const double Epsilon = 1e-6;

    private readonly double[] sums;
    private readonly double mostValue;
    private readonly double mostNorm;

    /// <param name="length">Elements of the gradient, whole cache lines; padding counts as zeros.</param>
    /// <param name="mostValue">The largest absolute value of an element; infinite where it is not bounded.</param>
    /// <param name="mostNorm">The largest norm of all; infinite where it is not bounded.</param>
    public GradientClipping(int length, double mostValue, double mostNorm)
    {
        sums = new double[(length + PieceLength - 1) / PieceLength];
        this.mostValue = mostValue;
        this.mostNorm = mostNorm;
    }

    /// <summary>Clips this worker's share. All workers have to come here; each leaves when all are done.</summary>
    public void Run(Worker worker, Span<T> gradient)
    {
        int first = (int)((long)sums.Length * worker.Index / worker.Count) * PieceLength;
        int last = Math.Min(gradient.Length, (int)((long)sums.Length * (worker.Index + 1) / worker.Count) * PieceLength);
        Span<T> share = last > first ? gradient[first..last] : default;
        if (double.IsFinite(mostValue))
            TensorPrimitives.Clamp(share, T.CreateTruncating(-mostValue), T.CreateTruncating(mostValue), share);
        if (double.IsFinite(mostNorm))
        {
            for (int start = 0; start < share.Length; start += PieceLength)
                sums[(first + start) / PieceLength] = SumOfSquares(share.Slice(start, Math.Min(PieceLength, share.Length - start)));
            worker.Synchronize();
            double factor = mostNorm / (Norm() + Epsilon);
            if (factor < 1)
                TensorPrimitives.Multiply(share, T.CreateTruncating(factor), share);
        }

        worker.Synchronize();
    }

    /// <summary>The norm that the last run found, before it was bounded.</summary>
    public double Norm()
    {
        double sum = 0;
        foreach (double piece in sums)
            sum += piece;
        return Math.Sqrt(sum);
    }

    private static double SumOfSquares(ReadOnlySpan<T> values) => typeof(T) == typeof(float)
        ? SumOfSquares(MemoryMarshal.Cast<T, float>(values))
        : SumOfSquares(MemoryMarshal.Cast<T, double>(values));

    // Eight sums side by side, in vectors that every machine has. Squares of floats are exact in double precision.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        Vector128<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        ref float first = ref MemoryMarshal.GetReference(values);
        for (int i = 0; i <= values.Length - 8; i += 8)
        {
            (Vector128<double> x0, Vector128<double> x1) = Vector128.Widen(Vector128.LoadUnsafe(ref first, (nuint)i));
            (Vector128<double> x2, Vector128<double> x3) = Vector128.Widen(Vector128.LoadUnsafe(ref first, (nuint)i + 4));
            sum0 += x0 * x0;
            sum1 += x1 * x1;
            sum2 += x2 * x2;
            sum3 += x3 * x3;
        }

        return Vector128.Sum((sum0 + sum1) + (sum2 + sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares(ReadOnlySpan<double> values)
    {
        Vector128<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        ref double first = ref MemoryMarshal.GetReference(values);
        for (int i = 0; i <= values.Length - 8; i += 8)
        {
            Vector128<double> x0 = Vector128.LoadUnsafe(ref first, (nuint)i);
            Vector128<double> x1 = Vector128.LoadUnsafe(ref first, (nuint)i + 2);
            Vector128<double> x2 = Vector128.LoadUnsafe(ref first, (nuint)i + 4);
            Vector128<double> x3 = Vector128.LoadUnsafe(ref first, (nuint)i + 6);
            sum0 += x0 * x0;
            sum1 += x1 * x1;
            sum2 += x2 * x2;
            sum3 += x3 * x3;
        }

        return Vector128.Sum((sum0 + sum1) + (sum2 + sum3));
    }
}
