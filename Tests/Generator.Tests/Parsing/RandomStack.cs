using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Tests.Parsing;

/// <summary>Writes the layers of a random valid stack, and keeps account of their shapes by itself.</summary>
internal sealed class RandomStack(Random random, ValueShape input)
{
    private const int MostElements = 20000;

    /// <summary>The attributes, without brackets.</summary>
    public List<string> Layers { get; } = [];

    /// <summary>What the last layer gives.</summary>
    public ValueShape Shape { get; private set; } = input;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string Activation() => random.Next(3) == 0 ? $", Activation = {(Activation)random.Next(1, 10)}" : "";

    /// <summary>Adds a layer of any kind that takes the present shape.</summary>
    public void AddAny()
    {
        switch (Shape.IsVolume ? random.Next(11) : random.Next(7, 11))
        {
            case 0 or 1:
                AddConv(random.Next(1, 6));
                break;
            case 2 or 3:
                AddConvTranspose(random.Next(1, 6));
                break;
            case 4:
                AddPool();
                break;
            case 5 when Shape.Size * 4 <= MostElements:
                Layers.Add(Text($"Upsample(2)"));
                Shape = ValueShape.Volume(Shape.Channels, Shape.Height * 2, Shape.Width * 2);
                break;
            case 6:
                AddBlock();
                break;
            case 7 when Shape.Size > 1:
                Layers.Add("LayerNorm");
                break;
            case 8:
                Layers.Add(random.Next(2) == 0 ? "BatchNorm" : "BatchNorm(Activation = Relu)");
                break;
            case 9:
                Layers.Add(Text($"Dropout({random.Next(0, 100)} / 100.0)"));
                break;
            default:
                AddDense(random.Next(2) == 0
                    ? ValueShape.Vector(random.Next(2, 40))
                    : ValueShape.Volume(random.Next(1, 6), random.Next(1, 9), random.Next(1, 9)));
                break;
        }
    }

    /// <summary>Adds a dense layer with that output; hidden ones may have an activation.</summary>
    public void AddDense(ValueShape output, bool isHead = false)
    {
        string sizes = output.IsVolume ? Text($"{output.Channels}, {output.Height}, {output.Width}") : Text($"{output.Channels}");
        Layers.Add($"Dense({sizes}{(isHead ? "" : Activation())})");
        Shape = output;
    }

    /// <summary>Adds a convolution that keeps the grid and has no activation.</summary>
    public void AddConvHead(int channels)
    {
        int half = random.Next(2);
        Layers.Add(Text($"Conv({channels}, {(2 * half) + 1}, Padding = {half})"));
        Shape = Shape with { Channels = channels };
    }

    private void AddConv(int channels)
    {
        int kernel = random.Next(1, Math.Min(Shape.Height, Shape.Width) + 1);
        int stride = random.Next(1, 4);
        int padding = random.Next(0, kernel);
        Layers.Add(Text($"Conv({channels}, {kernel}, Stride = {stride}, Padding = {padding}{Activation()})"));
        Shape = ValueShape.Volume(channels, Places(Shape.Height), Places(Shape.Width));

        int Places(int length) => ((length + (2 * padding) - kernel) / stride) + 1;
    }

    private void AddConvTranspose(int channels)
    {
        int kernel = random.Next(1, 5);
        int stride = Shape.Size * 9 > MostElements ? 1 : random.Next(1, 4);
        int padding = random.Next(0, ((kernel - 1) / 2) + 1);
        int outputPadding = random.Next(0, stride);
        string options = Text($"Padding = {padding}, OutputPadding = {outputPadding}, Stride = {stride}");
        Layers.Add(Text($"ConvTranspose({channels}, kernel: {kernel}, {options}{Activation()})"));
        Shape = ValueShape.Volume(channels, Reach(Shape.Height), Reach(Shape.Width));

        int Reach(int length) => ((length - 1) * stride) - (2 * padding) + kernel + outputPadding;
    }

    private void AddPool()
    {
        int kernel = random.Next(1, Math.Min(Shape.Height, Shape.Width) + 1);
        int padding = random.Next(0, (kernel / 2) + 1);
        Layers.Add(Text($"{(random.Next(2) == 0 ? "MaxPool" : "AvgPool")}({kernel}, Padding = {padding}{Activation()})"));
        Shape = ValueShape.Volume(Shape.Channels, Places(Shape.Height), Places(Shape.Width));

        int Places(int length) => ((length + (2 * padding) - kernel) / kernel) + 1;
    }

    private void AddBlock()
    {
        ValueShape before = Shape;
        Layers.Add("Residual");
        foreach (int _ in Enumerable.Range(0, random.Next(1, 3)))
            AddConvHead(random.Next(1, 6));

        if (Shape != before)
            AddConvHead(before.Channels);

        Layers.Add(random.Next(2) == 0 ? "EndResidual" : "EndResidual(Activation = Relu)");
    }
}
