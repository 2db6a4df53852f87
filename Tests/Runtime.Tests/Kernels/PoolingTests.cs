using System;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class PoolingOfFloat1Tests : PoolingTests<Float1, float>;

public sealed class PoolingOfFloat4Tests : PoolingTests<Float4, float>;

public sealed class PoolingOfFloat8Tests : PoolingTests<Float8, float>;

public sealed class PoolingOfFloat16Tests : PoolingTests<Float16, float>;

public sealed class PoolingOfDouble1Tests : PoolingTests<Double1, double>;

public sealed class PoolingOfDouble2Tests : PoolingTests<Double2, double>;

public sealed class PoolingOfDouble4Tests : PoolingTests<Double4, double>;

public sealed class PoolingOfDouble8Tests : PoolingTests<Double8, double>;

/// <summary>Poolings, upsampling and the flat layout have the bits of plain loops at every width, and leave zeros in the padding.</summary>
public abstract class PoolingTests<TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // The channels are those of the input and the output.
    private static readonly Geometry[] Windows =
    [
        new(false, 5, 6, 4, 5, 2, 2, 0),
        new(false, 19, 7, 5, 19, 3, 2, 1),
        new(false, 3, 5, 5, 3, 3, 1, 2),
        new(false, 33, 5, 8, 33, 2, 3, 0),
    ];

    private readonly Worker worker = new(0, barrier: null);

    [Fact]
    public void TheFirstGreatestValueOfAWindowAndItsGradient()
    {
        foreach (Geometry geometry in Windows)
        {
            int rows = 5;
            ConvolutionMap map = geometry.Map;
            // Few values, so that equal ones meet.
            T[,] x = Whole(rows, geometry.Inputs * map.Inputs, seed: 1);
            T[,] dy = Matrices.Random<T>(rows, geometry.Outputs * map.Outputs, seed: 2);
            T[,] expected = new T[rows, dy.GetLength(1)];
            T[,] expectedGradient = new T[rows, x.GetLength(1)];
            int[,] expectedTap = new int[rows, dy.GetLength(1)];
            for (int i = 0; i < expected.Length; i++)
            {
                (int row, int column) = Math.DivRem(i, expected.GetLength(1));
                (int channel, int position) = Math.DivRem(column, map.Outputs);
                expectedTap[row, column] = FirstGreatest(geometry, x, row, channel * map.Inputs, position, out expected[row, column]);
            }

            Gradients(geometry, dy, expectedGradient, (row, column, tap) => expectedTap[row, column] == tap);
            PanelMatrix<T> input = Volumes.InPanels(x, map.Inputs), outputGradient = Volumes.InPanels(dy, map.Outputs);
            PanelMatrix<T> y = Volumes.Empty<T>(rows, geometry.Outputs, map.Outputs), taps =
                Volumes.Empty<T>(rows, geometry.Outputs, map.Outputs);
            PanelMatrix<T> dx = Volumes.Empty<T>(rows, geometry.Inputs, map.Inputs);
            foreach (Tile tile in worker.Share<T>(rows, y.Panels, y.ChannelPanels))
            {
                Pooling.Max<TVector, T>(worker, input, map, taps, tile, slot: 1).CopyTo(y.Tile(tile));
                Assert.True(y.Tile(tile).SequenceEqual(Pooling.Max<TVector, T>(worker, input, map, tile)));
            }

            foreach (Tile tile in worker.Share<T>(rows, dx.Panels, dx.ChannelPanels))
                Pooling.MaxGradient<TVector, T>(worker, outputGradient, map, taps, tile, slot: 2).CopyTo(dx.Tile(tile));
            Volumes.AssertEqual(expected, y, $"max {geometry}");
            Volumes.AssertEqual(expectedGradient, dx, $"gradient of max {geometry}");
        }
    }

    [Fact]
    public void ANaNIsTheGreatest()
    {
        T[,] x = new T[1, 4];
        (x[0, 0], x[0, 1], x[0, 2], x[0, 3]) = (T.One, T.NaN, T.One + T.One, T.PositiveInfinity);
        PanelMatrix<T> y = Volumes.Empty<T>(1, 1, 1), taps = Volumes.Empty<T>(1, 1, 1);
        Tile tile = new(0, 0, 1);
        Pooling.Max<TVector, T>(worker, Volumes.InPanels(x, 4), ConvolutionMap.Convolution(2, 2, 2, 2, 0), taps, tile).CopyTo(y.Tile(tile));
        Assert.True(T.IsNaN(y[0, 0]));
        Assert.Equal(T.One, taps[0, 0]);
    }

    [Fact]
    public void TheMeanOfAWindowCountsPaddingAsZeros()
    {
        foreach (Geometry geometry in Windows)
        {
            int rows = 4;
            ConvolutionMap map = geometry.Map;
            T[,] x = Matrices.Random<T>(rows, geometry.Inputs * map.Inputs, seed: 3);
            T[,] dy = Matrices.Random<T>(rows, geometry.Outputs * map.Outputs, seed: 4);
            T[,] expected = new T[rows, dy.GetLength(1)];
            T[,] expectedGradient = new T[rows, x.GetLength(1)];
            T taps = T.CreateTruncating(map.Taps);
            for (int i = 0; i < expected.Length; i++)
            {
                (int row, int column) = Math.DivRem(i, expected.GetLength(1));
                (int channel, int position) = Math.DivRem(column, map.Outputs);
                for (int tap = 0; tap < map.Taps; tap++)
                {
                    if (geometry.InputOf(position, tap) is >= 0 and int at)
                        expected[row, column] += x[row, channel * map.Inputs + at];
                }

                expected[row, column] /= taps;
            }

            Gradients(geometry, dy, expectedGradient, (_, _, _) => true);
            for (int i = 0; i < expectedGradient.Length; i++)
                expectedGradient[i / x.GetLength(1), i % x.GetLength(1)] /= taps;
            PanelMatrix<T> input = Volumes.InPanels(x, map.Inputs), outputGradient = Volumes.InPanels(dy, map.Outputs);
            PanelMatrix<T> y = Volumes.Empty<T>(rows, geometry.Outputs, map.Outputs), dx =
                Volumes.Empty<T>(rows, geometry.Inputs, map.Inputs);
            foreach (Tile tile in worker.Share<T>(rows, y.Panels, y.ChannelPanels))
                Pooling.Average<TVector, T>(worker, input, map, tile).CopyTo(y.Tile(tile));
            foreach (Tile tile in worker.Share<T>(rows, dx.Panels, dx.ChannelPanels))
                Pooling.AverageGradient<TVector, T>(worker, outputGradient, map, tile).CopyTo(dx.Tile(tile));
            Volumes.AssertEqual(expected, y, $"mean {geometry}");
            Volumes.AssertEqual(expectedGradient, dx, $"gradient of mean {geometry}");
        }
    }

    [Fact]
    public void UpsamplingRepeatsAndItsGradientSums()
    {
        const int Height = 3, Width = 2, Channels = 18, Factor = 3, Rows = 3;
        Geometry geometry = new(true, Channels, Height, Width, Channels, Factor, Factor, 0);
        ConvolutionMap map = ConvolutionMap.Upsampling(Height, Width, Factor);
        T[,] x = Matrices.Random<T>(Rows, Channels * map.Inputs, seed: 5);
        T[,] dy = Matrices.Random<T>(Rows, Channels * map.Outputs, seed: 6);
        T[,] expected = new T[Rows, dy.GetLength(1)];
        for (int i = 0; i < expected.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, expected.GetLength(1));
            (int channel, int position) = Math.DivRem(column, map.Outputs);
            (int top, int left) = Math.DivRem(position, Width * Factor);
            expected[row, column] = x[row, channel * map.Inputs + top / Factor * Width + left / Factor];
        }

        T[,] expectedGradient = new T[Rows, x.GetLength(1)];
        Gradients(geometry, dy, expectedGradient, (_, _, _) => true);
        PanelMatrix<T> input = Volumes.InPanels(x, map.Inputs), outputGradient = Volumes.InPanels(dy, map.Outputs);
        PanelMatrix<T> y = Volumes.Empty<T>(Rows, Channels, map.Outputs), dx = Volumes.Empty<T>(Rows, Channels, map.Inputs);
        foreach (Tile tile in worker.Share<T>(Rows, y.Panels, y.ChannelPanels))
            Upsampling.Nearest(input, map, tile).CopyTo(y.Tile(tile));
        foreach (Tile tile in worker.Share<T>(Rows, dx.Panels, dx.ChannelPanels))
            Upsampling.Gradient<TVector, T>(worker, outputGradient, map, tile).CopyTo(dx.Tile(tile));
        Volumes.AssertEqual(expected, y, "upsampling");
        Volumes.AssertEqual(expectedGradient, dx, "gradient of upsampling");
    }

    private static int FirstGreatest(Geometry geometry, T[,] x, int row, int firstColumn, int position, out T greatest)
    {
        int first = -1;
        greatest = T.Zero;
        for (int tap = 0; tap < geometry.Kernel * geometry.Kernel; tap++)
        {
            int input = geometry.InputOf(position, tap);
            if (input < 0 || (first >= 0 && x[row, firstColumn + input] <= greatest))
                continue;
            (first, greatest) = (tap, x[row, firstColumn + input]);
        }

        return first;
    }

    // dx[i] += dy[o] over the taps, ascending, at which i and o meet and which count.
    private static void Gradients(Geometry geometry, T[,] dy, T[,] dx, Func<int, int, int, bool> counts)
    {
        int inputs = geometry.Height * geometry.Width, outputs = geometry.OutputHeight * geometry.OutputWidth;
        for (int tap = 0; tap < geometry.Kernel * geometry.Kernel; tap++)
        {
            for (int column = 0; column < dy.GetLength(1); column++)
            {
                int input = geometry.InputOf(column % outputs, tap);
                for (int row = 0; row < dy.GetLength(0) && input >= 0; row++)
                    dx[row, column / outputs * inputs + input] += counts(row, column, tap) ? dy[row, column] : T.Zero;
            }
        }
    }

    private static T[,] Whole(int rows, int columns, int seed)
    {
        Random random = new(seed);
        T[,] values = new T[rows, columns];
        for (int i = 0; i < values.Length; i++)
            values[i / columns, i % columns] = T.CreateTruncating(random.Next(-3, 3));
        return values;
    }
}
