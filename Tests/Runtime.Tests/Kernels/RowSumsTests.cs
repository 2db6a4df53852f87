using System;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class RowSumsTests
{
    [Fact]
    public void TheTreeOfHalvesAtEveryWidth()
    {
        Check<Float1, float>();
        Check<Float4, float>();
        Check<Float8, float>();
        Check<Float16, float>();
        Check<Double1, double>();
        Check<Double2, double>();
        Check<Double4, double>();
        Check<Double8, double>();
    }

    [Fact]
    public void AShortSpanOrAMissingColumnIsRefused()
    {
        float[] values = new float[32];
        float[] sums = new float[2];
        Assert.Throws<ArgumentOutOfRangeException>(() => RowSums.Sum<Float8, float>(values, new Tile(0, 0, 3), 16, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowSums.Sum<Float8, float>(values, new Tile(0, 0, 2), 16, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowSums.Sum<Float8, float>(values, new Tile(1, 0, 2), 16, sums));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowSums.Sum<Float8, float>(values, new Tile(-1, 0, 2), 16, sums));
    }

    private static void Check<TVector, T>()
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = Panel.Width<T>();
        for (int columns = 1; columns <= 3 * width; columns++)
        {
            int panel = (columns - 1) / width;
            for (int rows = 1; rows <= width; rows++)
            {
                T[,] values = Matrices.Random<T>(rows, width, columns * 100 + rows);
                if (rows == 3)
                    values[1, 0] = T.NaN;
                int valid = columns - panel * width;
                T[] tile = new T[rows * width];
                T[] expected = new T[rows];
                for (int row = 0; row < rows; row++)
                {
                    for (int lane = 0; lane < width; lane++)
                        tile[row * width + lane] = lane < valid ? values[row, lane] : T.NaN;
                    expected[row] = Tree(values, row, 0, 1, width, valid);
                }

                T[] actual = new T[rows + 1];
                actual[rows] = T.One;
                RowSums.Sum<TVector, T>(tile, new Tile(panel, 0, rows), columns, actual);
                for (int row = 0; row < rows; row++)
                    Assert.True(Matrices.SameBits(expected[row], actual[row]), $"{typeof(TVector).Name}, {columns} columns, row {row}");
                Assert.Equal(T.One, actual[rows]);
            }
        }
    }

    /// <summary>The sum of lanes first, first + step, …: the halves of what is left are those whose next bit is clear and set.</summary>
    private static T Tree<T>(T[,] values, int row, int first, int step, int width, int valid)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (step == width)
            return first < valid ? values[row, first] : T.Zero;
        return Tree(values, row, first, 2 * step, width, valid) + Tree(values, row, first + step, 2 * step, width, valid);
    }
}
