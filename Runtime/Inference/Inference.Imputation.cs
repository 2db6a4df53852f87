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

    // All draws are of one network, which has encoded the examples, and found their exposures, once.
    private static void AverageOverDraws<T>(
        IVariationalModel<T> model, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, ReadOnlySpan<T> observed, int firstExample, int samples,
        ulong seed, Span<T> means)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = x.Length / model.Description.Features;
        VariationalNetwork<T> network = Encoded(model, x, labels, rows, observed);
        Batch<T> batch = network.Batch;
        (batch.NoiseSource, batch.Seed, batch.Step) = (NoiseSource.Drawn, seed, 0);
        for (int row = 0; row < rows; row++)
            batch.Examples[row] = firstExample + row;
        var decoded = new T[x.Length];
        var sums = new double[x.Length];
        for (int sample = 0; sample < samples; sample++)
        {
            batch.StreamAndSample = RandomStream.ImputationNoise.WithSample(sample);
            network.Run(NetworkTask.DrawLatents, threads: 1);
            DecodeInto(network, rows, decoded);
            for (int i = 0; i < sums.Length; i++)
                sums[i] += double.CreateTruncating(decoded[i]);
        }

        model.ModelState.Return(network);
        for (int i = 0; i < sums.Length; i++)
            means[i] = T.CreateTruncating(sums[i] / samples);
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
