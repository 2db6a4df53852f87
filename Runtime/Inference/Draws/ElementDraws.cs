using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>How one element is drawn.</summary>
/// <param name="parameters">The parameters of its distribution.</param>
/// <param name="noise">Its random numbers.</param>
internal delegate double ElementDraw(Span<double> parameters, ElementNoise noise);

/// <summary>Draws a tile element by element, in double precision, whatever the precision of the model.</summary>
internal static class ElementDraws
{
    /// <summary>Fills the tile.</summary>
    /// <param name="worker">Whose buffer the draws go to.</param>
    /// <param name="parameters">The parameters [rows, elements], one matrix each.</param>
    /// <param name="batch">The seed, and which sample each row is.</param>
    /// <param name="stream">The number of the draws among those of the model.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="slot">The buffer.</param>
    /// <param name="draw">One element.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    public static ReadOnlySpan<T> Fill<T>(
        Worker worker, ReadOnlySpan<PanelMatrix<T>> parameters, Batch<T> batch, int stream, Tile tile, int slot, ElementDraw draw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Panel.Width<T>();
        Span<T> values = worker.Slot<T>(slot)[..(tile.Rows * width)];
        values.Clear();
        int first = tile.Panel * width;
        int elements = Math.Min(width, parameters[0].Columns - first);
        Span<double> ofElement = stackalloc double[parameters.Length];
        for (int row = 0; row < tile.Rows; row++)
        {
            int sample = batch.Examples[tile.FirstRow + row];
            for (int i = 0; i < elements; i++)
            {
                for (int k = 0; k < parameters.Length; k++)
                    ofElement[k] = double.CreateTruncating(parameters[k].Tile(tile)[(row * width) + i]);
                values[(row * width) + i] = T.CreateTruncating(draw(ofElement, new ElementNoise(batch.Seed, sample, first + i, stream)));
            }
        }

        return values;
    }
}
