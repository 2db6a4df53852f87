using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class VolumeTests
{
    private readonly Worker worker = new(0, barrier: null);

    [Fact]
    public void PanelsGoPositionByPosition()
    {
        PanelMatrix<float> volume = Volumes.Empty<float>(3, 20, 6);
        Assert.Equal(
            (20, 6, 120, 192, 2, 12),
            (volume.Channels, volume.Positions, volume.Columns, volume.StoredColumns, volume.ChannelPanels, volume.Panels));
        Assert.Equal((16, 4, 4), (volume.ValidLanes(0), volume.ValidLanes(1), volume.ValidLanes(11)));
        // Channel 17 at position 4 is column 17 · 6 + 4 of the file, lane 1 of the second panel of that position.
        volume[2, 17 * 6 + 4] = 7;
        Assert.Equal(7, volume.Row(2, 4 * 2 + 1)[1]);
        float[] values = [.. Enumerable.Range(0, 120).Select(i => (float)i)];
        volume.SetRow(1, values);
        float[] read = new float[120];
        volume.GetRow(1, read);
        Assert.Equal(values, read);
        Assert.Equal(17 * 6 + 4, volume[1, 17 * 6 + 4]);
        Assert.Equal(16 * 6, volume.Row(1, 1)[0]);
        Assert.Equal(0, volume.Row(1, 1)[4]);
    }

    [Fact]
    public void ClearPaddingActsInTheLastPanelOfEveryPosition()
    {
        PanelMatrix<double> volume = Volumes.Empty<double>(2, 11, 3);
        volume.Storage.AsSpan().Fill(1);
        for (int panel = 0; panel < volume.Panels; panel++)
            volume.ClearPadding(new Tile(panel, 0, 2));
        for (int panel = 0; panel < volume.Panels; panel++)
        {
            for (int lane = 0; lane < 8; lane++)
                Assert.Equal(panel % 2 == 1 && lane >= 3 ? 0 : 1, volume.Row(1, panel)[lane]);
        }
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        float[] storage = new float[6 * 32];
        Assert.Equal(6, new PanelMatrix<float>(storage, 0, 17, 3, 32).Panels);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(storage, 0, 17, 4, 32));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(storage, 0, 17, 0, 32));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new PanelMatrix<float>(storage, 0, int.MaxValue, int.MaxValue, int.MaxValue / 16 * 16));
    }

    [Theory]
    [InlineData(1, 9, 1)]
    [InlineData(3, 20, 5)]
    [InlineData(20, 6, 17)]
    [InlineData(16, 1, 2)]
    public void FromFlatAndBack(int channels, int positions, int rows)
    {
        float[,] values = Matrices.Random<float>(rows, channels * positions, 1);
        PanelMatrix<float> flat = Matrices.InPanels(values);
        PanelMatrix<float> volume = Volumes.Empty<float>(rows, channels, positions);
        PanelMatrix<float> back = Matrices.Empty<float>(rows, channels * positions);
        volume.Storage.AsSpan().Fill(float.NaN);
        back.Storage.AsSpan().Fill(float.NaN);
        foreach (Tile tile in worker.Share<float>(rows, volume.Panels, volume.ChannelPanels))
            Volume.FromFlat(flat, volume, tile);
        foreach (Tile tile in worker.Share<float>(rows, back.Panels))
        {
            Volume.ToFlat(volume, back, tile);
            Assert.True(back.Tile(tile).SequenceEqual(Volume.ToFlat(worker, volume, tile, slot: 3)));
        }

        Volumes.AssertEqual(values, volume, "volume");
        Matrices.AssertEqual(values, back, "flat");
        Assert.Throws<ArgumentOutOfRangeException>(
            () => { Volume.FromFlat(flat, Volumes.Empty<float>(rows, channels + 1, positions), new Tile(0, 0, 1)); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { Volume.ToFlat(worker, volume, new Tile(back.Panels, 0, 1)); });
    }

    [Fact]
    public void SumsOverAVolumeLeaveItsPaddingOut()
    {
        const int Channels = 18, Positions = 5, Rows = 3;
        float[,] values = Matrices.Random<float>(Rows, Channels * Positions, 2);
        PanelMatrix<float> volume = Volumes.InPanels(values, Positions);
        ExampleSums<float> sums = new(Channels, Positions, capacity: 4);
        Span<float> terms = stackalloc float[Rows * 16];
        foreach (Tile tile in worker.Share<float>(Rows, volume.Panels, volume.ChannelPanels))
        {
            volume.Tile(tile).CopyTo(terms);
            for (int i = 0; i < terms.Length; i++)
                terms[i] = i % 16 < volume.ValidLanes(tile.Panel) ? terms[i] : float.NaN;
            sums.Set<Float8>(tile, terms);
        }

        for (int row = 0; row < Rows; row++)
        {
            double expected = 0;
            for (int column = 0; column < Channels * Positions; column++)
                expected += values[row, column];
            Assert.Equal(expected, sums.Total(row), 1);
        }
    }

    [Fact]
    public void ADenseLayerReadsAndMakesVolumes()
    {
        const int InputChannels = 5, InputPositions = 6, OutputChannels = 18, OutputPositions = 4, Rows = 3;
        const int Inputs = InputChannels * InputPositions, Outputs = OutputChannels * OutputPositions;
        ParameterShape shape = ParameterShape.Weight("w", Outputs, Inputs, transposed: true, OutputPositions, InputPositions);
        Parameters<double> parameters = new(shape, ParameterShape.Bias("b", Outputs, Inputs, OutputPositions));
        double[] weights = [.. Matrices.Random<double>(1, Outputs * Inputs, 3).Cast<double>()];
        parameters["w"].CopyFrom(weights, parameters.Storage, 0);
        parameters["b"].CopyFrom(weights.AsSpan(0, Outputs), parameters.Storage, 0);
        parameters.RefreshTransposed();
        double[] back = new double[weights.Length];
        parameters["w"].CopyTo(parameters.Storage, 0, back);
        Assert.Equal(weights, back);
        Assert.Equal(weights[17 * OutputPositions + 2], parameters.Matrix("b").Row(0, 2 * 3 + 2)[1]);

        double[,] x = Matrices.Random<double>(Rows, Inputs, 4), dy = Matrices.Random<double>(Rows, Outputs, 5);
        PanelMatrix<double> input = Volumes.InPanels(x, InputPositions), outputGradient = Volumes.InPanels(dy, OutputPositions);
        PanelMatrix<double> y = Volumes.Empty<double>(Rows, OutputChannels, OutputPositions), dx =
            Volumes.Empty<double>(Rows, InputChannels, InputPositions);
        foreach (Tile tile in worker.Share<double>(Rows, y.Panels, y.ChannelPanels))
            Product.Multiply<Double4, double>(worker, input, parameters.Matrix("w"), tile).CopyTo(y.Tile(tile));
        foreach (Tile tile in worker.Share<double>(Rows, dx.Panels, dx.ChannelPanels))
            Product.Multiply<Double4, double>(worker, outputGradient, parameters.Transposed("w"), tile).CopyTo(dx.Tile(tile));
        PanelMatrix<double> matrix = parameters.Matrix("w");
        PanelMatrix<double> dw =
            new(new double[parameters.Storage.Length], matrix.Offset, matrix.Channels, matrix.Positions, matrix.PanelStride);
        foreach (Tile tile in worker.Share<double>(input.StoredColumns, dw.Panels, dw.ChannelPanels))
            Product.MultiplyTransposed<Double4, double>(worker, input, outputGradient, Rows, tile).CopyTo(dw.Tile(tile));
        double[] gradient = new double[weights.Length];
        parameters["w"].CopyTo(dw.Storage, 0, gradient);

        for (int output = 0; output < Outputs; output++)
        {
            for (int row = 0; row < Rows; row++)
                AssertNear(Enumerable.Range(0, Inputs).Select(i => x[row, i] * weights[output * Inputs + i]), y[row, output]);
            for (int i = 0; i < Inputs; i++)
                AssertNear(Enumerable.Range(0, Rows).Select(row => x[row, i] * dy[row, output]), gradient[output * Inputs + i]);
        }

        for (int i = 0; i < Inputs; i++)
        {
            for (int row = 0; row < Rows; row++)
                AssertNear(Enumerable.Range(0, Outputs).Select(output => dy[row, output] * weights[output * Inputs + i]), dx[row, i]);
        }

        Assert.All(
            Enumerable.Range(0, y.Panels).Where(panel => panel % 3 == 2),
            panel => Assert.Equal([0, 0, 0, 0, 0, 0], y.Row(0, panel)[2..].ToArray()));
    }

    private static void AssertNear(System.Collections.Generic.IEnumerable<double> terms, double actual)
    {
        double[] all = [.. terms];
        Assert.Equal(all.Sum(), actual, 1e-13 * all.Sum(Math.Abs));
    }
}
