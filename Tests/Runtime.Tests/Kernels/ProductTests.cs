using System;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class ProductOfFloat1Tests : ProductTests<Float1, float>;

public sealed class ProductOfFloat4Tests : ProductTests<Float4, float>;

public sealed class ProductOfFloat8Tests : ProductTests<Float8, float>;

public sealed class ProductOfFloat16Tests : ProductTests<Float16, float>;

public sealed class ProductOfDouble1Tests : ProductTests<Double1, double>;

public sealed class ProductOfDouble2Tests : ProductTests<Double2, double>;

public sealed class ProductOfDouble4Tests : ProductTests<Double4, double>;

public sealed class ProductOfDouble8Tests : ProductTests<Double8, double>;

/// <summary>Every product gives the bits of three plain loops over ascending fused multiply-adds, at every size and width.</summary>
public abstract class ProductTests<TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly int Width = Panel.Width<T>();

    private readonly Worker worker = new(0, barrier: null);

    [Fact]
    public void EachDimensionFrom1To40()
    {
        Random random = new(1);
        for (int size = 1; size <= 40; size++)
        {
            CheckBoth(size, random.Next(1, 41), random.Next(1, 41));
            CheckBoth(random.Next(1, 41), size, random.Next(1, 41));
            CheckBoth(random.Next(1, 41), random.Next(1, 41), size);
        }
    }

    [Fact]
    public void AllSmallSizes()
    {
        for (int rows = 1; rows <= 17; rows++)
        {
            for (int terms = 1; terms <= 17; terms++)
            {
                for (int columns = 1; columns <= 17; columns++)
                    CheckBoth(rows, terms, columns);
            }
        }
    }

    [Theory]
    [InlineData(128, 784, 400)]
    [InlineData(128, 20, 400)]
    [InlineData(1, 784, 40)]
    [InlineData(37, 400, 784)]
    public void LayersOfTheMainModel(int rows, int terms, int columns)
    {
        int seed = rows + terms + columns;
        T[,] a = Matrices.Random<T>(rows, terms, seed);
        T[,] b = Matrices.Random<T>(terms, columns, seed + 1);
        CheckSomeTiles(rows, columns, a, b);
    }

    [Fact]
    public void AddContinuesTheChains()
    {
        Random random = new(2);
        for (int i = 0; i < 60; i++)
        {
            int rows = random.Next(1, 2 * Width + 2);
            int columns = random.Next(1, 2 * Width + 2);
            T[,] a1 = Matrices.Random<T>(rows, random.Next(1, 41), i);
            T[,] a2 = Matrices.Random<T>(rows, random.Next(1, 41), i + 100);
            T[,] b1 = Matrices.Random<T>(a1.GetLength(1), columns, i + 200);
            T[,] b2 = Matrices.Random<T>(a2.GetLength(1), columns, i + 300);
            T[,] expected = Matrices.Multiply(a2, b2, Matrices.Multiply(a1, b1));
            PanelMatrix<T> left1 = Matrices.InPanels(a1), left2 = Matrices.InPanels(a2);
            PanelMatrix<T> right1 = Matrices.InPanels(b1), right2 = Matrices.InPanels(b2);
            foreach (Tile tile in worker.Share<T>(rows, right1.Panels))
            {
                Product.Multiply<TVector, T>(worker, left1, right1, tile, slot: 3);
                Span<T> sum = Product.MultiplyAdd<TVector, T>(worker, left2, right2, tile, slot: 3);
                Matrices.AssertEqual(expected, sum, tile, "A B + C D");
            }
        }
    }

    [Fact]
    public void TransposedAddContinuesTheChains()
    {
        Random random = new(3);
        for (int i = 0; i < 60; i++)
        {
            int rows = random.Next(2, 41);
            int before = random.Next(1, rows);
            T[,] a = Matrices.Random<T>(rows, random.Next(1, 2 * Width + 2), i);
            T[,] b = Matrices.Random<T>(rows, random.Next(1, 2 * Width + 2), i + 100);
            T[,] expected =
                Matrices.Multiply(
                    Matrices.Transpose(Rows(a, before, rows)), Rows(b, before, rows),
                    Matrices.Multiply(Matrices.Transpose(Rows(a, 0, before)), Rows(b, 0, before)));
            PanelMatrix<T> left1 = Matrices.InPanels(Rows(a, 0, before)), right1 = Matrices.InPanels(Rows(b, 0, before));
            PanelMatrix<T> left2 = Matrices.InPanels(Rows(a, before, rows)), right2 = Matrices.InPanels(Rows(b, before, rows));
            foreach (Tile tile in worker.Share<T>(left1.Columns, right1.Panels))
            {
                Product.MultiplyTransposed<TVector, T>(worker, left1, right1, before, tile, slot: 1);
                Span<T> sum = Product.MultiplyTransposedAdd<TVector, T>(worker, left2, right2, rows - before, tile, slot: 1);
                Matrices.AssertEqual(expected, sum, tile, "split sum");
            }
        }
    }

    // It is fetched on the way, in blocks of the sum, or before it where there are more tiles than blocks.
    [Fact]
    public void WhatIsWantedAfterwardsChangesNothing()
    {
        Random random = new(8);
        foreach (int rows in new[] { 1, Width - 1, Width, 3 * Width + 5, 12 * Width })
        {
            T[,] a = Matrices.Random<T>(rows, random.Next(1, 60), random.Next()), b =
                Matrices.Random<T>(rows, random.Next(1, 90), random.Next());
            T[,] expected = Matrices.Multiply(Matrices.Transpose(a), b);
            PanelMatrix<T> left = Matrices.InPanels(a), right = Matrices.InPanels(b), wanted =
                Matrices.InPanels(Matrices.Random<T>(Width, 100 * Width, 3));
            foreach (Tile tile in worker.Share<T>(left.Columns, right.Panels))
            {
                for (int i = random.Next(50); i > 0 && tile.Place == 0; i--)
                    worker.Wanted.Add(ref wanted.Element(i, 0));
                Matrices.AssertEqual(
                    expected, Product.MultiplyTransposed<TVector, T>(worker, left, right, rows, tile), tile, $"{rows} rows");
                Assert.True(tile.Place > 0 || worker.Wanted.Take<T>(1).IsEmpty, "The product left something to the next one.");
            }
        }
    }

    [Fact]
    public void SumsOfRows()
    {
        Random random = new(4);
        for (int rows = 1; rows <= 40; rows++)
        {
            T[,] a = Matrices.Random<T>(rows, random.Next(1, 41), rows);
            T[,] expected = new T[1, a.GetLength(1)];
            T[,] twice = new T[1, a.GetLength(1)];
            for (int column = 0; column < a.GetLength(1); column++)
            {
                for (int i = 0; i < 2 * rows; i++)
                {
                    twice[0, column] += a[i % rows, column];
                    expected[0, column] = i == rows - 1 ? twice[0, column] : expected[0, column];
                }
            }

            PanelMatrix<T> matrix = Matrices.InPanels(a);
            for (int panel = 0; panel < matrix.Panels; panel++)
            {
                Matrices.AssertEqual(expected, Product.SumRows<TVector, T>(worker, matrix, rows, panel), new Tile(panel, 0, 1), "sum");
                Matrices.AssertEqual(
                    twice, Product.SumRowsAdd<TVector, T>(worker, matrix, rows, panel), new Tile(panel, 0, 1), "sum, continued");
            }
        }
    }

    [Fact]
    public void NotFiniteValuesReachTheirRowsAndColumnsAlone()
    {
        T[,] a = Matrices.Random<T>(19, 21, 5);
        T[,] b = Matrices.Random<T>(21, Width, 6);
        a[3, 20] = T.NaN;
        a[18, 0] = T.PositiveInfinity;
        b[7, 2] = T.NegativeInfinity;
        b[20, Width - 1] = T.NaN;
        CheckBoth(a, b);
    }

    [Fact]
    public void NoTermsGiveZero()
    {
        PanelMatrix<T> a = Matrices.InPanels(Matrices.Random<T>(3, 5, 7));
        PanelMatrix<T> b = Matrices.InPanels(Matrices.Random<T>(3, 4, 8));
        T[,] zeros = new T[5, 4];
        worker.Slot<T>(0).Fill(T.One);
        Tile tile = new(0, 0, 5);
        Matrices.AssertEqual(zeros, Product.MultiplyTransposed<TVector, T>(worker, a, b, 0, tile), tile, "no rows");
        Matrices.AssertEqual(zeros, Product.SumRows<TVector, T>(worker, a, 0, 0), new Tile(0, 0, 1), "no rows");
    }

    [Fact]
    public void SlotsAreIndependent()
    {
        PanelMatrix<T> a = Matrices.InPanels(Matrices.Random<T>(Width, 5, 9));
        PanelMatrix<T> b = Matrices.InPanels(Matrices.Random<T>(5, Width, 10));
        Tile tile = new(0, 0, Width);
        for (int slot = 0; slot < Worker.SlotCount; slot++)
            worker.Slot<T>(slot).Fill(T.CreateTruncating(slot));
        Product.Multiply<TVector, T>(worker, a, b, tile, slot: 2);
        for (int slot = 0; slot < Worker.SlotCount; slot++)
        {
            if (slot != 2)
                Assert.Equal(-1, worker.Slot<T>(slot).IndexOfAnyExcept(T.CreateTruncating(slot)));
        }
    }

    [Fact]
    public void WhatLiesOutsideIsRefused()
    {
        PanelMatrix<T> a = Matrices.Empty<T>(20, 30);
        PanelMatrix<T> b = Matrices.Empty<T>(30, 40);
        PanelMatrix<T> tooShort = Matrices.Empty<T>(3, 40);
        int outside = a.RowCapacity - Width + 1;
        foreach (Tile tile in new[] { new Tile(-1, 0, 1), new Tile(b.Panels, 0, 1), new Tile(0, -1, 1), new Tile(0, outside, 1),
            new Tile(0, int.MaxValue, 1), new Tile(0, 0, 0), new Tile(0, 0, Width + 1) })
        {
            Refused(() => Product.Multiply<TVector, T>(worker, a, b, tile));
            Refused(() => Product.MultiplyAdd<TVector, T>(worker, a, b, tile));
            Refused(() => Product.MultiplyTransposed<TVector, T>(worker, a, b, 5, tile));
            Refused(() => Product.MultiplyTransposedAdd<TVector, T>(worker, a, b, 5, tile));
        }

        Tile first = new(0, 0, 1);
        Refused(() => Product.Multiply<TVector, T>(worker, a, tooShort, first));
        Refused(() => Product.Multiply<TVector, T>(worker, a, default, first));
        Refused(() => Product.Multiply<TVector, T>(worker, default, b, first));
        Refused(() => Product.Multiply<TVector, T>(worker, a, b, first, Worker.SlotCount));
        Refused(() => Product.Multiply<TVector, T>(worker, a, b, first, -1));
        Refused(() => Product.MultiplyTransposed<TVector, T>(worker, a, b, -1, first));
        Refused(() => Product.MultiplyTransposed<TVector, T>(worker, a, b, a.RowCapacity + 1, first));
        Refused(() => Product.MultiplyTransposed<TVector, T>(worker, b, tooShort, tooShort.RowCapacity + 1, first));
        Refused(() => Product.MultiplyTransposed<TVector, T>(worker, a, b, 5, new Tile(0, Width + 1, 1)));
        Refused(() => Product.MultiplyTransposed<TVector, T>(worker, a, b, 5, new Tile(0, a.Panels * Width, 1)));
        Refused(() => Product.SumRows<TVector, T>(worker, a, 5, a.Panels));
        Refused(() => Product.SumRows<TVector, T>(worker, a, 5, -1));
        Refused(() => Product.SumRowsAdd<TVector, T>(worker, a, a.RowCapacity + 1, 0));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        PanelMatrix<T> a = Matrices.InPanels(Matrices.Random<T>(33, 40, 11));
        PanelMatrix<T> b = Matrices.InPanels(Matrices.Random<T>(40, 33, 12));
        ComputeAll();
        Assert.Equal(0, AllocatedBytes.Of(ComputeAll));

        void ComputeAll()
        {
            foreach (Tile tile in worker.Share<T>(33, b.Panels))
            {
                Product.Multiply<TVector, T>(worker, a, b, tile);
                Product.MultiplyAdd<TVector, T>(worker, a, b, tile);
                Product.MultiplyTransposed<TVector, T>(worker, a, b, 33, tile);
                Product.MultiplyTransposedAdd<TVector, T>(worker, a, b, 33, tile);
                Product.SumRows<TVector, T>(worker, b, 33, tile.Panel);
            }
        }
    }

    private static void Refused(Action action) => Assert.Throws<ArgumentOutOfRangeException>(action);

    private static T[,] Rows(T[,] values, int first, int end)
    {
        T[,] rows = new T[end - first, values.GetLength(1)];
        Array.Copy(values, first * values.GetLength(1), rows, 0, rows.Length);
        return rows;
    }

    private void CheckBoth(int rows, int terms, int columns)
    {
        int seed = (rows * 64 + terms) * 64 + columns;
        CheckBoth(Matrices.Random<T>(rows, terms, seed), Matrices.Random<T>(terms, columns, seed + 1));
    }

    /// <summary>A B by Multiply, and once more by MultiplyTransposed with Aᵀ as its left factor.</summary>
    private void CheckBoth(T[,] a, T[,] b)
    {
        int rows = a.GetLength(0), terms = a.GetLength(1);
        string sizes = $"{rows} × {terms} × {b.GetLength(1)}";
        T[,] expected = Matrices.Multiply(a, b);
        PanelMatrix<T> left = Matrices.InPanels(a), leftTransposed = Matrices.InPanels(Matrices.Transpose(a)), right = Matrices.InPanels(b);
        foreach (Tile tile in worker.Share<T>(rows, right.Panels))
        {
            Matrices.AssertEqual(expected, Product.Multiply<TVector, T>(worker, left, right, tile, slot: 0), tile, $"Multiply {sizes}");
            Matrices.AssertEqual(
                expected, Product.MultiplyTransposed<TVector, T>(worker, leftTransposed, right, terms, tile, slot: 1),
                tile, $"MultiplyTransposed {sizes}");
        }

        // A tile that no strip was made for is computed alone.
        Tile last = new(right.Panels - 1, 0, Math.Min(rows, Width));
        Matrices.AssertEqual(expected, Product.Multiply<TVector, T>(worker, left, right, last), last, $"last tile {sizes}");
    }

    private void CheckSomeTiles(int rows, int columns, T[,] a, T[,] b)
    {
        PanelMatrix<T> left = Matrices.InPanels(a), leftTransposed = Matrices.InPanels(Matrices.Transpose(a)), right = Matrices.InPanels(b);
        int number = 0;
        bool isChecked = false;
        foreach (Tile tile in worker.Share<T>(rows, right.Panels))
        {
            // Whole strips: the first tile's product is the others' too.
            if (tile.Place == 0)
                isChecked = number++ % 13 == 0 || tile.Panel + tile.StripPanels == right.Panels;
            if (!isChecked)
                continue;
            T[,] expected = ExpectedTile(a, b, tile);
            Tile local = new(0, 0, tile.Rows);
            Matrices.AssertEqual(
                expected, Product.Multiply<TVector, T>(worker, left, right, tile, slot: 0), local, $"tile {tile.FirstRow}, {tile.Panel}");
            Matrices.AssertEqual(
                expected, Product.MultiplyTransposed<TVector, T>(worker, leftTransposed, right, a.GetLength(1), tile, slot: 1),
                local, $"transposed, tile {tile.FirstRow}, {tile.Panel}");
        }
    }

    private static T[,] ExpectedTile(T[,] a, T[,] b, Tile tile)
    {
        int first = tile.Panel * Width;
        T[,] columns = new T[b.GetLength(0), Math.Min(Width, b.GetLength(1) - first)];
        for (int row = 0; row < columns.GetLength(0); row++)
        {
            for (int column = 0; column < columns.GetLength(1); column++)
                columns[row, column] = b[row, first + column];
        }

        return Matrices.Multiply(Rows(a, tile.FirstRow, tile.FirstRow + tile.Rows), columns);
    }
}
