using System;
using System.Numerics.Tensors;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// The random pixels of a binarized data set. The word for unit u of example i is a pure function of (seed, stream, step, i, u), so that a
/// pixel does not depend on the batch it is in, on the order of the examples or on the number of threads.
/// </summary>
internal readonly record struct PixelDraws(ulong Seed, uint Stream, uint Step)
{
    // A multiple of 4, because a Philox block is four words.
    private const int ChunkLength = 128;

    internal static PixelDraws ForEvaluation(ulong seed) => new(seed, RandomStream.EvaluationPixels.WithSample(0), 0);

    internal static PixelDraws ForEpoch(ulong seed, int epoch) => new(seed, RandomStream.TrainingPixels.WithSample(0), (uint)epoch);

    /// <summary>Draws the pixels of one example; <paramref name="destination"/> has the length of an example and is set.</summary>
    internal void Draw(StoredValues values, int example, int start, Span<float> destination)
    {
        Span<uint> words = stackalloc uint[ChunkLength];
        for (int done = 0; done < destination.Length; done += ChunkLength)
        {
            Span<float> chunk = destination.Slice(done, Math.Min(ChunkLength, destination.Length - done));
            DrawChunk(values, example, start + done, done, words[..chunk.Length], chunk);
        }
    }

    /// <summary>Draws the pixels of one example; <paramref name="destination"/> has the length of an example and is set.</summary>
    internal void Draw(StoredValues values, int example, int start, Span<double> destination)
    {
        Span<uint> words = stackalloc uint[ChunkLength];
        Span<float> pixels = stackalloc float[ChunkLength];
        for (int done = 0; done < destination.Length; done += ChunkLength)
        {
            Span<double> chunk = destination.Slice(done, Math.Min(ChunkLength, destination.Length - done));
            Span<float> drawn = pixels[..chunk.Length];
            DrawChunk(values, example, start + done, done, words[..chunk.Length], drawn);
            TensorPrimitives.ConvertTruncating<float, double>(drawn, chunk);
        }
    }

    private void DrawChunk(StoredValues values, int example, int start, int unit, Span<uint> words, Span<float> destination)
    {
        // The margin of a digit is empty: no draw can change it, so its words are not computed.
        if (values.IsZero(start, destination.Length))
        {
            destination.Clear();
            return;
        }
        Philox.Fill(Seed, Stream, Step, (uint)example, (uint)unit / 4, words);
        values.Draw(start, words, destination);
    }
}
