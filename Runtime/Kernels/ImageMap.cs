using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Which columns of an image a position of a volume meets: a <see cref="ConvolutionMap"/> from the image to the volume, in runs of
/// neighbouring columns of one panel that meet neighbouring taps.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImageMap<T>
    where T : unmanaged
{
    private readonly Contact[] runs;
    private readonly int[] firstOfPosition;

    /// <summary>Finds the runs.</summary>
    /// <param name="map">From the image to the volume: that of a first layer, or the <see cref="ConvolutionMap.Reversed"/> one of a
    /// head.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel.</exception>
    public ImageMap(ConvolutionMap map, int channels)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        Channels = channels;
        Pixels = map.Inputs;
        Positions = map.Outputs;
        Rows = checked(channels * map.Taps);
        List<Contact> all = [];
        firstOfPosition = new int[Positions + 1];
        for (int position = 0; position < Positions; position++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                foreach (Contact contact in map.ForOutput(position))
                    Add(all, firstOfPosition[position], channel * map.Inputs + contact.Left, channel * map.Taps + contact.Right);
            }

            firstOfPosition[position + 1] = all.Count;
        }

        runs = [.. all];
    }

    /// <summary>Channels of the image.</summary>
    public int Channels { get; }

    /// <summary>Pixels of a channel: columns c · pixels … (c + 1) · pixels − 1 of the image are channel c.</summary>
    public int Pixels { get; }

    /// <summary>Positions of the volume.</summary>
    public int Positions { get; }

    /// <summary>Rows of the weights: channels · taps.</summary>
    public int Rows { get; }

    /// <summary>The runs that a position meets: a panel and its first lane, and the first row of the weights. Rows ascend.</summary>
    internal ReadOnlySpan<Contact> At(int position) => runs.AsSpan(firstOfPosition[position]..firstOfPosition[position + 1]);

    // Prolongs the last run of the position where column and row are the next of both; a run lies in one panel of the image and meets one
    // panel of rows.
    private static void Add(List<Contact> runs, int firstOfPosition, int column, int row)
    {
        (int panel, int lane) = Math.DivRem(column, Panel.Width<T>());
        if (runs.Count > firstOfPosition)
        {
            Contact last = runs[^1];
            if (last.Left == panel && last.Lane + last.Length == lane && last.Right + last.Length == row && row % Panel.Width<T>() != 0)
            {
                runs[^1] = last with { Length = last.Length + 1 };
                return;
            }
        }

        runs.Add(new Contact(panel, row, lane));
    }
}
