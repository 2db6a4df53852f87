using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>The scalar twin of the micro-kernels: what they compute, in three loops.</summary>
internal static class ScalarKernel
{
    /// <summary>result[r, c] = start[r, c] + Σ over the terms, ascending, of left[r, term] · right[term, c]; rows are W elements
    /// apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TScalar, T, TWalk>(int rows, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TScalar : struct, IVector<TScalar, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < Panel.Width<T>(); column++)
            {
                int element = row * Panel.Width<T>() + column;
                TScalar sum = TScalar.LoadUnsafe(ref Unsafe.Add(ref start, element));
                Terms walk = terms;
                while (walk.MoveNext())
                {
                    for (int term = 0; term < walk.Length; term++)
                    {
                        TScalar a = TScalar.LoadUnsafe(ref Unsafe.Add(ref left, walk.Left + term * TWalk.TermStep + row * TWalk.RowStep));
                        TScalar b = TScalar.LoadUnsafe(ref Unsafe.Add(ref right, walk.Right + term * Panel.Width<T>() + column));
                        sum = TScalar.FusedMultiplyAdd(a, b, sum);
                    }
                }

                TScalar.StoreUnsafe(sum, ref Unsafe.Add(ref result, element));
            }
        }
    }
}
