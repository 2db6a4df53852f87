using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

public static partial class Inference
{
    /// <summary>
    /// The examples with their missing elements filled in: the mean of p(x|z) at the mean of q(z|x), which sees a missing element as zero,
    /// or where the model standardizes its input as the mean. Elements that are there stay as they are. [count × features], row-major.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The examples; those without missing elements come back as they are.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The examples have another size or shape than the model's.</exception>
    /// <exception cref="DataFormatException">A value is not possible under the model's likelihood, or a label no class of the model: the
    /// message names it, and the example.</exception>
    public static T[] Impute<T>(IVariationalModel<T> model, DataSet data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Examples(model, data);
        var means = new T[x.Length];
        Reconstruct<T>(model, x, means, LabelsOf(model, data), Mask<T>(data));
        Fill<T>(data, x, means);
        return x;
    }

    /// <summary>
    /// The examples with their missing elements filled in, averaged over what the rest of an example leaves open: the mean of the means of
    /// p(x|z) over draws of z from q(z|x), which sees a missing element as zero, or where the model standardizes its input as the mean. The
    /// probability of an element is closer to it than at one z, which is too sure; several elements together are no sample. Elements that
    /// are there stay as they are. [count × features], row-major. An example's draws depend on the seed and on its place in
    /// <paramref name="data"/> alone: a view that begins elsewhere gives it others.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The examples; those without missing elements come back as they are.</param>
    /// <param name="samples">Draws of z for each example: 1 to <see cref="EvaluateOptions.MostSamples"/>.</param>
    /// <param name="seed">The key of the draws.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The model is deterministic: it has no posterior to draw from.</exception>
    /// <inheritdoc cref="Impute{T}(IVariationalModel{T}, DataSet)"/>
    public static T[] Impute<T>(IVariationalModel<T> model, DataSet data, int samples, ulong seed = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, EvaluateOptions.MostSamples);
        if (model.Description.IsDeterministic)
        {
            throw new InvalidOperationException($"{model.Description.Name} is deterministic: it has one code and no posterior to draw "
                + "from. Impute without samples decodes it.");
        }

        T[] x = Examples(model, data);
        ReadOnlySpan<T> mask = Mask<T>(data);
        int features = model.Description.Features;
        var means = new T[x.Length];
        for (int first = 0; first < data.Count; first += MostRows)
        {
            int rows = Math.Min(MostRows, data.Count - first);
            ReadOnlySpan<int> labels = ClassLabels.Rows(LabelsOf(model, data), first, rows);
            AverageOverDraws(
                model, RowsOf<T>(x.AsSpan(), first, rows, features), labels, MaskOf(mask, first, rows, features), first, samples, seed,
                RowsOf<T>(means.AsSpan(), first, rows, features));
        }

        Fill<T>(data, x, means);
        return x;
    }

    private static void AverageOverDraws<T>(
        IVariationalModel<T> model, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, ReadOnlySpan<T> observed, int firstExample, int samples,
        ulong seed, Span<T> means)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int latent = model.Description.Latent;
        Posterior<T> posterior = Encode(model, x, labels, observed);
        T[] logExposures = LogExposures(model, x, labels, observed);
        var z = new T[posterior.Mean.Length];
        var noise = new T[latent];
        var decoded = new T[x.Length];
        var sums = new double[x.Length];
        for (int sample = 0; sample < samples; sample++)
        {
            for (int row = 0; row * latent < z.Length; row++)
            {
                StandardNormals.Fill<T>(seed, RandomStream.ImputationNoise, firstExample + row, 0, noise, sample);
                posterior.At(row, noise, RowsOf<T>(z.AsSpan(), row, 1, latent));
            }

            Decode<T>(model, z, decoded, labels, logExposures);
            for (int i = 0; i < sums.Length; i++)
                sums[i] += double.CreateTruncating(decoded[i]);
        }

        for (int i = 0; i < sums.Length; i++)
            means[i] = T.CreateTruncating(sums[i] / samples);
    }

    // Of at most as many examples as are computed at once; none where the model has no exposures.
    private static T[] LogExposures<T>(
        IVariationalModel<T> model, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, ReadOnlySpan<T> observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (model.Description.Exposure is null)
            return [];
        int rows = x.Length / model.Description.Features;
        VariationalNetwork<T> network = Encoded(model, x, labels, rows, observed);
        T[] logExposures = network.Batch.LogExposures.AsSpan(0, rows).ToArray();
        model.ModelState.Return(network);
        return logExposures;
    }

    // As the encoder sees them: zero where an element is missing.
    private static T[] Examples<T>(IVariationalModel<T> model, DataSet data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        OptionChecks.Check<T>(model.Description, data);
        int features = model.Description.Features;
        var x = new T[checked(data.Count * features)];
        var values = new double[features];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyExample(i, epoch: null, values);
            for (int j = 0; j < features; j++)
                x[(i * features) + j] = T.CreateTruncating(values[j]);
        }

        return x;
    }

    // 1 where an element is there; empty where all are.
    private static T[] Mask<T>(DataSet data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!data.HasMissing)
            return [];
        var mask = new T[checked(data.Count * data.Features)];
        var observed = new double[data.Features];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyMask(i, observed);
            for (int j = 0; j < observed.Length; j++)
                mask[(i * observed.Length) + j] = T.CreateTruncating(observed[j]);
        }

        return mask;
    }

    private static void Fill<T>(DataSet data, Span<T> x, ReadOnlySpan<T> means)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var observed = new double[data.Features];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyMask(i, observed);
            for (int j = 0; j < observed.Length; j++)
            {
                if (observed[j] == 0)
                    x[(i * observed.Length) + j] = means[(i * observed.Length) + j];
            }
        }
    }

    private static ReadOnlySpan<int> LabelsOf<T>(IVariationalModel<T> model, DataSet data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => model.Description.ConditionClasses > 0 ? data.Labels : default;
}
