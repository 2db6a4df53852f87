using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Checks that the parameters of a model fit in the one array they are stored in. Counted as stored: whole panels of 64 bytes and whole
/// tiles, so a little more than the weights themselves.
/// </summary>
internal static class WeightCount
{
    /// <summary>The longest array of .NET, <c>Array.MaxLength</c>.</summary>
    public const long Limit = 2147483591;

    /// <summary>Rows and columns are rounded up to this: the floats of a panel, which bounds the doubles too.</summary>
    private const long TileSize = 16;

    /// <summary>Numbers of a normal posterior for each element: mean and log-variance.</summary>
    private const int ParametersPerElement = 2;

    /// <summary>Scale, shift and the two running statistics of a normalization.</summary>
    private const int RowsOfNormalization = 4;

    /// <summary>As many whole panels of numbers.</summary>
    public static long RoundUp(long count) => (count + TileSize - 1) / TileSize * TileSize;

    /// <summary>Reports the layer with which the model outgrows the array.</summary>
    public static void Check(AttributeSet set, NetworkSpec encoder, NetworkSpec decoder)
    {
        // 64 elements cover the alignment of the array's first one.
        decimal total = 64;
        foreach ((decimal weights, ArgumentLocation at) in Layers(encoder, ParametersPerElement, decoder, 1))
        {
            total += weights;
            if (total > Limit)
            {
                Report(set, at, "With this layer", total, "use smaller sizes");
                return;
            }
        }

        if (CovarianceParser.IsFull(set, encoder.Head.Value.Size) is { } covariance)
        {
            total += OfFactor(encoder);
            if (total > Limit)
            {
                Report(set, covariance, WithFactor(encoder), total, "write Diagonal, or take fewer latents or a smaller last layer");
            }
        }
    }

    private static void Report(AttributeSet set, ArgumentLocation at, string with, decimal total, string advice) => set.Report(
        DiagnosticIds.TooManyWeights, at, with, total.ToString(CultureInfo.InvariantCulture), AttributeSet.Text(Limit), advice);

    private static IEnumerable<(decimal Weights, ArgumentLocation At)> Layers(
        NetworkSpec encoder, int encoderHeads, NetworkSpec decoder, int decoderHeads)
    {
        foreach ((NetworkSpec network, int heads) in new[] { (encoder, encoderHeads), (decoder, decoderHeads) })
        {
            foreach (LayerSpec layer in network.Layers)
            {
                yield return (Of(layer), layer.At);
            }

            yield return network.HeadLayer is { } head
                ? (Of(head) * heads, head.At)
                : (OfDense(Stored(network.HeadInput), Stored(network.Head.Value) * heads), network.Head.At);
        }
    }

    // The head of a full covariance: the elements of its factor below the diagonal. Those of the diagonal are counted in place of the log-variances.
    private static decimal OfFactor(NetworkSpec encoder) =>
        OfDense(Stored(encoder.HeadInput), RoundUp(CovarianceParser.OffDiagonal(encoder.Head.Value.Size)));

    // n means, and a triangle of n (n + 1) / 2 numbers.
    private static string WithFactor(NetworkSpec encoder)
    {
        int latents = encoder.Head.Value.Size;
        string n = AttributeSet.Text(latents);
        string numbers = AttributeSet.Text((2 * latents) + CovarianceParser.OffDiagonal(latents));
        return $"With a full covariance the heads give {n} + {n} · {AttributeSet.Text(latents + 1)} / 2 = {numbers} numbers from {AttributeSet.Text(encoder.HeadInput.Size)} each, and";
    }

    private static decimal Of(LayerSpec layer)
    {
        switch (layer)
        {
            case DenseLayerSpec:
                return OfDense(Stored(layer.Input), Stored(layer.Output));
            case ConvolutionLayerSpec convolution:
                decimal taps = (decimal)convolution.Kernel * convolution.Kernel;
                return taps * RoundUp(layer.Input.Channels) * RoundUp(layer.Output.Channels) + RoundUp(layer.Output.Channels);
            case LayerNormSpec:
            case BatchNormSpec:
                return RowsOfNormalization * Stored(layer.Output);
            case ResidualLayerSpec block:
                decimal sum = 0;
                foreach (LayerSpec inner in block.Layers)
                {
                    sum += Of(inner);
                }

                return sum;
            default:
                return 0;
        }
    }

    // Decimal, because two sides below 2^33 make a product beyond a long.
    private static decimal OfDense(decimal rows, decimal columns) => (rows * columns) + columns;

    /// <summary>Every position of a volume has whole panels of channels.</summary>
    private static decimal Stored(ValueShape shape) => (decimal)RoundUp(shape.Channels) * shape.Positions;
}
