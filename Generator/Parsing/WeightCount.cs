using System.Collections.Generic;
using System.Globalization;
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
    private const long Limit = 2147483591;

    /// <summary>Rows and columns are rounded up to this: the floats of a panel, which bounds the doubles too.</summary>
    private const long TileSize = 16;

    /// <summary>Numbers of a normal posterior for each element: mean and log-variance.</summary>
    private const int ParametersPerElement = 2;

    /// <summary>Reports the layer with which the model outgrows the array.</summary>
    public static void Check(AttributeSet set, NetworkSpec encoder, NetworkSpec decoder)
    {
        // 64 elements cover the alignment of the array's first one.
        long total = 64;
        foreach ((long inputs, Sourced<int> size, int parameters) in Layers(encoder, decoder))
        {
            // Decimal, because two sides below 2^33 make a product beyond a long.
            decimal weights = (decimal)RoundUp(inputs) * RoundUp(size.Value * (long)parameters) + RoundUp(size.Value * (long)parameters);
            if (total + weights > Limit)
            {
                string count = (total + weights).ToString(CultureInfo.InvariantCulture);
                set.Report(DiagnosticIds.TooManyWeights, size.At, count, Limit.ToString(CultureInfo.InvariantCulture));
                return;
            }

            total += (long)weights;
        }
    }

    private static IEnumerable<(long Inputs, Sourced<int> Size, int Parameters)> Layers(NetworkSpec encoder, NetworkSpec decoder)
    {
        foreach ((NetworkSpec network, int parameters) in new[] { (encoder, ParametersPerElement), (decoder, 1) })
        {
            long inputs = network.Input.Value;
            foreach (LayerSpec layer in network.Layers)
            {
                Sourced<int> size = ((DenseLayerSpec)layer).Size;
                yield return (inputs, size, 1);
                inputs = size.Value;
            }

            yield return (inputs, network.Head, parameters);
        }
    }

    private static long RoundUp(long count) => (count + TileSize - 1) / TileSize * TileSize;
}
