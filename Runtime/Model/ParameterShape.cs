using System;
using System.Collections.Immutable;
using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>What a stored tensor of a model is for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ParameterRole
{
    /// <summary>Weights of an affine layer or a convolution: trained, initialized uniformly in ±1/√fan-in.</summary>
    Weight,

    /// <summary>Bias of an affine layer or a convolution: trained, initialized like its weights.</summary>
    Bias,

    /// <summary>A running quantity that no gradient reaches, such as a variance kept at its exact maximizer.</summary>
    State,

    /// <summary>What a normalized value is multiplied by: trained, begins at 1.</summary>
    Scale,

    /// <summary>What is added to a normalized value: trained, begins at 0.</summary>
    Shift,
}

/// <summary>
/// The layout record of one parameter: its name and logical shape in files (PyTorch's names and orientation), and its shape as a matrix of
/// panels. Initialization, loading, saving, gradients and the emitted code all go by it.
/// </summary>
/// <remarks>
/// Weights over a volume have its rows in the order of storage, position by position in whole panels
/// (<see cref="PanelMatrix{T}.StoredColumns"/>), and those that make a volume are one in their columns. The weights of a convolution have a
/// set of rows for each tap of the kernel: row t · P + c is input channel c at tap t, with P the channels rounded up to whole panels. Those
/// of a convolution between an image and a volume have a row for each image channel and tap, c · taps + t, and a column for each channel of
/// the volume, whichever of the two is the input. Rows and columns of padding are zero.
/// </remarks>
/// <param name="Name">The name in files, such as <c>encoder.0.weight</c>.</param>
/// <param name="Shape">The logical shape in files: [outputs, inputs] for weights, [outputs] for a bias.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Inputs">Rows of the stored matrix without padding: the inputs of a layer, for a convolution times the taps; 1 for a
/// bias.</param>
/// <param name="Outputs">Columns of the stored matrix.</param>
/// <param name="FanIn">The inputs that feed one output: the scale of the initialization.</param>
/// <param name="Transposed">Whether a transposed copy is kept, because an input gradient reads it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterShape(
    string Name, ImmutableArray<int> Shape, ParameterRole Role, int Inputs, int Outputs, int FanIn, bool Transposed)
{
    /// <summary>Positions of the volume that the rows are over; 1 for a vector.</summary>
    public int InputPositions { get; init; } = 1;

    /// <summary>Positions of the volume that the columns make; 1 for a vector.</summary>
    public int OutputPositions { get; init; } = 1;

    /// <summary>Taps of a kernel, of which each has a row for each input channel; 1 for any other parameter.</summary>
    public int Taps { get; init; } = 1;

    /// <summary>Whether the rows of <see cref="Taps"/> are those of an image: channel after channel its taps, without padding.</summary>
    public bool OfImage { get; init; }

    /// <summary>Whether the file has inputs before outputs: [inputs, outputs, kernel, kernel].</summary>
    public bool InputsFirst { get; init; }

    /// <summary>What a <see cref="ParameterRole.State"/> begins at.</summary>
    public double InitialState { get; init; } = 1;

    /// <summary>Weights [outputs, inputs] of an affine layer, from and to vectors or all elements of volumes (in files: channels, then
    /// positions).</summary>
    /// <param name="name">The name in files.</param>
    /// <param name="outputs">All elements of the output.</param>
    /// <param name="inputs">All elements of the input.</param>
    /// <param name="transposed">Whether a transposed copy is kept.</param>
    /// <param name="outputPositions">Positions of the output; 1 for a vector.</param>
    /// <param name="inputPositions">Positions of the input; 1 for a vector.</param>
    public static ParameterShape Weight(
        string name, int outputs, int inputs, bool transposed, int outputPositions = 1, int inputPositions = 1) =>
        new(name, [outputs, inputs], ParameterRole.Weight, inputs, outputs, inputs, transposed)
        {
            OutputPositions = outputPositions,
            InputPositions = inputPositions
        };

    /// <summary>Bias [outputs] of an affine layer or a convolution whose outputs each have <paramref name="inputs"/> inputs (its weights'
    /// fan-in).</summary>
    public static ParameterShape Bias(string name, int outputs, int inputs, int outputPositions = 1) =>
        new(name, [outputs], ParameterRole.Bias, 1, outputs, inputs, Transposed: false) { OutputPositions = outputPositions };

    /// <summary>Weights [outputs, inputs, kernel, kernel] of a convolution; their fan-in is inputs · kernel².</summary>
    public static ParameterShape Convolution(string name, int outputs, int inputs, int kernel, bool transposed) =>
        new(name, [outputs, inputs, kernel, kernel], ParameterRole.Weight, checked(inputs * kernel * kernel), outputs,
            inputs * kernel * kernel, transposed)
        {
            Taps = kernel * kernel,
        };

    /// <summary>
    /// Weights [inputs, outputs, kernel, kernel] of a transposed convolution. PyTorch, which reckons by the second dimension, takes outputs
    /// · kernel² for their fan-in.
    /// </summary>
    public static ParameterShape TransposedConvolution(string name, int outputs, int inputs, int kernel, bool transposed) =>
        new(name, [inputs, outputs, kernel, kernel], ParameterRole.Weight, checked(inputs * kernel * kernel), outputs,
            checked(outputs * kernel * kernel), transposed)
        {
            Taps = kernel * kernel,
            InputsFirst = true,
        };

    /// <summary>
    /// Weights of a convolution between an image, a flat matrix of few channels, and a volume: of a first layer or a head, see
    /// <see cref="ImageConvolution"/>. The file has
    /// [channels, image channels, kernel, kernel], or with <paramref name="imageFirst"/> [image channels, channels, kernel, kernel]; their
    /// fan-in is, as in PyTorch, the second dimension times kernel².
    /// </summary>
    /// <param name="name">The name in files.</param>
    /// <param name="channels">Channels of the volume.</param>
    /// <param name="imageChannels">Channels of the image.</param>
    /// <param name="kernel">Rows and columns of the kernel.</param>
    /// <param name="imageFirst">False for a first layer that is a convolution and a head that is a transposed one; true for the two
    /// others.</param>
    /// <param name="transposed">Whether a transposed copy is kept: a head's forward pass reads it.</param>
    public static ParameterShape OfImageConvolution(
        string name, int channels, int imageChannels, int kernel, bool imageFirst, bool transposed)
    {
        (int first, int second) = imageFirst ? (imageChannels, channels) : (channels, imageChannels);
        int taps = checked(kernel * kernel);
        return new(
            name, [first, second, kernel, kernel], ParameterRole.Weight, checked(imageChannels * taps), channels, checked(second * taps),
            transposed)
        {
            Taps = taps,
            InputsFirst = imageFirst,
            OfImage = true,
        };
    }

    /// <summary>The scale of a normalization: a value a channel [channels], or one an element [channels, height, width].</summary>
    public static ParameterShape Scale(string name, params ReadOnlySpan<int> shape) => Elements(name, ParameterRole.Scale, shape);

    /// <summary>The shift of a normalization: a value a channel [channels], or one an element [channels, height, width].</summary>
    public static ParameterShape Shift(string name, params ReadOnlySpan<int> shape) => Elements(name, ParameterRole.Shift, shape);

    /// <summary>A running quantity of one element.</summary>
    public static ParameterShape State(string name) => State(name, 1, 1);

    /// <summary>A running quantity of each channel [channels].</summary>
    /// <param name="name">The name in files.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="initial">What it begins at: 0 for a mean, 1 for a variance.</param>
    public static ParameterShape State(string name, int channels, double initial) =>
        Elements(name, ParameterRole.State, [channels]) with { InitialState = initial };

    /// <summary>Rows of the stored matrix, padding between taps or positions included.</summary>
    internal int StoredInputs<T>()
        where T : unmanaged
    {
        int groups = InputPositions * Taps;
        return groups == 1 || OfImage ? Inputs : checked(groups * Panel.Count<T>(Inputs / groups) * Panel.Width<T>());
    }

    private static ParameterShape Elements(string name, ParameterRole role, ReadOnlySpan<int> shape)
    {
        int positions = 1;
        foreach (int size in shape[1..])
            positions = checked(positions * size);
        return new(name, [.. shape], role, 1, checked(shape[0] * positions), 1, Transposed: false) { OutputPositions = positions };
    }
}
