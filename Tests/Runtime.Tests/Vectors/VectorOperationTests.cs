using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>
/// Every operation of every width against the definitions in the language and in IEEE 754, for special values and random bits.
/// </summary>
public sealed class VectorOperationTests
{
    [Fact]
    public void SinglesFollowTheirDefinitions()
    {
        float[] a = TestInputs.Singles(2000);
        float[] b = (float[])a.Clone();
        new Random(3).Shuffle(b);
        Check<Float1, float>(a, b);
        Check<Float4, float>(a, b);
        Check<Float8, float>(a, b);
        Check<Float16, float>(a, b);
    }

    [Fact]
    public void DoublesFollowTheirDefinitions()
    {
        double[] a = TestInputs.Doubles(2000);
        double[] b = (double[])a.Clone();
        new Random(4).Shuffle(b);
        Check<Double1, double>(a, b);
        Check<Double2, double>(a, b);
        Check<Double4, double>(a, b);
        Check<Double8, double>(a, b);
    }

    [Fact]
    public void LoadAndStoreCheckTheirBounds()
    {
        CheckBounds<Float1, float>();
        CheckBounds<Float4, float>();
        CheckBounds<Float8, float>();
        CheckBounds<Float16, float>();
        CheckBounds<Double1, double>();
        CheckBounds<Double2, double>();
        CheckBounds<Double4, double>();
        CheckBounds<Double8, double>();
    }

    private static void Check<V, T>(T[] a, T[] b)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Compare<V, T>("+", a, b, (x, y) => x + y, (x, y) => x + y);
        Compare<V, T>("-", a, b, (x, y) => x - y, (x, y) => x - y);
        Compare<V, T>("*", a, b, (x, y) => x * y, (x, y) => x * y);
        Compare<V, T>("/", a, b, (x, y) => x / y, (x, y) => x / y);
        Compare<V, T>("Min", a, b, V.Min, T.Min);
        Compare<V, T>("Max", a, b, V.Max, T.Max);
        Compare<V, T>(
            "FusedMultiplyAdd", a, b, (x, y) => V.FusedMultiplyAdd(x, y, V.Broadcast(-T.One)), (x, y) => T.FusedMultiplyAdd(x, y, -T.One));
        Compare<V, T>("negation", a, b, (x, _) => -x, (x, _) => x ^ -T.Zero);
        Compare<V, T>("Abs", a, b, (x, _) => V.Abs(x), (x, _) => T.Abs(x));
        Compare<V, T>("Sqrt", a, b, (x, _) => V.Sqrt(x), (x, _) => T.Sqrt(x));
        Compare<V, T>("&", a, b, (x, y) => x & y, (x, y) => x & y);
        Compare<V, T>("|", a, b, (x, y) => x | y, (x, y) => x | y);
        Compare<V, T>("^", a, b, (x, y) => x ^ y, (x, y) => x ^ y);
        Compare<V, T>("~", a, b, (x, _) => ~x, (x, _) => ~x);
        CompareMask<V, T>("GreaterThan", a, b, V.GreaterThan, (x, y) => x > y);
        CompareMask<V, T>("GreaterThanOrEqual", a, b, V.GreaterThanOrEqual, (x, y) => x >= y);
        CompareMask<V, T>("LessThan", a, b, V.LessThan, (x, y) => x < y);
        CompareMask<V, T>("LessThanOrEqual", a, b, V.LessThanOrEqual, (x, y) => x <= y);
        CompareMask<V, T>("Equal", a, b, V.Equal, (x, y) => x == y);
        CheckIntegers<V, T>(a, b);
        CheckConstants<V, T>();
    }

    private static void CheckIntegers<V, T>(T[] a, T[] b)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int shift = Unsafe.SizeOf<T>() == 4 ? 23 : 52;
        Compare<V, T>("ShiftLeft", a, b, (x, _) => V.ShiftLeft(x, shift), (x, _) => FromInteger<T>(Integer(x) << shift));
        Compare<V, T>("ShiftRight", a, b, (x, _) => V.ShiftRight(x, shift), (x, _) => FromInteger<T>(Integer(x) >>> shift));
        Compare<V, T>("AddBits", a, b, V.AddBits, (x, y) => FromInteger<T>(unchecked(Integer(x) + Integer(y))));
        Compare<V, T>("SubtractBits", a, b, V.SubtractBits, (x, y) => FromInteger<T>(unchecked(Integer(x) - Integer(y))));
    }

    private static void CheckConstants<V, T>()
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] lanes = new T[V.Count];
        V.Zero.Store(lanes, 0);
        Assert.All(lanes, lane => Assert.Equal(0ul, Integer(lane)));
        V.Broadcast(T.Pi).Store(lanes, 0);
        Assert.All(lanes, lane => Assert.Equal(T.Pi, lane));
        V.Indices.Store(lanes, 0);
        for (int i = 0; i < lanes.Length; i++)
            Assert.Equal(T.CreateChecked(i), lanes[i]);
    }

    private static void Compare<V, T>(string name, T[] a, T[] b, Func<V, V, V> operation, Func<T, T, T> definition)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] results = new T[a.Length];
        for (int i = 0; i < a.Length; i += V.Count)
            V.StoreUnsafe(operation(V.Load(a, i), V.LoadUnsafe(ref b[i])), ref results[i]);
        for (int i = 0; i < a.Length; i++)
        {
            T expected = definition(a[i], b[i]);
            bool equal = T.IsNaN(expected) ? T.IsNaN(results[i]) : Integer(expected) == Integer(results[i]);
            Assert.True(equal, $"{typeof(V).Name} {name}({a[i]}, {b[i]}) is {results[i]}, expected {expected}");
        }
    }

    private static void CompareMask<V, T>(string name, T[] a, T[] b, Func<V, V, V> operation, Func<T, T, bool> definition)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Compare<V, T>(name, a, b, (x, y) => V.Select(operation(x, y), x, y), (x, y) => definition(x, y) ? x : y);
        ulong set = Integer(FromInteger<T>(ulong.MaxValue));
        T[] mask = new T[V.Count];
        for (int i = 0; i < a.Length; i += V.Count)
        {
            operation(V.Load(a, i), V.Load(b, i)).Store(mask, 0);
            for (int lane = 0; lane < V.Count; lane++)
                Assert.Equal(definition(a[i + lane], b[i + lane]) ? set : 0, Integer(mask[lane]));
        }
    }

    private static void CheckBounds<V, T>()
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        T[] array = new T[V.Count + 3];
        V.Load(array, 3).Store(array, 3);
        foreach (int index in (int[])[-1, 4, V.Count + 3, V.Count + 4, int.MaxValue, int.MinValue])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => V.Load(array, index));
            Assert.Throws<ArgumentOutOfRangeException>(() => V.Zero.Store(array, index));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => V.Load([], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => V.Zero.Store(default, 0));
    }

    private static ulong Integer<T>(T value)
        where T : unmanaged =>
        Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<T, uint>(value) : Unsafe.BitCast<T, ulong>(value);

    private static T FromInteger<T>(ulong bits)
        where T : unmanaged =>
        Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<uint, T>((uint)bits) : Unsafe.BitCast<ulong, T>(bits);
}
