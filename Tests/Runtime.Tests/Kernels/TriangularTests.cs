using System;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class TriangularOfFloatTests : TriangularTests<float>;

public sealed class TriangularOfDoubleTests : TriangularTests<double>;

/// <summary>Triangular matrices, one an example, have the bits of plain loops in ascending order, and leave zeros in the padding.</summary>
public abstract class TriangularTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Worker worker = new(0, barrier: null);

    public static TheoryData<int, int> Sizes
    {
        get
        {
            TheoryData<int, int> sizes = [];
            foreach (int order in new[] { 2, 3, 6, 7, 8, 9, 15, 16, 17, 33, 70 })
            {
                foreach (int rows in new[] { 1, 7, 16, 21 })
                    sizes.Add(order, rows);
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ARowOfTheProductIsOneAscendingChain(int order, int rows)
    {
        T[,] below = Matrices.Random<T>(rows, order * (order - 1) / 2, seed: 1);
        T[,] vector = Matrices.Random<T>(rows, order, seed: 2);
        T[,] expected = Sums(below, order, (row, _, j) => vector[row, j]);
        PanelMatrix<T> left = Matrices.InPanels(below);
        PanelMatrix<T> right = Matrices.InPanels(vector);
        foreach (Tile tile in worker.Share<T>(rows, Panel.Count<T>(order)))
            Matrices.AssertEqual(expected, Triangular.Multiply(worker, left, right, tile, slot: 3), tile, $"product of order {order}");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ARowOfSquaresIsOneAscendingChain(int order, int rows)
    {
        T[,] below = Matrices.Random<T>(rows, order * (order - 1) / 2, seed: 3);
        T[,] expected = Sums(below, order, (row, column, _) => below[row, column]);
        PanelMatrix<T> matrix = Matrices.InPanels(below);
        foreach (Tile tile in worker.Share<T>(rows, Panel.Count<T>(order)))
            Matrices.AssertEqual(expected, Triangular.SumSquares(worker, matrix, tile), tile, $"squares of order {order}");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TheGradientIsTheOuterProductBelowTheDiagonal(int order, int rows)
    {
        T[,] gradient = Matrices.Random<T>(rows, order, seed: 4);
        T[,] vector = Matrices.Random<T>(rows, order, seed: 5);
        T[,] expected = new T[rows, order * (order - 1) / 2];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 1, column = 0; i < order; i++)
            {
                for (int j = 0; j < i; j++, column++)
                    expected[row, column] = gradient[row, i] * vector[row, j];
            }
        }

        PanelMatrix<T> left = Matrices.InPanels(gradient);
        PanelMatrix<T> right = Matrices.InPanels(vector);
        foreach (Tile tile in worker.Share<T>(rows, Panel.Count<T>(expected.GetLength(1))))
            Matrices.AssertEqual(expected, Triangular.Outer(worker, left, right, tile), tile, $"outer product of order {order}");
    }

    [Fact]
    public void SizesThatDoNotBelongTogetherAreRefused()
    {
        PanelMatrix<T> five = Matrices.Empty<T>(4, 5);
        PanelMatrix<T> ten = Matrices.Empty<T>(4, 10);
        Assert.Throws<ArgumentException>(() => Triangular.Multiply(worker, five, five, new Tile(0, 0, 4)).Length);
        Assert.Throws<ArgumentException>(() => Triangular.SumSquares(worker, five, new Tile(0, 0, 4)).Length);
        Assert.Throws<ArgumentException>(() => Triangular.Outer(worker, five, ten, new Tile(0, 0, 4)).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Triangular.Multiply(worker, ten, five, new Tile(1, 0, 4)).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Triangular.Outer(worker, five, five, new Tile(2, 0, 4)).Length);
    }

    private static T[,] Sums(T[,] below, int order, Func<int, int, int, T> factor)
    {
        T[,] result = new T[below.GetLength(0), order];
        for (int row = 0; row < result.GetLength(0); row++)
        {
            for (int i = 0, column = 0; i < order; i++)
            {
                T sum = T.Zero;
                for (int j = 0; j < i; j++, column++)
                    sum = T.FusedMultiplyAdd(below[row, column], factor(row, column, j), sum);
                result[row, i] = sum;
            }
        }

        return result;
    }
}
