using System;
using System.Collections.Generic;
using VaeGen.Runtime.V1;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class TileShareTests
{
    [Fact]
    public void SharesCoverAllTilesOncePanelAfterPanel()
    {
        for (int rows = 0; rows <= 40; rows += rows < 20 ? 1 : 7)
        {
            for (int panels = 0; panels <= 5; panels++)
            {
                for (int workers = 1; workers <= 7; workers++)
                {
                    foreach (int tileRows in new[] { 1, 8, 16 })
                        Check(rows, panels, tileRows, workers);
                }
            }
        }
    }

    [Fact]
    public void SharesDifferByOneTileAtMost()
    {
        int fewest = int.MaxValue, most = 0;
        for (int index = 0; index < 7; index++)
        {
            int count = 0;
            foreach (Tile _ in new TileShare(128, 25, 16, index, 7))
                count++;
            (fewest, most) = (Math.Min(fewest, count), Math.Max(most, count));
        }

        Assert.Equal((28, 29), (fewest, most));
    }

    [Fact]
    public void ManyTilesDoNotOverflow()
    {
        int count = 0;
        foreach (Tile tile in new TileShare(int.MaxValue, 16, 16, 9999, 10000))
        {
            Assert.InRange(tile.FirstRow + (tile.Rows - 1), 0, int.MaxValue - 1);
            count++;
        }

        Assert.InRange(count, 214748, 214749);
    }

    [Fact]
    public void BadNumbersAreRefused()
    {
        Worker worker = new(0, barrier: null);
        Assert.Throws<ArgumentOutOfRangeException>(() => worker.Share(-1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => worker.Share(1, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => worker.Share(1, 1, 0));
    }

    private static void Check(int rows, int panels, int tileRows, int workers)
    {
        List<(int Panel, int FirstRow, int Rows)> expected = [];
        for (int panel = 0; panel < panels; panel++)
        {
            for (int row = 0; row < rows; row += tileRows)
                expected.Add((panel, row, Math.Min(tileRows, rows - row)));
        }

        List<(int Panel, int FirstRow, int Rows)> actual = [];
        for (int index = 0; index < workers; index++)
        {
            foreach (Tile tile in new TileShare(rows, panels, tileRows, index, workers))
                actual.Add((tile.Panel, tile.FirstRow, tile.Rows));
            Assert.Equal(expected.Count * (index + 1) / workers, actual.Count);
        }

        Assert.Equal(expected, actual);
    }
}
