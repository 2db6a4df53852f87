using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>A shape between two layers.</summary>
internal readonly record struct RandomShape(int Channels, int Height, int Width, bool IsVolume)
{
    public int Size => Channels * Height * Width;
}

/// <summary>Draws a valid network, attribute by attribute: a stack of layers, or a chain of sizes.</summary>
/// <param name="random">Where it is drawn from.</param>
/// <param name="network">Encoder or Decoder.</param>
internal sealed class RandomStack(Random random, string network)
{
    private const int MostElements = 180;

    private static readonly string[] Activations = ["Identity", "Relu", "LeakyRelu", "Elu", "Gelu", "Silu", "Tanh", "Sigmoid", "Softplus"];

    private readonly List<string> lines = [$"[{network}]"];

    /// <summary>Whether a derivative jumps somewhere: an activation's, or that of a greatest value.</summary>
    public bool HasKinks { get; private set; }

    /// <summary>Whether a layer is something else in training.</summary>
    public bool DependsOnTraining { get; private set; }

    /// <summary>Adds a few layers; returns what comes out.</summary>
    public RandomShape Add(RandomShape shape, int count)
    {
        for (int i = 0; i < count; i++)
            shape = Layer(shape, mayNest: true);
        return shape;
    }

    /// <summary>Makes it a chain from one size to another, with at most two hidden layers.</summary>
    public void MakeChain(int first, int last)
    {
        int[] hidden = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(1, 20))];
        string sizes = string.Join(", ", hidden.Prepend(first).Append(last));
        lines[0] = $"[{network}({sizes}{(hidden.Length == 0 ? "" : Activation())})]";
    }

    /// <summary>Adds layers to a code, and in some of the stacks a convolution that gives the shape of x.</summary>
    public void AddUpTo(RandomShape x, int latent)
    {
        RandomShape hidden = Add(new RandomShape(latent, 1, 1, IsVolume: false), random.Next(1, 4));
        if (x.IsVolume && random.Next(2) == 0 && hidden.Size <= MostElements)
            AddHead(x);
        else if (hidden.Size == x.Size)
            MakeLastLayerTheHead();
    }

    // An affine layer that happens to give as many elements as x has is the head, which has no activation of its own.
    private void MakeLastLayerTheHead()
    {
        string last = lines[^1];
        if (last.StartsWith("[Dense", StringComparison.Ordinal) || last.StartsWith("[Conv", StringComparison.Ordinal))
            lines[^1] = last[..last.LastIndexOf(", Activation", StringComparison.Ordinal)] + ")]";
    }

    // A dense layer to a volume, and a convolution without an activation that makes the shape of x of it.
    private void AddHead(RandomShape target)
    {
        int kernel = random.Next(1, 4);
        bool isTransposed = random.Next(2) == 0;
        int stride = random.Next(1, 3);
        int padding = random.Next(0, (kernel / 2) + 1);
        int height = Source(target.Height);
        int width = Source(target.Width);
        if (height < 1 || width < 1 || Result(height) != target.Height || Result(width) != target.Width)
        {
            // A kernel of one position always fits.
            (kernel, stride, padding, height, width) = (1, 1, 0, target.Height, target.Width);
        }

        int channels = random.Next(1, 4);
        lines.Add($"[Dense({channels}, {height}, {width}{Activation()})]");
        lines.Add($"[{(isTransposed ? "ConvTranspose" : "Conv")}({target.Channels}, {kernel}{Steps(stride, padding)})]");

        int Source(int size) =>
            isTransposed ? ((size + (2 * padding) - kernel) / stride) + 1 : ((size - 1) * stride) - (2 * padding) + kernel;
        int Result(int size) =>
            isTransposed ? ((size - 1) * stride) - (2 * padding) + kernel : ((size + (2 * padding) - kernel) / stride) + 1;
    }

    private RandomShape Layer(RandomShape shape, bool mayNest)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            RandomShape? next = shape.IsVolume ? OfVolume(shape, mayNest) : OfVector(shape, mayNest);
            if (next is { } found)
                return found;
        }

        return Dense(shape, 5);
    }

    private RandomShape? OfVector(RandomShape shape, bool mayNest) => random.Next(8) switch
    {
        0 when shape.Size > 1 => Keeping("LayerNorm", shape),
        1 => Keeping("BatchNorm", shape),
        2 => Dropout(shape),
        3 when mayNest => Residual(shape),
        4 => DenseVolume(shape),
        _ => Dense(shape, random.Next(1, 20)),
    };

    private RandomShape? OfVolume(RandomShape shape, bool mayNest) => random.Next(12) switch
    {
        0 when shape.Size > 1 => Keeping("LayerNorm", shape),
        1 => Keeping("BatchNorm", shape),
        2 => Dropout(shape),
        3 when mayNest => Residual(shape),
        4 => Pool("MaxPool", shape),
        5 => Pool("AvgPool", shape),
        6 => Upsample(shape),
        7 => Dense(shape, random.Next(1, 20)),
        8 => ConvTranspose(shape),
        _ => Conv(shape),
    };

    private RandomShape Dense(RandomShape shape, int units)
    {
        lines.Add($"[Dense({units}{Activation()})]");
        return new RandomShape(units, 1, 1, IsVolume: false);
    }

    private RandomShape? DenseVolume(RandomShape shape)
    {
        RandomShape volume = new(random.Next(1, 11), random.Next(1, 4), random.Next(1, 4), IsVolume: true);
        if (volume.Size > MostElements || shape.Size > MostElements)
            return null;
        lines.Add($"[Dense({volume.Channels}, {volume.Height}, {volume.Width}{Activation()})]");
        return volume;
    }

    private RandomShape? Conv(RandomShape shape)
    {
        int kernel = random.Next(1, 4);
        int stride = random.Next(1, 3);
        int padding = random.Next(0, kernel);
        int channels = random.Next(5) == 0 ? random.Next(8, 12) : random.Next(1, 5);
        RandomShape output = new(
            channels, ((shape.Height + (2 * padding) - kernel) / stride) + 1, ((shape.Width + (2 * padding) - kernel) / stride) + 1,
            IsVolume: true);
        if (shape.Height + (2 * padding) < kernel || shape.Width + (2 * padding) < kernel || output.Size > MostElements)
            return null;
        lines.Add($"[Conv({channels}, {kernel}{Steps(stride, padding)}{Activation()})]");
        return output;
    }

    private RandomShape? ConvTranspose(RandomShape shape)
    {
        int kernel = random.Next(1, 4);
        int stride = random.Next(1, 4);
        int padding = random.Next(0, (kernel + 1) / 2);
        int outputPadding = stride > 1 ? random.Next(0, stride) : 0;
        int channels = random.Next(1, 5);
        RandomShape output = new(channels, Along(shape.Height), Along(shape.Width), IsVolume: true);
        if (output.Height < 1 || output.Width < 1 || output.Size > MostElements)
            return null;
        lines.Add($"[ConvTranspose({channels}, "
            + $"{kernel}{Steps(stride, padding)}{(outputPadding == 0 ? "" : $", OutputPadding = {outputPadding}")}{Activation()})]");
        return output;

        int Along(int size) => ((size - 1) * stride) - (2 * padding) + kernel + outputPadding;
    }

    private RandomShape? Pool(string name, RandomShape shape)
    {
        int kernel = random.Next(1, 4);
        int stride = random.Next(1, 3);
        int padding = random.Next(0, (kernel / 2) + 1);
        if (shape.Height + (2 * padding) < kernel || shape.Width + (2 * padding) < kernel)
            return null;
        HasKinks |= name == "MaxPool";
        lines.Add($"[{name}({kernel}, Stride = {stride}{(padding == 0 ? "" : $", Padding = {padding}")}{MaybeActivation()})]");
        return shape
            with
        {
            Height = ((shape.Height + (2 * padding) - kernel) / stride) + 1,
            Width = ((shape.Width + (2 * padding) - kernel) / stride) + 1
        };
    }

    private RandomShape? Upsample(RandomShape shape)
    {
        int factor = random.Next(2, 4);
        if (shape.Size * factor * factor > MostElements)
            return null;
        lines.Add($"[Upsample({factor}{MaybeActivation()})]");
        return shape with { Height = shape.Height * factor, Width = shape.Width * factor };
    }

    private RandomShape Keeping(string name, RandomShape shape)
    {
        DependsOnTraining |= name == "BatchNorm";
        string activation = MaybeActivation();
        lines.Add(activation.Length == 0 ? $"[{name}]" : $"[{name}({activation[2..]})]");
        return shape;
    }

    private RandomShape? Dropout(RandomShape shape)
    {
        DependsOnTraining = true;
        lines.Add($"[Dropout({(random.Next(2) == 0 ? "0.25" : "0.5")}{MaybeActivation()})]");
        return shape;
    }

    private RandomShape? Residual(RandomShape shape)
    {
        if (shape.Size > MostElements)
            return null;
        lines.Add("[Residual]");
        RandomShape inner = shape;
        for (int i = random.Next(0, 2); i > 0; i--)
            inner = Layer(inner, mayNest: false);
        if (inner != shape || random.Next(2) == 0)
            BackTo(inner, shape);
        else
            Keeping(shape.Size > 1 && random.Next(2) == 0 ? "LayerNorm" : "BatchNorm", shape);
        string activation = MaybeActivation();
        lines.Add(activation.Length == 0 ? "[EndResidual]" : $"[EndResidual({activation[2..]})]");
        return shape;
    }

    private void BackTo(RandomShape inner, RandomShape shape)
    {
        bool keepsGrid = inner.IsVolume && shape.IsVolume && inner.Height == shape.Height && inner.Width == shape.Width;
        if (keepsGrid)
        {
            lines.Add($"[{(random.Next(2) == 0 ? "Conv" : "ConvTranspose")}({shape.Channels}, 3, Padding = 1{Activation()})]");
        }
        else
        {
            lines.Add(
                shape.IsVolume
                ? $"[Dense({shape.Channels}, {shape.Height}, {shape.Width}{Activation()})]"
                : $"[Dense({shape.Channels}{Activation()})]");
        }
    }

    private static string Steps(int stride, int padding) =>
        (stride == 1 ? "" : $", Stride = {stride}") + (padding == 0 ? "" : $", Padding = {padding}");

    private string MaybeActivation() => random.Next(3) == 0 ? Activation() : "";

    private string Activation()
    {
        string activation = Activations[random.Next(Activations.Length)];
        HasKinks |= activation is "Relu" or "LeakyRelu" or "Elu";
        return $", Activation = {activation}";
    }

    /// <summary>The lines under each other.</summary>
    public override string ToString() => string.Join("\n", lines.Select(line => line));
}
