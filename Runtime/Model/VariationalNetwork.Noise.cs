using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>The random numbers that a network draws for itself.</summary>
public abstract partial class VariationalNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The number of a stream stands above the blocks of its units: 2²⁴ blocks of four words for each.
    private const int BlockBits = 24;

    /// <summary>One tile of normal noise: standard normal variates by counter, zeros, or the caller's own.</summary>
    /// <param name="noise">The matrix whose tile is set.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="stream">Which numbers: 0 for ε of the latents, 1 … 255 for other noise of the model. No two share a draw.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream.</exception>
    protected void FillNoise(PanelMatrix<T> noise, Tile tile, int stream = 0) => FillNoise(noise, tile, stream, isUniform: false);

    /// <summary>One tile of uniform noise on (0, 1): variates by counter, the middle of the interval, or the caller's own.</summary>
    /// <param name="noise">The matrix whose tile is set.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="stream">Which numbers, as for normal noise, which reads the same counters.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream.</exception>
    protected void FillUniformNoise(PanelMatrix<T> noise, Tile tile, int stream = 0) => FillNoise(noise, tile, stream, isUniform: true);

    private void FillNoise(PanelMatrix<T> noise, Tile tile, int stream, bool isUniform)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)stream, byte.MaxValue, nameof(stream));
        int width = Panel.Width<T>();
        Span<T> destination = noise.Tile(tile);
        int firstUnit = tile.Panel * width;
        int units = Math.Min(width, noise.Columns - firstUnit);
        int draws = RowsPerExample(noise);
        for (int row = 0; row < tile.Rows; row++)
        {
            Span<T> values = destination.Slice(row * width, units);
            (int example, int draw) = Math.DivRem(tile.FirstRow + row, draws);
            switch (Batch.NoiseSource)
            {
                case NoiseSource.Drawn:
                    uint sample = SampleOf(draw, draws);
                    Draw(sample, (uint)Batch.Examples[example], (uint)stream << BlockBits, firstUnit, values, isUniform);
                    break;
                case NoiseSource.Given:
                    Batch.Noise[stream].AsSpan((tile.FirstRow + row) * noise.Columns + firstUnit, units).CopyTo(values);
                    break;
                default:
                    values.Fill(isUniform ? T.CreateChecked(0.5) : T.Zero);
                    break;
            }

            // Lanes that are no units: a logarithm of them is finite.
            if (isUniform)
                destination.Slice(row * width + units, width - units).Fill(T.CreateChecked(0.5));
        }
    }

    /// <summary>Uniform variates on (0, 1) of one tile, of a stream that is the layer's own.</summary>
    /// <param name="noise">The matrix whose tile is set.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="layer">The number of the layer.</param>
    protected void FillUniform(PanelMatrix<T> noise, Tile tile, int layer)
    {
        int width = Panel.Width<T>();
        Span<T> destination = noise.Tile(tile);
        uint stream = RandomStream.DroppedElements.WithSample(layer);
        int draws = RowsPerExample(noise);
        for (int row = 0; row < tile.Rows; row++)
        {
            Span<T> values = destination.Slice(row * width, width);
            (int place, int draw) = Math.DivRem(tile.FirstRow + row, draws);
            uint example = (uint)Batch.Examples[place];
            uint further = (uint)draw << BlockBits;
            if (typeof(T) == typeof(float))
            {
                UniformVariates.Fill<Float4>(
                    Batch.Seed, stream, Batch.Step, example, further + (uint)(tile.Panel * width) / 4,
                    MemoryMarshal.Cast<T, float>(values));
            }
            else
            {
                UniformVariates.Fill<Double2>(
                    Batch.Seed, stream, Batch.Step, example, further + (uint)(tile.Panel * width) / 2,
                    MemoryMarshal.Cast<T, double>(values));
            }
        }
    }

    // Draw k of n in Monte Carlo sample s is sample s n + k: as if they had been asked for one after the other.
    private uint SampleOf(int draw, int draws)
    {
        uint sample = Batch.StreamAndSample & (RandomStreams.SampleLimit - 1);
        uint moved = checked((sample * (uint)draws) + (uint)draw);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(moved, (uint)RandomStreams.SampleLimit, nameof(draws));
        return Batch.StreamAndSample - sample + moved;
    }

    // A Philox block is four words: four units of a float, two of a double.
    private void Draw(uint sample, uint example, uint firstBlock, int firstUnit, Span<T> values, bool isUniform)
    {
        if (typeof(T) == typeof(float))
        {
            Span<float> singles = MemoryMarshal.Cast<T, float>(values);
            uint block = firstBlock + (uint)firstUnit / 4;
            if (isUniform)
                UniformVariates.Fill<Float4>(Batch.Seed, sample, Batch.Step, example, block, singles);
            else
                NormalVariates.Fill<Float4>(Batch.Seed, sample, Batch.Step, example, block, singles);
        }
        else
        {
            Span<double> doubles = MemoryMarshal.Cast<T, double>(values);
            uint block = firstBlock + (uint)firstUnit / 2;
            if (isUniform)
                UniformVariates.Fill<Double2>(Batch.Seed, sample, Batch.Step, example, block, doubles);
            else
                NormalVariates.Fill<Double2>(Batch.Seed, sample, Batch.Step, example, block, doubles);
        }
    }
}
