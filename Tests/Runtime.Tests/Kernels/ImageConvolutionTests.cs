using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class ImageConvolutionOfFloat1Tests : ImageConvolutionTests<Float1, float>;

public sealed class ImageConvolutionOfFloat4Tests : ImageConvolutionTests<Float4, float>;

public sealed class ImageConvolutionOfFloat8Tests : ImageConvolutionTests<Float8, float>;

public sealed class ImageConvolutionOfFloat16Tests : ImageConvolutionTests<Float16, float>;

public sealed class ImageConvolutionOfDouble1Tests : ImageConvolutionTests<Double1, double>;

public sealed class ImageConvolutionOfDouble2Tests : ImageConvolutionTests<Double2, double>;

public sealed class ImageConvolutionOfDouble4Tests : ImageConvolutionTests<Double4, double>;

public sealed class ImageConvolutionOfDouble8Tests : ImageConvolutionTests<Double8, double>;

/// <summary>First layers and heads between an image and a volume have the bits of plain loops over the coordinates of the grid, and agree
/// with the convolution of volumes.</summary>
public abstract class ImageConvolutionTests<TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly (Geometry Geometry, bool IsHead)[] Cases =
    [
        (new(false, 1, 8, 8, 20, 4, 2, 1), false),
        (new(false, 3, 5, 7, 33, 3, 1, 1), false),
        (new(false, 2, 6, 5, 4, 2, 3, 0), false),
        (new(true, 2, 3, 3, 18, 3, 2, 1, 1), false),
        (new(true, 20, 4, 4, 1, 4, 2, 1), true),
        (new(true, 35, 3, 4, 3, 5, 2, 1, 1), true),
        (new(false, 18, 5, 6, 2, 3, 1, 1), true),
        (new(false, 7, 3, 3, 1, 1, 1, 0), true),
    ];

    [Fact]
    public void FromTheImageToTheVolume()
    {
        foreach ((Geometry geometry, bool isHead) in Cases)
        {
            foreach (int rows in new[] { 1, 3, 19 })
            {
                Sample sample = new(geometry, isHead, rows);
                PanelMatrix<T> y = Volumes.Empty<T>(rows, sample.Channels, sample.Positions);
                ForEachWorker(worker =>
                {
                    foreach (Tile tile in worker.Share<T>(rows, y.Panels, y.ChannelPanels))
                    {
                        ImageConvolution.Multiply<TVector, T>(worker, sample.Image, sample.Map, sample.Weights, tile, slot: 2)
                            .CopyTo(y.Tile(tile));
                    }
                });
                T[,] expected = new T[rows, sample.Channels * sample.Positions];
                for (int i = 0; i < expected.Length; i++)
                {
                    (int row, int column) = Math.DivRem(i, expected.GetLength(1));
                    (int channel, int position) = Math.DivRem(column, sample.Positions);
                    for (int weightRow = 0; weightRow < sample.Map.Rows; weightRow++)
                    {
                        if (sample.Column(position, weightRow) is >= 0 and int at)
                        {
                            expected[row, column] =
                                T.FusedMultiplyAdd(sample.ImageValues[row, at], sample.Weight(weightRow, channel), expected[row, column]);
                        }
                    }
                }

                Volumes.AssertEqual(expected, y, $"{geometry}, {rows} rows");
            }
        }
    }

    [Fact]
    public void TheGradientByTheWeights()
    {
        foreach ((Geometry geometry, bool isHead) in Cases)
        {
            foreach (int rows in new[] { 1, 3, 131 })
            {
                Sample sample = new(geometry, isHead, rows);
                PanelMatrix<T> gradient = sample.Gradient();
                ForEachWorker(worker =>
                {
                    foreach (Tile tile in worker.Share<T>(sample.Map.Rows, gradient.Panels))
                    {
                        ImageConvolution.MultiplyTransposed<TVector, T>(
                            worker, sample.Image, sample.Map, sample.Volume, rows, tile, slot: 1).CopyTo(gradient.Tile(tile));
                    }
                });
                T[,] expected = new T[sample.Map.Rows, sample.Channels];
                for (int i = 0; i < expected.Length; i++)
                {
                    (int weightRow, int channel) = Math.DivRem(i, sample.Channels);
                    for (int term = 0; term < sample.Positions * rows; term++)
                    {
                        (int position, int row) = Math.DivRem(term, rows);
                        int at = sample.Column(position, weightRow);
                        T pixel = at < 0 ? T.Zero : sample.ImageValues[row, at];
                        expected[weightRow, channel] =
                            T.FusedMultiplyAdd(
                                pixel, sample.VolumeValues[row, channel * sample.Positions + position], expected[weightRow, channel]);
                    }
                }

                Matrices.AssertEqual(expected, gradient, $"{geometry}, {rows} rows");
            }
        }
    }

    [Fact]
    public void FromTheVolumeToTheImage()
    {
        foreach ((Geometry geometry, bool isHead) in Cases)
        {
            foreach (int rows in new[] { 1, 3, 19 })
            {
                Sample sample = new(geometry, isHead, rows);
                T[,] bias = Matrices.Random<T>(1, sample.Map.Channels, seed: 9);
                PanelMatrix<T> image = Matrices.Empty<T>(rows, sample.Image.Columns);
                ForEachWorker(worker =>
                {
                    foreach (Tile tile in worker.Share<T>(rows, panels: 1))
                    {
                        ImageConvolution.Scatter<TVector, T>(
                            worker, sample.Volume, sample.Map, sample.TransposedWeights, Matrices.InPanels(bias), image, tile);
                    }
                });
                T[,] expected = new T[rows, image.Columns];
                for (int i = 0; i < expected.Length; i++)
                    expected[i / image.Columns, i % image.Columns] = bias[0, i % image.Columns / sample.Map.Pixels];
                for (int row = 0; row < rows; row++)
                {
                    for (int position = 0; position < sample.Positions; position++)
                    {
                        for (int weightRow = 0; weightRow < sample.Map.Rows; weightRow++)
                        {
                            T sum = T.Zero;
                            for (int k = 0; k < sample.Channels; k++)
                            {
                                sum = T.FusedMultiplyAdd(
                                    sample.VolumeValues[row, k * sample.Positions + position], sample.Weight(weightRow, k), sum);
                            }

                            if (sample.Column(position, weightRow) is >= 0 and int at)
                                expected[row, at] += sum;
                        }
                    }
                }

                Matrices.AssertEqual(expected, image, $"{geometry}, {rows} rows");
            }
        }
    }

    // The same file, loaded for volumes on both sides, gives the same up to rounding.
    [Fact]
    public void AHeadIsTheConvolutionOfItsFile()
    {
        (Geometry geometry, _) = Cases[5];
        Sample sample = new(geometry, isHead: true, rows: 2);
        PanelMatrix<T> image = Matrices.Empty<T>(2, sample.Image.Columns);
        Worker worker = new(0, barrier: null);
        ImageConvolution.Scatter<TVector, T>(
            worker, sample.Volume, sample.Map, sample.TransposedWeights, Matrices.Empty<T>(1, 3), image, new Tile(0, 0, 2));
        T[,] expected = geometry.Forward(sample.VolumeValues, sample.FileValues);
        T[,] sizes = new T[2, sample.VolumeValues.GetLength(1)];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i / sizes.GetLength(1), i % sizes.GetLength(1)] =
                T.Abs(sample.VolumeValues[i / sizes.GetLength(1), i % sizes.GetLength(1)]);
        }

        T[,] scale = geometry.Forward(sizes, [.. sample.FileValues.Select(T.Abs)]);
        for (int i = 0; i < expected.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, image.Columns);
            double tolerance = 1e-6 * double.CreateTruncating(scale[row, column]);
            Assert.Equal(double.CreateTruncating(expected[row, column]), double.CreateTruncating(image[row, column]), tolerance);
        }
    }

    [Fact]
    public void BiasGradientsSumEachChannel()
    {
        const int Channels = 3, Pixels = 7, Rows = 5;
        T[,] values = Matrices.Random<T>(Rows, Channels * Pixels, seed: 8);
        T[] expected = new T[Panel.Width<T>()];
        for (int column = 0; column < Channels * Pixels; column++)
        {
            T sum = T.Zero;
            for (int row = 0; row < Rows; row++)
                sum += values[row, column];
            expected[column / Pixels] += sum;
        }

        Worker worker = new(0, barrier: null);
        Assert.Equal(
            expected, ImageConvolution.SumRows<TVector, T>(worker, Matrices.InPanels(values), Channels, Rows, 0, slot: 3).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ImageConvolution.SumRows<TVector, T>(worker, Matrices.InPanels(values), 4, Rows, 0));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ImageConvolution.SumRows<TVector, T>(worker, Matrices.InPanels(values), Channels, Rows, 1));
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Sample sample = new(Cases[0].Geometry, isHead: false, rows: 3);
        Worker worker = new(0, barrier: null);
        PanelMatrix<T> bias = Matrices.Empty<T>(1, 1);
        Refused(() => ImageConvolution.Multiply<TVector, T>(worker, sample.Volume, sample.Map, sample.Weights, new Tile(0, 0, 1)));
        Refused(() => ImageConvolution.Multiply<TVector, T>(worker, sample.Image, sample.Map, default, new Tile(0, 0, 1)));
        Refused(() =>
            ImageConvolution.Multiply<TVector, T>(
                worker, sample.Image, sample.Map, sample.Weights, new Tile(sample.Positions * sample.Weights.Panels, 0, 1)));
        Refused(() =>
            ImageConvolution.Multiply<TVector, T>(
                worker, sample.Image, sample.Map, sample.Weights, new Tile(0, sample.Image.RowCapacity, 1)));
        Refused(() =>
            ImageConvolution.MultiplyTransposed<TVector, T>(worker, sample.Image, sample.Map, sample.Image, 1, new Tile(0, 0, 1)));
        Refused(() =>
            ImageConvolution.MultiplyTransposed<TVector, T>(
                worker, sample.Image, sample.Map, sample.Volume, sample.Image.RowCapacity + 1, new Tile(0, 0, 1)));
        Refused(() =>
            ImageConvolution.MultiplyTransposed<TVector, T>(worker, sample.Image, sample.Map, sample.Volume, 1, new Tile(0, 1, 1)));
        Refused(() =>
            ImageConvolution.MultiplyTransposed<TVector, T>(
                worker, sample.Image, sample.Map, sample.Volume, 1, new Tile(sample.Volume.ChannelPanels, 0, 1)));
        Refused(() =>
            ImageConvolution.Scatter<TVector, T>(worker, sample.Volume, sample.Map, sample.Weights, bias, sample.Image, new Tile(0, 0, 1)));
        Refused(() =>
            ImageConvolution.Scatter<TVector, T>(
                worker, sample.Volume, sample.Map, sample.TransposedWeights, default, sample.Image, new Tile(0, 0, 1)));
        Refused(() =>
            ImageConvolution.Scatter<TVector, T>(
                worker, sample.Volume, sample.Map, sample.TransposedWeights, bias, sample.Image, new Tile(1, 0, 1)));
        Refused(() => new ImageMap<T>(Cases[0].Geometry.Map, 0));
    }

    private static void Refused(Action action) => Assert.Throws<ArgumentOutOfRangeException>(action);

    private static void ForEachWorker(Action<Worker> action)
    {
        for (int index = 0; index < 2; index++)
            action(new Worker(index, barrier: null) { Count = 2 });
    }

    /// <summary>Random values of a first layer or a head.</summary>
    private sealed class Sample
    {
        private readonly Geometry geometry;
        private readonly bool isHead;
        private readonly Parameters<T> parameters;

        public Sample(Geometry geometry, bool isHead, int rows)
        {
            this.geometry = geometry;
            this.isHead = isHead;
            (int imageChannels, Channels) = isHead ? (geometry.Outputs, geometry.Inputs) : (geometry.Inputs, geometry.Outputs);
            Map = new ImageMap<T>(isHead ? geometry.Map.Reversed : geometry.Map, imageChannels);
            Positions = Map.Positions;
            parameters =
                new Parameters<T>(
                    ParameterShape.OfImageConvolution(
                        "w", Channels, imageChannels, geometry.Kernel, isHead ^ geometry.IsTransposed, transposed: true));
            Assert.Equal(geometry.Weights.Shape, parameters["w"].Shape.Shape);
            Assert.Equal(geometry.Weights.FanIn, parameters["w"].Shape.FanIn);
            FileValues = [.. Matrices.Random<T>(1, parameters["w"].Count, seed: 1).Cast<T>()];
            parameters["w"].CopyFrom(FileValues, parameters.Storage, 0);
            parameters.RefreshTransposed();
            T[] back = new T[FileValues.Length];
            parameters["w"].CopyTo(parameters.Storage, 0, back);
            Assert.Equal(FileValues, back);
            ImageValues = Matrices.Random<T>(rows, imageChannels * Map.Pixels, seed: 2);
            VolumeValues = Matrices.Random<T>(rows, Channels * Positions, seed: 3);
            Image = Matrices.InPanels(ImageValues);
            Volume = Volumes.InPanels(VolumeValues, Positions);
        }

        public ImageMap<T> Map { get; }

        public int Channels { get; }

        public int Positions { get; }

        public T[] FileValues { get; }

        public T[,] ImageValues { get; }

        public T[,] VolumeValues { get; }

        public PanelMatrix<T> Image { get; }

        public PanelMatrix<T> Volume { get; }

        public PanelMatrix<T> Weights => parameters.Matrix("w");

        public PanelMatrix<T> TransposedWeights => parameters.Transposed("w");

        public PanelMatrix<T> Gradient() => new(new T[parameters.Storage.Length], Weights.Offset, Weights.Columns, Weights.PanelStride);

        public T Weight(int row, int channel)
        {
            (int imageChannel, int tap) = Math.DivRem(row, geometry.Kernel * geometry.Kernel);
            return FileValues[isHead ? geometry.WeightIndex(imageChannel, channel, tap) : geometry.WeightIndex(channel, imageChannel, tap)];
        }

        /// <summary>The column of the image that a position meets at a row of the weights; −1 outside.</summary>
        public int Column(int position, int row)
        {
            (int channel, int tap) = Math.DivRem(row, geometry.Kernel * geometry.Kernel);
            int pixel = -1;
            if (!isHead)
            {
                pixel = geometry.InputOf(position, tap);
            }
            else
            {
                for (int output = 0; output < Map.Pixels && pixel < 0; output++)
                    pixel = geometry.InputOf(output, tap) == position ? output : -1;
            }

            return pixel < 0 ? -1 : channel * Map.Pixels + pixel;
        }
    }
}
