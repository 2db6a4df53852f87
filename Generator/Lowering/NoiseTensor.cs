using System;
using System.Collections.Immutable;
using System.Globalization;

namespace VaeGen.Generator.Lowering;

/// <summary>The distribution of noise.</summary>
internal enum NoiseKind
{
    /// <summary>N(0, 1), or what the caller of the network gives in its place.</summary>
    Normal,

    /// <summary>Uniform on (0, 1), or what the caller of the network gives in its place. Its streams are those of normal noise: the same
    /// counters, read in another way.</summary>
    Uniform,

    /// <summary>Uniform on (0, 1): what a layer drops in training.</summary>
    Dropout,
}

/// <summary>Noise: one independent draw for each element, keyed by the example's index in the data set. No two tensors of a program share
/// kind and stream.</summary>
/// <param name="name">The name of its buffer.</param>
/// <param name="kind">Its distribution.</param>
/// <param name="stream">Which numbers of that kind are its own: of a dropout the number of its layer, else the number of the
/// variable that is drawn from it, 0 for z.</param>
/// <param name="axes">Its axes.</param>
internal sealed class NoiseTensor(string name, NoiseKind kind, int stream, params ImmutableArray<Axis> axes) : LeafTensor(name, axes)
{
    /// <summary>The most elements of noise for an example: past them begin the numbers of the next stream.</summary>
    public const int MostElements = 1 << 25;

    /// <summary>Streams of noise.</summary>
    public const int MostStreams = 1 << 8;

    public NoiseKind Kind => kind;

    public int Stream => stream;

    public override bool IsWrittenWhereComputed => true;

    /// <summary>The call that draws its tile.</summary>
    public string DrawCall => kind == NoiseKind.Dropout
        ? $"FillUniform({Field}, tile, layer: {Text})"
        : $"Fill{(kind == NoiseKind.Uniform ? "Uniform" : "")}Noise({Field}, tile{(stream == 0 ? "" : ", stream: " + Text)})";

    private string Text => stream.ToString(CultureInfo.InvariantCulture);

    public override string Formula(Func<Tensor, string> letter) => $"{(kind == NoiseKind.Normal ? "N(0, 1)" : "U(0, 1)")}, stream {Text}";
}
