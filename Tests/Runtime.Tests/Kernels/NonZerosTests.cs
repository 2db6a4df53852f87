using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using VaeGen.Runtime.Tests.Threading;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class NonZerosOfFloat1Tests : NonZerosTests<Float1, float>;

public sealed class NonZerosOfFloat4Tests : NonZerosTests<Float4, float>;

public sealed class NonZerosOfFloat8Tests : NonZerosTests<Float8, float>;

public sealed class NonZerosOfFloat16Tests : NonZerosTests<Float16, float>;

public sealed class NonZerosOfDouble1Tests : NonZerosTests<Double1, double>;

public sealed class NonZerosOfDouble2Tests : NonZerosTests<Double2, double>;

public sealed class NonZerosOfDouble4Tests : NonZerosTests<Double4, double>;

public sealed class NonZerosOfDouble8Tests : NonZerosTests<Double8, double>;

/// <summary>Products over the non-zero elements of a factor have the bits of products over all of them.</summary>
public abstract class NonZerosTests<TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T Tiny = T.BitIncrement(T.Zero);

    private readonly Worker worker = new(0, barrier: null);

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    [InlineData(0.2)]
    [InlineData(0.6)]
    [InlineData(1)]
    public void ProductsHaveTheSameBits(double density)
    {
        Random random = new(1);
        for (int rows = 1; rows <= 40; rows++)
            Check(Sparse(random, rows, random.Next(1, 90), density), random.Next(1, 150));
    }

    // Several blocks of each list.
    [Fact]
    public void LongLists()
    {
        Random random = new(6);
        foreach (int rows in new[] { 2, 17, 24 })
            Check(Sparse(random, rows, 300, 0.2), random.Next(1, 200));
    }

    // The strips are as wide as the first factor wants; the second, a class for example, goes through the kernels over all elements.
    [Fact]
    public void AnotherFactorInTheSameStrips()
    {
        Random random = new(9);
        foreach (int rows in new[] { 1, 2, 17, Panel.Width<T>() + 1, 2 * Panel.Width<T>() })
        {
            for (int panels = 1; panels <= 26; panels++)
            {
                T[,] a = Sparse(random, rows, 40, 0.2), c = Matrices.Random<T>(rows, 7, random.Next());
                T[,] b = Matrices.Random<T>(40, panels * Panel.Width<T>() - 1, random.Next()), d =
                    Matrices.Random<T>(7, b.GetLength(1), random.Next());
                T[,] expected = Matrices.Multiply(c, d, PositiveZeros(Matrices.MultiplyNonZeros(a, b)));
                T[,] dense = Matrices.Multiply(c, d);
                PanelMatrix<T> left = Tracked(a, worker, mostDensity: 1), other = Matrices.InPanels(c), first =
                    Matrices.InPanels(b), second = Matrices.InPanels(d);
                foreach (Tile tile in worker.Share(rows, panels, left))
                {
                    Product.Multiply<TVector, T>(worker, left, first, tile, slot: 0);
                    Matrices.AssertEqual(
                        expected, Product.MultiplyAdd<TVector, T>(worker, other, second, tile, slot: 0),
                        tile, $"{rows} rows, {panels} panels, both");
                    Matrices.AssertEqual(
                        dense, Product.Multiply<TVector, T>(worker, other, second, tile, slot: 1),
                        tile, $"{rows} rows, {panels} panels, the second");
                }
            }
        }
    }

    [Fact]
    public void OneRowTimesManyPanels()
    {
        Random random = new(2);
        for (int columns = 1; columns < 20 * Panel.Width<T>(); columns += Panel.Width<T>() / 2)
            Check(Sparse(random, 1, random.Next(1, 90), 0.3), columns);
    }

    // Sums that underflow are −0 where the next zero term is not walked over, and +0 where it is.
    [Fact]
    public void UnderflowLeavesTheSameZero()
    {
        T[,] a = new T[19, 3];
        for (int row = 0; row < 19; row++)
            a[row, row % 3] = T.CreateTruncating(0.25);
        T[,] b = new T[3, 20];
        for (int i = 0; i < 60; i++)
            b[i / 20, i % 20] = i % 2 == 0 ? Tiny : -Tiny;
        Check(a, b);
    }

    [Fact]
    public void NotANumberInTheSparseFactorIsAnElement()
    {
        Random random = new(3);
        T[,] a = Sparse(random, 21, 33, 0.1);
        a[4, 7] = T.NaN;
        a[20, 32] = T.PositiveInfinity;
        Check(a, 48);
    }

    // Weights after a divergence, or gradients: with lists or without, a zero leaves them out.
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void AZeroAddsNothingBesideWhatIsNotFinite(double value)
    {
        Random random = new(8);
        foreach (int rows in new[] { 1, 2, 16, 17, 40 })
        {
            T[,] a = Sparse(random, rows, 50, 0.3), b = Matrices.Random<T>(50, random.Next(1, 200), random.Next());
            for (int row = 0; row < rows; row++)
                (a[row, 7], a[row, 20], a[row, 41]) = (T.Zero, T.NegativeZero, Tiny);
            for (int column = 0; column < b.GetLength(1); column += 3)
                b[7, column] = b[20, column] = T.CreateTruncating(value);
            // Beside one row's element that is not zero: an infinity, which no zero makes a NaN.
            b[33, 0] = T.CreateTruncating(value);
            (a[0, 33], a[rows - 1, 33]) = (T.Zero, T.One);
            Check(a, b);
        }
    }

    [Fact]
    public void DenseBatchesAreNotListed()
    {
        PanelMatrix<T> matrix = Tracked(Sparse(new Random(4), 20, 50, 0.7), worker, mostDensity: 0.5);
        Assert.False(matrix.NonZeros!.AreListed);
        matrix = Tracked(Sparse(new Random(4), 20, 50, 0.3), worker, mostDensity: 0.5);
        Assert.True(matrix.NonZeros!.AreListed);
        // The next batch in the same matrix decides anew.
        matrix.NonZeros.MostDensity = 0.1;
        Find(matrix, worker, 20);
        Assert.False(matrix.NonZeros.AreListed);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void ATeamMakesTheListsOfOneWorker(int threads)
    {
        T[,] values = Sparse(new Random(5), 37, 61, 0.2);
        PanelMatrix<T> alone = Tracked(values, worker, mostDensity: 1);
        PanelMatrix<T> shared = new(Matrices.InPanels(values), new NonZeros<T>(37, 61, isTransposed: true) { MostDensity = 1 });
        new ThreadTeam().Run(threads, new Work(member => Find(shared, member, 37)));
        AssertSame(alone.NonZeros!.Rows, shared.NonZeros!.Rows, 37);
        AssertSame(alone.NonZeros.Columns, shared.NonZeros.Columns, 61);
    }

    private static void AssertSame(NonZeroLists<T> expected, NonZeroLists<T> actual, int lists)
    {
        for (int list = 0; list < lists; list++)
        {
            Assert.Equal(expected.OffsetsOf(list), actual.OffsetsOf(list));
            Assert.Equal(expected.ValuesOf(list), actual.ValuesOf(list));
        }
    }

    private void Check(T[,] a, int columns) => Check(a, Matrices.Random<T>(a.GetLength(1), columns, a.Length + columns));

    private void Check(T[,] a, T[,] b)
    {
        int rows = a.GetLength(0), terms = a.GetLength(1), columns = b.GetLength(1);
        string sizes = $"{rows} × {terms} × {columns}";
        T[,] start = Matrices.Random<T>(rows, columns, 7);
        T[,] expected = PositiveZeros(Matrices.MultiplyNonZeros(a, b));
        T[,] continued = PositiveZeros(Matrices.MultiplyNonZeros(a, b, start));
        PanelMatrix<T> right = Matrices.InPanels(b);
        foreach (double mostDensity in new[] { -1.0, 1.0 })
        {
            PanelMatrix<T> left = Tracked(a, worker, mostDensity);
            PanelMatrix<T> transposed = Tracked(Matrices.Transpose(a), worker, mostDensity);
            Assert.Equal(mostDensity > 0, left.NonZeros!.AreListed);
            foreach (Tile tile in worker.Share(rows, right.Panels, left))
            {
                Matrices.AssertEqual(expected, Product.Multiply<TVector, T>(worker, left, right, tile, slot: 0), tile, $"Multiply {sizes}");
                Matrices.AssertEqual(
                    expected, Product.MultiplyTransposed<TVector, T>(worker, transposed, right, terms, tile, slot: 1),
                    tile, $"MultiplyTransposed {sizes}");
            }

            foreach (Tile tile in worker.Share(rows, right.Panels, left))
            {
                if (tile.Place == 0)
                    Fill(start, tile);
                Matrices.AssertEqual(
                    continued, Product.MultiplyAdd<TVector, T>(worker, left, right, tile, slot: 0), tile, $"MultiplyAdd {sizes}");
                Matrices.AssertEqual(
                    continued, Product.MultiplyTransposedAdd<TVector, T>(worker, transposed, right, terms, tile, slot: 1),
                    tile, $"MultiplyTransposedAdd {sizes}");
            }
        }
    }

    // The sums of a whole strip, from which the products go on, in both slots.
    private void Fill(T[,] start, Tile strip)
    {
        int width = Panel.Width<T>();
        for (int slot = 0; slot < 2; slot++)
        {
            Span<T> elements = worker.Strip<T>(slot);
            for (int i = 0; i < strip.StripPanels * strip.Rows * width; i++)
            {
                int place = i / (strip.Rows * width), row = i / width % strip.Rows, lane = i % width;
                int column = (strip.Panel + place) * width + lane;
                elements[place * Strip.TileStride<T>(strip.Rows) + row * width + lane] = column < start.GetLength(1)
                    ? start[strip.FirstRow + row, column] : T.Zero;
            }
        }
    }

    private static PanelMatrix<T> Tracked(T[,] values, Worker worker, double mostDensity)
    {
        PanelMatrix<T> matrix =
            new(Matrices.InPanels(values),
                new NonZeros<T>(values.GetLength(0), values.GetLength(1), isTransposed: true) { MostDensity = mostDensity });
        Find(matrix, worker, values.GetLength(0));
        return matrix;
    }

    private static void Find(PanelMatrix<T> matrix, Worker worker, int rows)
    {
        matrix.NonZeros!.Find(worker, matrix, rows);
    }

    private static T[,] Sparse(Random random, int rows, int columns, double density)
    {
        T[,] values = Matrices.Random<T>(rows, columns, random.Next());
        for (int i = 0; i < values.Length; i++)
        {
            if (random.NextDouble() >= density)
                values[i / columns, i % columns] = T.Zero;
        }

        return values;
    }

    private static T[,] PositiveZeros(T[,] values)
    {
        for (int row = 0; row < values.GetLength(0); row++)
        {
            for (int column = 0; column < values.GetLength(1); column++)
                values[row, column] += T.Zero;
        }

        return values;
    }
}
