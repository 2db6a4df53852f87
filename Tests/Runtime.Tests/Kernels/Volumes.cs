using System;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

/// <summary>Volumes for the tests of the kernels: one row an example, its columns channels, then positions.</summary>
internal static class Volumes
{
    /// <summary>A volume of zeros with room for these rows.</summary>
    public static PanelMatrix<T> Empty<T>(int rows, int channels, int positions)
        where T : unmanaged
    {
        int stride = Panel.Stride<T>(rows);
        T[] storage = AlignedMemory.Allocate<T>(stride * Panel.Count<T>(channels) * positions, out int offset);
        return new PanelMatrix<T>(storage, offset, channels, positions, stride);
    }

    /// <summary>A volume with zero padding; rows past the last hold NaN.</summary>
    public static PanelMatrix<T> InPanels<T>(T[,] values, int positions)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PanelMatrix<T> volume = Empty<T>(values.GetLength(0), values.GetLength(1) / positions, positions);
        T[] row = new T[volume.Columns];
        for (int i = 0; i < volume.RowCapacity; i++)
        {
            for (int column = 0; column < row.Length; column++)
                row[column] = i < values.GetLength(0) ? values[i, column] : T.NaN;
            volume.SetRow(i, row);
        }

        return volume;
    }

    /// <summary>The rows are equal bit for bit, and the padding of every position is zero.</summary>
    public static void AssertEqual<T>(T[,] expected, PanelMatrix<T> actual, string what)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = Panel.Width<T>();
        for (int row = 0; row < expected.GetLength(0); row++)
        {
            for (int panel = 0; panel < actual.Panels; panel++)
            {
                for (int lane = 0; lane < width; lane++)
                {
                    int channel = panel % actual.ChannelPanels * width + lane;
                    int position = panel / actual.ChannelPanels;
                    T wanted = channel < actual.Channels ? expected[row, channel * actual.Positions + position] : T.Zero;
                    T value = actual.Row(row, panel)[lane];
                    if (!Matrices.SameBits(wanted, value))
                        Assert.Fail($"{what}: row {row}, channel {channel}, position {position} is {value}, not {wanted}.");
                }
            }
        }
    }
}
