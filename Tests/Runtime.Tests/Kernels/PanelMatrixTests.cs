using System;
using System.Runtime.InteropServices;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class PanelMatrixTests
{
    [Fact]
    public void ElementsLieInPanels()
    {
        float[] storage = new float[3 + 3 * 5 * 16];
        PanelMatrix<float> matrix = new(storage, 3, 40, 5 * 16);
        Assert.Equal((3, 5, 40, 80, 3), (matrix.Panels, matrix.RowCapacity, matrix.Columns, matrix.PanelStride, matrix.Offset));
        matrix[4, 37] = 7;
        Assert.Equal(7, storage[3 + 2 * 80 + 4 * 16 + 5]);
        Assert.Equal(7, matrix.Row(4, 2)[5]);
        Assert.Equal(7, matrix.Tile(new Tile(2, 3, 2))[16 + 5]);
        Assert.Equal(32, matrix.Tile(new Tile(2, 3, 2)).Length);
    }

    [Fact]
    public void PanelsAre64BytesWide()
    {
        Assert.Equal((16, 8), (Panel.Width<float>(), Panel.Width<double>()));
        Assert.Equal(
            (0, 1, 1, 2, 49),
            (Panel.Count<float>(0), Panel.Count<float>(1), Panel.Count<float>(16), Panel.Count<float>(17), Panel.Count<float>(784)));
        Assert.Equal((17 * 16, 129 * 16, 33 * 16), (Panel.Stride<float>(1), Panel.Stride<float>(128), Panel.Stride<float>(17)));
        Assert.Equal((9 * 8, 129 * 8, 25 * 8), (Panel.Stride<double>(1), Panel.Stride<double>(128), Panel.Stride<double>(17)));
        Assert.Throws<OverflowException>(() => Panel.Stride<float>(int.MaxValue / 16));
    }

    [Fact]
    public void ClearPaddingActsOnTheTilesRowsOfTheLastPanel()
    {
        PanelMatrix<double> matrix = Matrices.Empty<double>(16, 11);
        matrix.Storage.AsSpan().Fill(1);
        matrix.ClearPadding(new Tile(0, 0, 8));
        Assert.Equal(-1, matrix.Storage.AsSpan().IndexOfAnyExcept(1));
        matrix.ClearPadding(new Tile(1, 3, 2));
        for (int row = 0; row < 16; row++)
        {
            for (int lane = 0; lane < 8; lane++)
                Assert.Equal(row is 3 or 4 && lane >= 3 ? 0 : 1, matrix.Row(row, 1)[lane]);
        }
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        float[] storage = new float[160];
        Assert.Throws<ArgumentNullException>(() => new PanelMatrix<float>(null!, 0, 1, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(storage, -1, 16, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(storage, 0, 0, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(storage, 0, 16, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(storage, 0, 16, 24));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(storage, 1, 16, 160));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(storage, 0, 17, 96));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(storage, 0, int.MaxValue, int.MaxValue / 16 * 16));
    }

    [Fact]
    public void WhatLiesOutsideIsRefused()
    {
        PanelMatrix<float> matrix = new(new float[160], 0, 17, 80);
        foreach (Tile tile in new[] { new Tile(2, 0, 1), new Tile(-1, 0, 1), new Tile(0, 5, 1), new Tile(0, -1, 1), new Tile(0, 4, 2),
            new Tile(0, 0, -1), new Tile(0, int.MaxValue, int.MaxValue) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => { matrix.Tile(tile); });
            Assert.Throws<ArgumentOutOfRangeException>(() => matrix.ClearPadding(tile));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => { default(PanelMatrix<float>).Tile(new Tile(0, 0, 1)); });
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[5, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[-1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 17]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, -1] = 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void AlignedMemoryBeginsOnACacheLine(int length)
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(0, Check<float>(length) % 64);
            Assert.Equal(0, Check<double>(length) % 64);
            Assert.Equal(0, Check<byte>(length) % 64);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => AlignedMemory.Allocate<float>(-1, out _));
        Assert.Throws<OutOfMemoryException>(() => AlignedMemory.Allocate<float>(int.MaxValue, out _));

        static nint Check<T>(int length)
            where T : unmanaged
        {
            T[] array = AlignedMemory.Allocate<T>(length, out int offset);
            Assert.True(offset + length <= array.Length);
            return Marshal.UnsafeAddrOfPinnedArrayElement(array, offset);
        }
    }
}
