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
        foreach ((long inputs, int size, int parameters, ArgumentLocation at) in Layers(encoder, decoder))
        {
            // Decimal, because two sides below 2^33 make a product beyond a long.
            decimal weights = (decimal)RoundUp(inputs) * RoundUp(size * (long)parameters) + RoundUp(size * (long)parameters);
            if (total + weights > Limit)
            {
                string count = (total + weights).ToString(CultureInfo.InvariantCulture);
                set.Report(DiagnosticIds.TooManyWeights, at, count, Limit.ToString(CultureInfo.InvariantCulture));
                return;
            }

            total += (long)weights;
        }
    }

    private static IEnumerable<(long Inputs, int Size, int Parameters, ArgumentLocation At)> Layers(NetworkSpec encoder, NetworkSpec decoder)
    {
        foreach ((NetworkSpec network, int parameters) in new[] { (encoder, ParametersPerElement), (decoder, 1) })
        {
            long inputs = network.Input.Value.Size;
            foreach (LayerSpec layer in network.Layers)
            {
                yield return (inputs, layer.Output.Size, 1, layer.At);
                inputs = layer.Output.Size;
            }

            yield return (inputs, network.Head.Value.Size, parameters, network.Head.At);
        }
    }

    private static long RoundUp(long count) => (count + TileSize - 1) / TileSize * TileSize;
}
