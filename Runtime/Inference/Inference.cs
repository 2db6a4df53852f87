using System;
using System.Buffers;
using System.Globalization;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// Uses a trained model: encodes, decodes, reconstructs, interpolates. Any number of threads may do so at once, each computing alone;
/// nothing is allocated by the methods that write to spans once as many callers have been there before. Not to be used while <c>Fit</c>
/// changes the weights.
/// </summary>
public static partial class Inference
{
    // Examples that are computed at once.
    private const int MostRows = 128;

    /// <summary>The parameters of q(z|x) for one example or several.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The examples [count × features], row-major. They are not checked: NaN gives NaN.</param>
    /// <param name="labels">The class of each example [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The length is no multiple of the model's features.</exception>
    public static Posterior<T> Encode<T>(IVariationalModel<T> model, ReadOnlySpan<T> x, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Encode(model, x, labels, observed: default);

    // Of x with missing elements there is a mask as long as x: 1 where an element is there.
    private static Posterior<T> Encode<T>(
        IVariationalModel<T> model, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, ReadOnlySpan<T> observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = CountOf(x.Length, model.Description.Features, nameof(x), "features");
        if (model.Description.IsDeterministic)
            throw new InvalidOperationException($"{model.Description.Name} is deterministic: it has codes (EncodeToCode), not posteriors.");
        var posterior = new Posterior<T>(new T[count * model.Description.Latent], new T[count * model.Description.Latent]);
        if (model.Description.Covariance == Covariance.Full)
            posterior = posterior with { Factor = new T[checked(count * model.Description.Latent * model.Description.Latent)] };
        Encode<T>(model, x, posterior.Mean, posterior.LogVariance, posterior.Factor, labels, observed);
        return posterior;
    }

    /// <summary>Writes the parameters of q(z|x) for one example or several.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The examples [count × features], row-major. They are not checked: NaN gives NaN.</param>
    /// <param name="mean">Receives μ [count × latents].</param>
    /// <param name="logVariance">Receives log σ² [count × latents]; under a full covariance that of each latent by itself.</param>
    /// <param name="labels">The class of each example [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public static void Encode<T>(
        IVariationalModel<T> model, ReadOnlySpan<T> x, Span<T> mean, Span<T> logVariance, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Encode(model, x, mean, logVariance, factor: default, labels, observed: default);

    // The factor is written where there is room for it.
    private static void Encode<T>(
        IVariationalModel<T> model, ReadOnlySpan<T> x, Span<T> mean, Span<T> logVariance, Span<T> factor, ReadOnlySpan<int> labels,
        ReadOnlySpan<T> observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelDescription description = model.Description;
        int count = CountOf(x.Length, description.Features, nameof(x), "features");
        RequireLength(mean.Length, count, description.Latent, nameof(mean));
        RequireLength(logVariance.Length, count, description.Latent, nameof(logVariance));
        ClassLabels.Check(description, labels, count);
        for (int first = 0; first < count; first += MostRows)
        {
            int rows = Math.Min(MostRows, count - first);
            VariationalNetwork<T> network = Encoded(
                model, RowsOf(x, first, rows, description.Features), ClassLabels.Rows(labels, first, rows), rows,
                MaskOf(observed, first, rows, description.Features));
            MatrixRows.Read(network.PosteriorMean, RowsOf(mean, first, rows, description.Latent));
            MatrixRows.Read(network.PosteriorLogVariance, RowsOf(logVariance, first, rows, description.Latent));
            if (!factor.IsEmpty)
                CholeskyFactor.Read(network, rows, RowsOf(factor, first, rows, description.Latent * description.Latent));
            model.ModelState.Return(network);
        }
    }

    /// <summary>The mean of p(x|z) for one latent or several: [count × features], row-major.</summary>
    /// <param name="model">The model.</param>
    /// <param name="z">The latents [count × latents], row-major.</param>
    /// <param name="labels">The class of each example [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The length is no multiple of the model's latents.</exception>
    public static T[] Decode<T>(IVariationalModel<T> model, ReadOnlySpan<T> z, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = CountOf(z.Length, model.Description.Latent, nameof(z), "latents");
        var mean = new T[count * model.Description.Features];
        Decode<T>(model, z, mean, labels);
        return mean;
    }

    /// <summary>Writes the mean of p(x|z) for one latent or several.</summary>
    /// <param name="model">The model.</param>
    /// <param name="z">The latents [count × latents], row-major.</param>
    /// <param name="mean">Receives the means [count × features], row-major.</param>
    /// <param name="labels">The class of each example [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public static void Decode<T>(IVariationalModel<T> model, ReadOnlySpan<T> z, Span<T> mean, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelDescription description = model.Description;
        int count = CountOf(z.Length, description.Latent, nameof(z), "latents");
        RequireLength(mean.Length, count, description.Features, nameof(mean));
        ClassLabels.Check(description, labels, count);
        for (int first = 0; first < count; first += MostRows)
        {
            int rows = Math.Min(MostRows, count - first);
            VariationalNetwork<T> network = model.ModelState.Rent(rows);
            MatrixRows.Write(RowsOf(z, first, rows, description.Latent), network.Latent);
            ClassLabels.Write(ClassLabels.Rows(labels, first, rows), network);
            DecodeInto(network, rows, RowsOf(mean, first, rows, description.Features));
            model.ModelState.Return(network);
        }
    }

    /// <summary>The mean of p(x|z) at the mean of q(z|x): [count × features], row-major.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The examples [count × features], row-major.</param>
    /// <param name="labels">The class of each example [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The length is no multiple of the model's features.</exception>
    public static T[] Reconstruct<T>(IVariationalModel<T> model, ReadOnlySpan<T> x, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var mean = new T[x.Length];
        Reconstruct<T>(model, x, mean, labels);
        return mean;
    }

    /// <summary>Writes the mean of p(x|z) at the mean of q(z|x).</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The examples [count × features], row-major.</param>
    /// <param name="mean">Receives the reconstructions [count × features], row-major.</param>
    /// <param name="labels">The class of each example [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public static void Reconstruct<T>(IVariationalModel<T> model, ReadOnlySpan<T> x, Span<T> mean, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reconstruct(model, x, mean, labels, observed: default);

    private static void Reconstruct<T>(
        IVariationalModel<T> model, ReadOnlySpan<T> x, Span<T> mean, ReadOnlySpan<int> labels, ReadOnlySpan<T> observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelDescription description = model.Description;
        int count = CountOf(x.Length, description.Features, nameof(x), "features");
        RequireLength(mean.Length, count, description.Features, nameof(mean));
        ClassLabels.Check(description, labels, count);
        T[] latents = ArrayPool<T>.Shared.Rent(MostRows * description.Latent);
        for (int first = 0; first < count; first += MostRows)
        {
            int rows = Math.Min(MostRows, count - first);
            Span<T> z = latents.AsSpan(0, rows * description.Latent);
            VariationalNetwork<T> network = Encoded(
                model, RowsOf(x, first, rows, description.Features), ClassLabels.Rows(labels, first, rows), rows,
                MaskOf(observed, first, rows, description.Features));
            MatrixRows.Read(network.PosteriorMean, z);
            MatrixRows.Write<T>(z, network.Latent);
            DecodeInto(network, rows, RowsOf(mean, first, rows, description.Features));
            model.ModelState.Return(network);
        }

        ArrayPool<T>.Shared.Return(latents);
    }

    /// <summary>
    /// Decodes points on the straight line between the posterior means of two examples, both ends included: [steps × features], row-major.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="from">The first example [features].</param>
    /// <param name="to">The last example [features].</param>
    /// <param name="steps">How many points, at least 2.</param>
    /// <param name="label">The class of both ends where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">An example has another length than the model's features, or the label does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two steps.</exception>
    public static T[] Interpolate<T>(IVariationalModel<T> model, ReadOnlySpan<T> from, ReadOnlySpan<T> to, int steps, int? label = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        var x = new T[checked(steps * model.Description.Features)];
        Interpolate<T>(model, from, to, x, label);
        return x;
    }

    /// <summary>
    /// Decodes points on the straight line between the posterior means of two examples, both ends included, as many as there is room for:
    /// z = (1 − t) μ(from) + t μ(to), t = 0, 1/(steps − 1), …, 1.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="from">The first example [features].</param>
    /// <param name="to">The last example [features].</param>
    /// <param name="x">Receives the points [steps × features], row-major; room for at least 2.</param>
    /// <param name="label">The class of both ends where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The lengths do not agree, or the label does not fit.</exception>
    public static void Interpolate<T>(IVariationalModel<T> model, ReadOnlySpan<T> from, ReadOnlySpan<T> to, Span<T> x, int? label = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelDescription description = model.Description;
        RequireLength(from.Length, 1, description.Features, nameof(from));
        RequireLength(to.Length, 1, description.Features, nameof(to));
        int steps = CountOf(x.Length, description.Features, nameof(x), "features");
        if (steps < 2)
            throw new ArgumentException("There is room for fewer than 2 points.", nameof(x));
        int single = label.GetValueOrDefault();
        ReadOnlySpan<int> labels = label is null ? default : new ReadOnlySpan<int>(in single);
        ClassLabels.Check(description, label);
        int latent = description.Latent;
        T[] scratch = ArrayPool<T>.Shared.Rent(3 * latent);
        Span<T> first = scratch.AsSpan(0, latent);
        Span<T> last = scratch.AsSpan(latent, latent);
        Span<T> between = scratch.AsSpan(2 * latent, latent);
        EncodeMean(model, from, labels, first);
        EncodeMean(model, to, labels, last);
        for (int step = 0; step < steps; step++)
        {
            T t = T.CreateTruncating(step / (double)(steps - 1));
            for (int i = 0; i < latent; i++)
                between[i] = (T.One - t) * first[i] + t * last[i];
            Decode<T>(model, between, RowsOf(x, step, 1, description.Features), labels);
        }

        ArrayPool<T>.Shared.Return(scratch);
    }

    /// <summary>Decodes the latents that lie in the network's first rows.</summary>
    internal static void DecodeInto<T>(VariationalNetwork<T> network, int rows, Span<T> mean)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.Batch.Rows = rows;
        network.Run(NetworkTask.Decode, threads: 1);
        network.ReadObserved(PortRole.Mean, mean);
        network.WriteExposures(mean);
    }

    internal static int CountOf(int length, int size, string parameter, string unit)
    {
        if (length % size == 0)
            return length / size;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{length} values are no whole number of rows of {size} {unit}."), parameter);
    }

    private static void EncodeMean<T>(IVariationalModel<T> model, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, Span<T> mean)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VariationalNetwork<T> network = Encoded(model, x, labels, rows: 1);
        MatrixRows.Read(network.PosteriorMean, mean);
        model.ModelState.Return(network);
    }

    private static VariationalNetwork<T> Encoded<T>(
        IVariationalModel<T> model, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, int rows, ReadOnlySpan<T> observed = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VariationalNetwork<T> network = model.ModelState.Rent(rows);
        if (!observed.IsEmpty)
        {
            network.AllocateMask();
            network.SetMask(observed);
            network.Batch.HasMissing = true;
        }

        network.SetInputs(x);
        ClassLabels.Write(labels, network);
        network.Batch.Rows = rows;
        network.Run(NetworkTask.Encode, threads: 1);
        return network;
    }

    private static void RequireLength(int length, int rows, int size, string parameter)
    {
        if (length != (long)rows * size)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"There are {length} values; {rows} × {size} were expected."), parameter);
        }
    }

    private static ReadOnlySpan<T> MaskOf<T>(ReadOnlySpan<T> observed, int first, int rows, int size) =>
        observed.IsEmpty ? default : RowsOf(observed, first, rows, size);

    private static ReadOnlySpan<T> RowsOf<T>(ReadOnlySpan<T> values, int first, int rows, int size) =>
        values.Slice(first * size, rows * size);

    private static Span<T> RowsOf<T>(Span<T> values, int first, int rows, int size) => values.Slice(first * size, rows * size);
}
