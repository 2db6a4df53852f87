using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class ConvolutionOfFloat1Tests : ConvolutionTests<Float1, float>;

public sealed class ConvolutionOfFloat4Tests : ConvolutionTests<Float4, float>;

public sealed class ConvolutionOfFloat8Tests : ConvolutionTests<Float8, float>;

public sealed class ConvolutionOfFloat16Tests : ConvolutionTests<Float16, float>;

public sealed class ConvolutionOfDouble1Tests : ConvolutionTests<Double1, double>;

public sealed class ConvolutionOfDouble2Tests : ConvolutionTests<Double2, double>;

public sealed class ConvolutionOfDouble4Tests : ConvolutionTests<Double4, double>;

public sealed class ConvolutionOfDouble8Tests : ConvolutionTests<Double8, double>;

/// <summary>A convolution and its gradients have the bits of plain loops over the coordinates of the grid, at every geometry, width and
/// share of the work.</summary>
public abstract class ConvolutionTests<TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly int[] RowCounts = [1, 2, 7, 16, 19];

    private readonly Worker worker = new(0, barrier: null);

    [Fact]
    public void ForwardAndBothGradients()
    {
        int seed = 0;
        foreach (Geometry geometry in Geometry.All())
        {
            int rows = RowCounts[seed % RowCounts.Length];
            Check(geometry, rows, workers: 1 + seed++ % 3);
            Check(geometry, rows == 1 ? 13 : 1, workers: 2);
        }
    }

    [Fact]
    public void AddContinuesTheChains()
    {
        Geometry geometry = Geometry.All().ElementAt(1);
        Sample sample = new(geometry, rows: 5, seed: 3);
        PanelMatrix<T> y = sample.Output();
        foreach (Tile tile in worker.Share<T>(sample.Rows, y.Panels, y.ChannelPanels))
        {
            Span<T> once = Convolution.Multiply<TVector, T>(worker, sample.X, sample.Map, sample.Weights, tile, slot: 2);
            once.CopyTo(y.Tile(tile));
        }

        PanelMatrix<T> twice = sample.Output();
        foreach (Tile tile in worker.Share<T>(sample.Rows, y.Panels, y.ChannelPanels))
        {
            // Into the next strip's slot goes what the first product left: the second starts from there.
            Convolution.Multiply<TVector, T>(worker, sample.X, sample.Map, sample.Weights, tile, slot: 2);
            Convolution.MultiplyAdd<TVector, T>(worker, sample.Zeros, sample.Map, sample.Weights, tile, slot: 2).CopyTo(twice.Tile(tile));
        }

        Assert.True(sample.SameValues(y, twice));
        PanelMatrix<T> dw = sample.Gradient();
        foreach (Tile tile in worker.Share<T>(dw.RowCapacity, dw.Panels))
        {
            Convolution.MultiplyTransposed<TVector, T>(worker, sample.X, sample.Map, sample.Dy, 2, tile, slot: 1);
            Convolution.MultiplyTransposedAdd<TVector, T>(worker, sample.X, sample.Map, sample.Dy, 0, tile, slot: 1).CopyTo(dw.Tile(tile));
        }

        T[] expected = geometry.WeightGradient(FirstRows(sample.XValues, 2), FirstRows(sample.DyValues, 2));
        sample.AssertGradient(expected, dw, "two rows, then none");
    }

    [Fact]
    public void BiasGradientsSumOverPositionsAndRows()
    {
        foreach (Geometry geometry in Geometry.All())
        {
            Sample sample = new(geometry, rows: 3, seed: 4);
            int positions = sample.Map.Outputs;
            for (int panel = 0; panel < sample.Dy.ChannelPanels; panel++)
            {
                Span<T> sums = Convolution.SumRows<TVector, T>(worker, sample.Dy, sample.Rows, panel);
                for (int lane = 0; lane < sums.Length; lane++)
                {
                    int channel = panel * sums.Length + lane;
                    T expected = T.Zero;
                    for (int i = 0; i < positions * sample.Rows && channel < geometry.Outputs; i++)
                        expected += sample.DyValues[i % sample.Rows, channel * positions + i / sample.Rows];
                    Assert.True(Matrices.SameBits(expected, sums[lane]), $"{geometry}, channel {channel}");
                }
            }
        }
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Sample sample = new(Geometry.All().First(), rows: 3, seed: 5);
        PanelMatrix<T> other = Volumes.Empty<T>(3, 3, 4);
        Refused(() => Convolution.Multiply<TVector, T>(worker, other, sample.Map, sample.Weights, new Tile(0, 0, 1)));
        Refused(() => Convolution.Multiply<TVector, T>(worker, default, sample.Map, sample.Weights, new Tile(0, 0, 1)));
        Refused(() => Convolution.Multiply<TVector, T>(worker, sample.X, sample.Map, default, new Tile(0, 0, 1)));
        Refused(() =>
            Convolution.Multiply<TVector, T>(worker, sample.X, sample.Map, Matrices.Empty<T>(Panel.Width<T>(), 7), new Tile(0, 0, 1)));
        Refused(() => Convolution.MultiplyTransposed<TVector, T>(worker, other, sample.Map, sample.Dy, 1, new Tile(0, 0, 1)));
        Refused(() => Convolution.MultiplyTransposed<TVector, T>(worker, sample.X, sample.Map, other, 1, new Tile(0, 0, 1)));
        Refused(() =>
            Convolution.MultiplyTransposed<TVector, T>(
                worker, sample.X, sample.Map, sample.Dy, sample.X.RowCapacity + 1, new Tile(0, 0, 1)));
        Refused(() => Convolution.SumRows<TVector, T>(worker, sample.Dy, 1, sample.Dy.ChannelPanels));
        int outputPanels = sample.Output().Panels;
        foreach (Tile tile in new[] { new Tile(-1, 0, 1), new Tile(outputPanels, 0, 1), new Tile(0, -1, 1),
            new Tile(0, sample.X.RowCapacity, 1), new Tile(0, 0, 0), new Tile(0, 0, Panel.Width<T>() + 1) })
        {
            Refused(() => Convolution.Multiply<TVector, T>(worker, sample.X, sample.Map, sample.Weights, tile));
        }

        foreach (Tile tile in new[] { new Tile(-1, 0, 1), new Tile(sample.Dy.ChannelPanels, 0, 1), new Tile(0, 1, 1),
            new Tile(0, sample.Weights.RowCapacity, 1), new Tile(0, 0, 0) })
        {
            Refused(() => Convolution.MultiplyTransposed<TVector, T>(worker, sample.X, sample.Map, sample.Dy, 1, tile));
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        Sample sample = new(Geometry.All().First(), rows: 17, seed: 6);
        int panels = sample.Output().Panels;
        ComputeAll();
        Assert.Equal(0, AllocatedBytes.Of(ComputeAll));

        void ComputeAll()
        {
            foreach (Tile tile in worker.Share<T>(sample.Rows, panels, sample.Dy.ChannelPanels))
                Convolution.Multiply<TVector, T>(worker, sample.X, sample.Map, sample.Weights, tile);
            foreach (Tile tile in worker.Share<T>(sample.Weights.RowCapacity, sample.Dy.ChannelPanels))
                Convolution.MultiplyTransposed<TVector, T>(worker, sample.X, sample.Map, sample.Dy, sample.Rows, tile);
            Convolution.SumRows<TVector, T>(worker, sample.Dy, sample.Rows, 0);
        }
    }

    private static void Refused(Action action) => Assert.Throws<ArgumentOutOfRangeException>(action);

    private static T[,] FirstRows(T[,] values, int rows)
    {
        T[,] first = new T[rows, values.GetLength(1)];
        Array.Copy(values, first, first.Length);
        return first;
    }

    private static void Check(Geometry geometry, int rows, int workers)
    {
        Sample sample = new(geometry, rows, seed: rows);
        PanelMatrix<T> y = sample.Output();
        PanelMatrix<T> dx = Volumes.Empty<T>(rows, geometry.Inputs, sample.Map.Inputs);
        PanelMatrix<T> dw = sample.Gradient();
        for (int index = 0; index < workers; index++)
        {
            Worker worker = new(index, barrier: null) { Count = workers };
            foreach (Tile tile in worker.Share<T>(rows, y.Panels, y.ChannelPanels))
                Convolution.Multiply<TVector, T>(worker, sample.X, sample.Map, sample.Weights, tile).CopyTo(y.Tile(tile));
            foreach (Tile tile in worker.Share<T>(rows, dx.Panels, dx.ChannelPanels))
            {
                Convolution.Multiply<TVector, T>(worker, sample.Dy, sample.Map.Reversed, sample.WeightsTransposed, tile, slot: 3)
                    .CopyTo(dx.Tile(tile));
            }

            foreach (Tile tile in worker.Share<T>(dw.RowCapacity, dw.Panels))
            {
                Convolution.MultiplyTransposed<TVector, T>(worker, sample.X, sample.Map, sample.Dy, rows, tile, slot: 7)
                    .CopyTo(dw.Tile(tile));
            }
        }

        string what = $"{geometry}, {rows} rows";
        Volumes.AssertEqual(geometry.Forward(sample.XValues, sample.WeightValues), y, what);
        Volumes.AssertEqual(geometry.InputGradient(sample.DyValues, sample.WeightValues), dx, what + ", dx");
        sample.AssertGradient(geometry.WeightGradient(sample.XValues, sample.DyValues), dw, what + ", dW");
    }

    /// <summary>Random x, dy and weights of a geometry.</summary>
    private sealed class Sample
    {
        private readonly Parameters<T> parameters;

        public Sample(Geometry geometry, int rows, int seed)
        {
            Rows = rows;
            Map = geometry.Map;
            parameters = new Parameters<T>(geometry.Weights);
            T[,] weights = Matrices.Random<T>(1, parameters["w"].Count, seed);
            WeightValues = [.. weights.Cast<T>()];
            parameters["w"].CopyFrom(WeightValues, parameters.Storage, 0);
            parameters.RefreshTransposed();
            XValues = Matrices.Random<T>(rows, geometry.Inputs * Map.Inputs, seed + 1);
            DyValues = Matrices.Random<T>(rows, geometry.Outputs * Map.Outputs, seed + 2);
            X = Volumes.InPanels(XValues, Map.Inputs);
            Zeros = Volumes.Empty<T>(rows, geometry.Inputs, Map.Inputs);
            Dy = Volumes.InPanels(DyValues, Map.Outputs);
        }

        public int Rows { get; }

        public ConvolutionMap Map { get; }

        public T[] WeightValues { get; }

        public T[,] XValues { get; }

        public T[,] DyValues { get; }

        public PanelMatrix<T> X { get; }

        public PanelMatrix<T> Zeros { get; }

        public PanelMatrix<T> Dy { get; }

        public PanelMatrix<T> Weights => parameters.Matrix("w");

        public PanelMatrix<T> WeightsTransposed => parameters.Transposed("w");

        public PanelMatrix<T> Output() => Volumes.Empty<T>(Rows, Dy.Channels, Dy.Positions);

        /// <summary>An arena like the parameters', for the gradient.</summary>
        public PanelMatrix<T> Gradient() => new(new T[parameters.Storage.Length], Weights.Offset, Weights.Columns, Weights.PanelStride);

        public void AssertGradient(T[] expected, PanelMatrix<T> gradient, string what)
        {
            T[] values = new T[expected.Length];
            parameters["w"].CopyTo(gradient.Storage, 0, values);
            for (int i = 0; i < values.Length; i++)
            {
                if (!Matrices.SameBits(expected[i], values[i]))
                    Assert.Fail($"{what}: weight {i} is {values[i]}, not {expected[i]}.");
            }

            // Only the places of weights hold anything.
            parameters["w"].CopyFrom(new T[values.Length], gradient.Storage, 0);
            Assert.Equal(-1, gradient.Storage.AsSpan().IndexOfAnyExcept(T.Zero));
        }

        public bool SameValues(PanelMatrix<T> first, PanelMatrix<T> second) =>
            Enumerable.Range(0, Rows)
            .All(row => Enumerable.Range(0, first.Columns).All(column => first[row, column] == second[row, column]));
    }
}
