using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

public static partial class Inference
{
    /// <summary>The codes z of a deterministic autoencoder for one example or several: [count × latents], row-major. Of another model the
    /// posterior means.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The examples [count × features], row-major. They are not checked: NaN gives NaN.</param>
    /// <param name="labels">The class of each example [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The length is no multiple of the model's features, or the labels don't fit.</exception>
    public static T[] EncodeToCode<T>(IVariationalModel<T> model, ReadOnlySpan<T> x, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var z = new T[CountOf(x.Length, model.Description.Features, nameof(x), "features") * model.Description.Latent];
        EncodeToCode<T>(model, x, z, labels);
        return z;
    }

    /// <summary>Writes the codes z of a deterministic autoencoder for one example or several; of another model the posterior
    /// means.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The examples [count × features], row-major. They are not checked: NaN gives NaN.</param>
    /// <param name="z">Receives the codes [count × latents], row-major.</param>
    /// <param name="labels">The class of each example [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The lengths do not agree, or the labels don't fit.</exception>
    public static void EncodeToCode<T>(IVariationalModel<T> model, ReadOnlySpan<T> x, Span<T> z, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelDescription description = model.Description;
        int count = CountOf(x.Length, description.Features, nameof(x), "features");
        RequireLength(z.Length, count, description.Latent, nameof(z));
        ClassLabels.Check(description, labels, count);
        for (int first = 0; first < count; first += MostRows)
        {
            int rows = Math.Min(MostRows, count - first);
            VariationalNetwork<T> network =
                Encoded(model, RowsOf(x, first, rows, description.Features), ClassLabels.Rows(labels, first, rows), rows);
            MatrixRows.Read(network.PosteriorMean, RowsOf(z, first, rows, description.Latent));
            model.ModelState.Return(network);
        }
    }

    /// <summary>Fits a mixture of normal distributions to the codes of a data set: what a deterministic autoencoder has in place of a
    /// prior.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The examples.</param>
    /// <param name="options">Components and the rest; null for the defaults.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The examples do not fit the model, or are fewer than the components.</exception>
    /// <exception cref="DataFormatException">A value is not possible under the model's likelihood: the message names value, example and
    /// element.</exception>
    public static GaussianMixture FitCodes<T>(IVariationalModel<T> model, DataSet data, GaussianMixtureOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        int features = model.Description.Features;
        int latent = model.Description.Latent;
        var codes = new double[checked(data.Count * latent)];
        T[] x = Examples(model, data);
        ReadOnlySpan<T> mask = Mask<T>(data);
        var z = new T[latent];
        for (int i = 0; i < data.Count; i++)
        {
            VariationalNetwork<T> network = Encoded(
                model, RowsOf<T>(x.AsSpan(), i, 1, features), ClassLabels.Rows(LabelsOf(model, data), i, 1), rows: 1,
                MaskOf(mask, i, 1, features));
            MatrixRows.Read<T>(network.PosteriorMean, z);
            model.ModelState.Return(network);
            for (int j = 0; j < latent; j++)
                codes[(i * latent) + j] = double.CreateTruncating(z[j]);
        }

        return GaussianMixture.Fit(codes, latent, options);
    }

    /// <summary>Draws codes from a mixture and decodes them: the means of p(x|z), [count × features], row-major. A pure function of
    /// weights, mixture and seed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="codes">The mixture, over the latents of the model.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="labels">The class of each sample [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The mixture has another dimension than the model's latent, or the labels don't fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static T[] SampleFrom<T>(
        IVariationalModel<T> model, GaussianMixture codes, int count, ulong seed = 0, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(codes);
        if (codes.Dimension != model.Description.Latent)
        {
            throw new ArgumentException($"The mixture is over {codes.Dimension} elements; {model.Description.Name} has "
                + $"{model.Description.Latent} latents.", nameof(codes));
        }

        return Decode<T>(model, Array.ConvertAll(codes.Sample(count, seed), T.CreateTruncating), labels);
    }
}
