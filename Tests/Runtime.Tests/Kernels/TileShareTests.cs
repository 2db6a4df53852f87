using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class TileShareTests
{
    [Fact]
    public void SharesCoverAllTilesOnceStripAfterStrip()
    {
        for (int rows = 0; rows <= 40; rows += rows < 20 ? 1 : 7)
        {
            for (int panels = 0; panels <= 19; panels += panels < 5 ? 1 : 3)
            {
                for (int workers = 1; workers <= 7; workers++)
                {
                    foreach (int tileRows in new[] { 1, 8, 16 })
                    {
                        foreach (int widest in new[] { 2, 5, 8, 9 })
                            Check(rows, panels, panels, tileRows, widest, workers);
                    }
                }
            }
        }
    }

    [Fact]
    public void NoStripLiesInTwoPositions()
    {
        for (int rows = 0; rows <= 40; rows += rows < 3 ? 1 : 15)
        {
            for (int channelPanels = 1; channelPanels <= 10; channelPanels++)
            {
                for (int positions = 1; positions <= 4; positions++)
                {
                    for (int workers = 1; workers <= 5; workers++)
                        Check(rows, positions * channelPanels, channelPanels, tileRows: 16, widest: 2, workers);
                }
            }
        }
    }

    [Fact]
    public void SharesDifferByOneStripAtMost()
    {
        int fewest = int.MaxValue, most = 0;
        for (int index = 0; index < 7; index++)
        {
            int count = 0;
            foreach (Tile _ in new TileShare(128, 25, 25, 16, 2, index, 7))
                count++;
            (fewest, most) = (Math.Min(fewest, count), Math.Max(most, count));
        }

        Assert.Equal((28, 30), (fewest, most));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(17, 1)]
    [InlineData(17, 25)]
    [InlineData(17, 40)]
    public void AListedFactorWantsWideStrips(int rows, int panels)
    {
        PanelMatrix<float> matrix = Matrices.InPanels(new float[rows, 20]);
        Worker worker = new(0, barrier: null);
        PanelMatrix<float> listed = new(matrix, new NonZeros<float>(rows, 20, isTransposed: false));
        listed.NonZeros!.Find(worker, listed, rows);
        Assert.True(listed.NonZeros.AreListed);
        HashSet<int> dense = [], wide = [];
        foreach (Tile tile in worker.Share(rows, panels, matrix))
            dense.Add(tile.StripPanels);
        foreach (Tile tile in worker.Share(rows, panels, listed))
            wide.Add(tile.StripPanels);
        Assert.Equal(Math.Min(rows == 1 ? 8 : 2, panels), dense.Max());
        Assert.InRange(wide.Max(), rows == 1 ? 8 : Math.Min(4, panels), Strip.Panels);
    }

    [Fact]
    public void ManyTilesDoNotOverflow()
    {
        int count = 0;
        foreach (Tile tile in new TileShare(int.MaxValue, 16, 16, 16, 2, 9999, 10000))
        {
            Assert.InRange(tile.FirstRow + (tile.Rows - 1), 0, int.MaxValue - 1);
            count++;
        }

        Assert.InRange(count, 214748 - 2, 214749 + 2);
    }

    [Fact]
    public void BadNumbersAreRefused()
    {
        Worker worker = new(0, barrier: null);
        Assert.Throws<ArgumentOutOfRangeException>(() => worker.Share<float>(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => worker.Share<float>(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => worker.Share<float>(1, 6, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => worker.Share<float>(1, 6, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TileShare(1, 1, 1, 0, 2, 0, 1));
    }

    private static void Check(int rows, int panels, int channelPanels, int tileRows, int widest, int workers)
    {
        List<(int Panel, int FirstRow, int Rows, int Place, int StripPanels)> expected = [];
        for (int panel = 0, stripPanels; panel < panels; panel += stripPanels)
        {
            stripPanels = Math.Min(widest, channelPanels - panel % channelPanels);
            for (int row = 0; row < rows; row += tileRows)
            {
                for (int place = 0; place < stripPanels; place++)
                    expected.Add((panel + place, row, Math.Min(tileRows, rows - row), place, stripPanels));
            }
        }

        List<(int Panel, int FirstRow, int Rows, int Place, int StripPanels)> actual = [];
        for (int index = 0; index < workers; index++)
        {
            (int place, int stripPanels) = (0, 1);
            foreach (Tile tile in new TileShare(rows, panels, channelPanels, tileRows, widest, index, workers))
            {
                actual.Add((tile.Panel, tile.FirstRow, tile.Rows, tile.Place, tile.StripPanels));
                (place, stripPanels) = (tile.Place, tile.StripPanels);
            }

            Assert.True(place == stripPanels - 1, "A share ends in the middle of a strip.");
            Assert.InRange(actual.Count, expected.Count * (index + 1) / workers, expected.Count * (index + 1) / workers + widest - 1);
        }

        Assert.Equal(expected, actual);
    }
}
