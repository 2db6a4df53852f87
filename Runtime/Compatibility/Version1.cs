using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V1;

/// <summary>The first that a model of this contract makes: refuses it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Refuses the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seed">Not read.</param>
    /// <param name="shapes">Not read.</param>
    /// <exception cref="NotSupportedException">Always: it says what to do.</exception>
    public ModelState(IVariationalModel<T> model, ulong seed, params ReadOnlySpan<ParameterShape> shapes) =>
        throw EarlierContract.Refusal(model);
}

/// <summary>The layout record of a parameter, without content: a model makes them before its constructor begins.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterShape
{
    private static readonly ParameterShape Empty = new();

    private ParameterShape()
    {
    }

#pragma warning disable CS1591, IDE0060 // signatures that compiled code asks for; what they meant is in the contract that follows this one
    public static ParameterShape Weight(
        string name, int outputs, int inputs, bool transposed, int outputPositions = 1, int inputPositions = 1) => Empty;

    public static ParameterShape Bias(string name, int outputs, int inputs, int outputPositions = 1) => Empty;

    public static ParameterShape Convolution(string name, int outputs, int inputs, int kernel, bool transposed) => Empty;

    public static ParameterShape TransposedConvolution(string name, int outputs, int inputs, int kernel, bool transposed) => Empty;

    public static ParameterShape OfImageConvolution(
        string name, int channels, int imageChannels, int kernel, bool imageFirst, bool transposed) => Empty;

    public static ParameterShape Scale(string name, params ReadOnlySpan<int> shape) => Empty;

    public static ParameterShape Shift(string name, params ReadOnlySpan<int> shape) => Empty;

    public static ParameterShape State(string name) => Empty;

    public static ParameterShape State(string name, int channels, double initial) => Empty;
#pragma warning restore CS1591, IDE0060
}

/// <summary>The weights, as signatures name them.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Parameters<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Parameters()
    {
    }
}

/// <summary>The moments of a training, as signatures name them.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrainingState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private TrainingState()
    {
    }
}

/// <summary>The base of emitted networks, as signatures name it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VariationalNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private VariationalNetwork()
    {
    }
}
