using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>A range keeps what is in it to the bit, NaN included, and takes from a gradient what leads out of it alone.</summary>
public sealed class ClampTests
{
    private const int Least = -3;
    private const int Greatest = 2;

    [Fact]
    public void Singles()
    {
        Check<Float1, float>(SingleFunctions.Clamp, SingleFunctions.ClampGradient);
        Check<Float4, float>(SingleFunctions.Clamp, SingleFunctions.ClampGradient);
        Check<Float8, float>(SingleFunctions.Clamp, SingleFunctions.ClampGradient);
        Check<Float16, float>(SingleFunctions.Clamp, SingleFunctions.ClampGradient);
    }

    [Fact]
    public void Doubles()
    {
        Check<Double1, double>(DoubleFunctions.Clamp, DoubleFunctions.ClampGradient);
        Check<Double2, double>(DoubleFunctions.Clamp, DoubleFunctions.ClampGradient);
        Check<Double4, double>(DoubleFunctions.Clamp, DoubleFunctions.ClampGradient);
        Check<Double8, double>(DoubleFunctions.Clamp, DoubleFunctions.ClampGradient);
    }

    private static void Check<V, T>(Func<V, int, int, V> clamp, Func<V, V, int, int, V> clampGradient)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values =
        [
            .. new[] { -1e30, -3.5, -3, -2.75, -0.0, 0, 1e-40, 1.25, 2, 2.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN }
                .Select(T.CreateTruncating),
        ];
        T[] gradients = [.. new[] { -4, -0.0, 0, 1e-30, 7, double.NaN }.Select(T.CreateTruncating)];
        foreach (T x in values)
        {
            T clamped = First<V, T>(clamp(V.Broadcast(x), Least, Greatest));
            T end = T.CreateChecked(x < T.Zero ? Least : Greatest);
            Assert.Equal(T.IsNaN(x) || (x >= T.CreateChecked(Least) && x <= T.CreateChecked(Greatest)) ? x : end, clamped);
            foreach (T gradient in gradients)
            {
                T kept = First<V, T>(clampGradient(V.Broadcast(gradient), V.Broadcast(clamped), Least, Greatest));
                bool leadsOut = (clamped >= T.CreateChecked(Greatest) && gradient < T.Zero)
                    || (clamped <= T.CreateChecked(Least) && gradient > T.Zero);
                Assert.Equal(leadsOut ? T.Zero : gradient, kept);
            }
        }
    }

    private static T First<V, T>(V vector)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] lanes = new T[V.Count];
        vector.Store(lanes, 0);
        return lanes[^1];
    }
}
