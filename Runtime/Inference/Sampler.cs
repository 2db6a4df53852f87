using System;
using System.Numerics;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>Draws from the model: z ~ p(z) = N(0, I), then the mean of p(x|z) or x itself. A pure function of weights and seed.</summary>
/// <remarks>Sample i depends on the seed and i alone, not on how many are drawn. May be called by any number of threads at once.</remarks>
/// <typeparam name="T">The model's precision.</typeparam>
public static class Sampler<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostRows = 128;

    /// <summary>Draws samples: [count × features], row-major.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="pixels">The means of p(x|z), or x drawn from it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or <paramref name="pixels"/> none of its values.</exception>
    public static T[] Sample(IVariationalModel<T> model, int count, ulong seed = 0, Pixels pixels = Pixels.Mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var x = new T[checked(count * model.Description.Features)];
        Sample(model, x, seed, pixels);
        return x;
    }

    /// <summary>Draws as many samples as there is room for. Allocates nothing once as many callers have been there before.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Receives the samples [count × features], row-major.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="pixels">The means of p(x|z), or x drawn from it.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the model's features.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pixels"/> is none of its values.</exception>
    public static void Sample(IVariationalModel<T> model, Span<T> x, ulong seed = 0, Pixels pixels = Pixels.Mean)
    {
        if (pixels is not (Pixels.Mean or Pixels.Drawn))
            throw new ArgumentOutOfRangeException(nameof(pixels), pixels, "Mean or Drawn was expected.");
        int features = model.Description.Features;
        int count = Inference<T>.CountOf(x.Length, features, nameof(x), "features");
        for (int first = 0; first < count; first += MostRows)
        {
            int rows = Math.Min(MostRows, count - first);
            VariationalNetwork<T> network = model.State.Rent(rows);
            for (int row = 0; row < rows; row++)
                PriorNoise(network.Latent, row, seed, first + row);
            Inference<T>.DecodeInto(network, rows, x.Slice(first * features, rows * features));
            model.State.Return(network);
        }

        if (pixels == Pixels.Drawn)
            Draw(model, x, seed);
    }

    private static void PriorNoise(PanelMatrix<T> latent, int row, ulong seed, int sample)
    {
        int width = Panel.Width<T>();
        for (int panel = 0; panel < latent.Panels; panel++)
        {
            int units = Math.Min(width, latent.Columns - panel * width);
            StandardNormals.Fill(seed, RandomStream.PriorSample, sample, panel * width, latent.Row(row, panel)[..units]);
        }
    }

    private static void Draw(IVariationalModel<T> model, Span<T> x, ulong seed)
    {
        int features = model.Description.Features;
        for (int sample = 0; sample * features < x.Length; sample++)
        {
            Span<T> means = x.Slice(sample * features, features);
            if (model.Description.Likelihood == Distribution.Bernoulli)
                BernoulliDraws(means, seed, sample);
            else
                NormalDraws(means, seed, sample, StandardDeviation(model));
        }
    }

    private static void BernoulliDraws(Span<T> probabilities, ulong seed, int sample)
    {
        const double TwoToThe32 = 4294967296.0;
        Span<uint> words = stackalloc uint[128];
        for (int done = 0; done < probabilities.Length; done += words.Length)
        {
            Span<T> chunk = probabilities.Slice(done, Math.Min(words.Length, probabilities.Length - done));
            Philox.Fill(seed, RandomStream.DrawnPixels.WithSample(0), 0, (uint)sample, (uint)done / 4, words);
            for (int i = 0; i < chunk.Length; i++)
                chunk[i] = words[i] < double.CreateTruncating(chunk[i]) * TwoToThe32 ? T.One : T.Zero;
        }
    }

    private static void NormalDraws(Span<T> means, ulong seed, int sample, T standardDeviation)
    {
        Span<T> noise = stackalloc T[128];
        for (int done = 0; done < means.Length; done += noise.Length)
        {
            Span<T> chunk = means.Slice(done, Math.Min(noise.Length, means.Length - done));
            StandardNormals.Fill(seed, RandomStream.DrawnPixels, sample, done, noise[..chunk.Length]);
            for (int i = 0; i < chunk.Length; i++)
                chunk[i] += standardDeviation * noise[i];
        }
    }

    private static T StandardDeviation(IVariationalModel<T> model) =>
        model.Description.Sigma is double fixedSigma
            ? T.CreateTruncating(fixedSigma)
            : T.Sqrt(model.State.Parameters.Matrix("decoder.variance")[0, 0]);
}
