using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>Values of a channel after a channel, each row after row.</summary>
internal sealed record Channels(int Count, int Height, int Width, double[] Values)
{
    /// <summary>Zero beside the grid.</summary>
    public double At(int channel, int row, int column) =>
        row < 0 || row >= Height || column < 0 || column >= Width ? 0 : Values[(((channel * Height) + row) * Width) + column];

    /// <summary>Volumes by their elements.</summary>
    public static Channels Of(int count, int height, int width, Func<int, int, int, double> value) => new(
        count, height, width,
        [.. from channel in Enumerable.Range(0, count) from row in Enumerable.Range(0, height) from column in Enumerable.Range(
            0, width) select value(channel, row, column)]);

    /// <summary>Each element by itself.</summary>
    public Channels Select(Func<double, double> function) => this with { Values = [.. Values.Select(function)] };
}

/// <summary>
/// The networks of <see cref="VolumeMutant"/> written down from the definitions of their layers (PyTorch's documentation of <c>Conv2d</c>,
/// <c>ConvTranspose2d</c>, <c>MaxPool2d</c> and the others), one example at a time: it shares nothing with the generator or the runtime but
/// the parameters' names and their order in files.
/// </summary>
internal sealed class VolumeReference
{
    private const double Stabilizer = 1e-5;

    private readonly Dictionary<string, double[]> parameters = [];

    /// <summary>Takes the parameters apart.</summary>
    public VolumeReference(IEnumerable<Parameter<double>> layout, double[] values)
    {
        int first = 0;
        foreach (Parameter<double> parameter in layout)
        {
            parameters[parameter.Shape.Name] = values[first..(first + parameter.Count)];
            first += parameter.Count;
        }
    }

    /// <summary>Mean and log-variance of q(z|x).</summary>
    public (double[] Mean, double[] LogVariance) Encode(double[] x)
    {
        Channels h1 = Convolution("encoder.0", new Channels(1, 8, 12, x), kernel: 3, stride: 2, padding: 1).Select(Math.Tanh);
        Channels h2 = BatchNorm("encoder.1", h1).Select(a => a / (1 + Math.Exp(-a)));
        Channels h3 = Convolution("encoder.2", h2, kernel: 2, stride: 1, padding: 0).Select(Math.Tanh);
        Channels h4 = Pooled(h3, kernel: 2, stride: 1, padding: 1, window => window.Max());
        Channels h5 = Pooled(h4, kernel: 2, stride: 2, padding: 0, window => window.Sum() / 4);
        Channels h6 = Convolution("encoder.5.0", h5, kernel: 3, stride: 1, padding: 1).Select(Math.Tanh);
        double[] h8 = LayerNorm("encoder.6", [.. h5.Values.Zip(h6.Values, (skipped, inner) => skipped + inner)]);
        return (Dense("encoder.mean", h8), Dense("encoder.log_variance", h8));
    }

    /// <summary>The mean of p(x|z).</summary>
    public double[] Decode(double[] z)
    {
        Channels h9 = new Channels(3, 2, 3, Dense("decoder.0", z)).Select(Math.Tanh);
        Channels h10 = Transposed("decoder.1", h9, kernel: 3, stride: 2, padding: 1, outputPadding: 1).Select(Math.Tanh);
        Channels h11 =
            Channels.Of(h10.Count, 2 * h10.Height, 2 * h10.Width, (channel, row, column) => h10.At(channel, row / 2, column / 2));
        return Convolution("decoder.mean", h11, kernel: 3, stride: 1, padding: 1).Values;
    }

    private double[] Dense(string layer, double[] x)
    {
        double[] weights = parameters[layer + ".weight"];
        return [.. parameters[layer + ".bias"].Select(
            (bias, output) => bias + x.Select((value, input) => value * weights[(output * x.Length) + input]).Sum())];
    }

    private Channels Convolution(string layer, Channels x, int kernel, int stride, int padding)
    {
        double[] weights = parameters[layer + ".weight"];
        double[] biases = parameters[layer + ".bias"];
        return Channels.Of(
            biases.Length, ((x.Height + (2 * padding) - kernel) / stride) + 1, ((x.Width + (2 * padding) - kernel) / stride) + 1,
            (output, row, column) =>
            {
                double sum = biases[output];
                foreach ((int input, int i, int j) in Taps(x.Count, kernel))
                {
                    sum += weights[(((((output * x.Count) + input) * kernel) + i) * kernel) + j]
                        * x.At(input, (row * stride) - padding + i, (column * stride) - padding + j);
                }

                return sum;
            });
    }

    // Each element of x is spread over a kernel of the output.
    private Channels Transposed(string layer, Channels x, int kernel, int stride, int padding, int outputPadding)
    {
        double[] weights = parameters[layer + ".weight"];
        double[] biases = parameters[layer + ".bias"];
        Channels y = Channels.Of(
            biases.Length, ((x.Height - 1) * stride) - (2 * padding) + kernel + outputPadding,
            ((x.Width - 1) * stride) - (2 * padding) + kernel + outputPadding,
            (output, _, _) => biases[output]);
        for (int input = 0; input < x.Count * x.Height * x.Width; input++)
        {
            (int channel, int position) = Math.DivRem(input, x.Height * x.Width);
            foreach ((int output, int i, int j) in Taps(y.Count, kernel))
            {
                int row = (position / x.Width * stride) - padding + i;
                int column = (position % x.Width * stride) - padding + j;
                if (row >= 0 && row < y.Height && column >= 0 && column < y.Width)
                {
                    y.Values[(((output * y.Height) + row) * y.Width) + column] += x.Values[input]
                        * weights[(((((channel * y.Count) + output) * kernel) + i) * kernel) + j];
                }
            }
        }

        return y;
    }

    // What lies beside the grid is in no window; the callers' means have none of it.
    private static Channels Pooled(Channels x, int kernel, int stride, int padding, Func<IEnumerable<double>, double> function) =>
        Channels.Of(
        x.Count, ((x.Height + (2 * padding) - kernel) / stride) + 1, ((x.Width + (2 * padding) - kernel) / stride) + 1,
        (channel, row, column) => function(
            from tap in Taps(1, kernel)
            let above = (row * stride) - padding + tap.Row
            let left = (column * stride) - padding + tap.Column
            where above >= 0 && above < x.Height && left >= 0 && left < x.Width
            select x.At(channel, above, left)));

    private Channels BatchNorm(string layer, Channels x) => Channels.Of(
        x.Count, x.Height, x.Width,
        (channel, row, column) => ((x.At(channel, row, column) - parameters[layer + ".running_mean"][channel])
            / Math.Sqrt(parameters[layer + ".running_var"][channel] + Stabilizer) * parameters[layer + ".weight"][channel])
            + parameters[layer + ".bias"][channel]);

    private double[] LayerNorm(string layer, double[] x)
    {
        double mean = x.Average();
        double deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + Stabilizer);
        return [.. x.Select(
            (value, i) => ((value - mean) / deviation * parameters[layer + ".weight"][i]) + parameters[layer + ".bias"][i])];
    }

    private static IEnumerable<(int Channel, int Row, int Column)> Taps(int channels, int kernel) =>
        from channel in Enumerable.Range(0, channels)
        from row in Enumerable.Range(0, kernel)
        from column in Enumerable.Range(
            0, kernel)
        select (channel, row, column);
}
