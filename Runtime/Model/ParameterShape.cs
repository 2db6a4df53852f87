using System.Collections.Immutable;
using System.ComponentModel;

namespace VaeGen.Runtime.V1;

/// <summary>What a stored tensor of a model is for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ParameterRole
{
    /// <summary>Weights of an affine layer: trained, initialized uniformly in ±1/√fan-in.</summary>
    Weight,

    /// <summary>Bias of an affine layer: trained, initialized like its weights.</summary>
    Bias,

    /// <summary>A running quantity that no gradient reaches, such as a variance kept at its exact maximizer.</summary>
    State,
}

/// <summary>
/// The layout record of one parameter: its name and logical shape in files (PyTorch's names and orientation), and its shape as a matrix of panels.
/// Initialization, loading, saving, gradients and the emitted code all go by it.
/// </summary>
/// <param name="Name">The name in files, such as <c>encoder.0.weight</c>.</param>
/// <param name="Shape">The logical shape in files: [outputs, inputs] for weights, [outputs] for a bias.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Inputs">Rows of the stored matrix: the inputs of a layer, 1 for a bias.</param>
/// <param name="Outputs">Columns of the stored matrix.</param>
/// <param name="FanIn">The inputs that feed one output: the scale of the initialization.</param>
/// <param name="Transposed">Whether a transposed copy is kept, because an input gradient reads it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterShape(
    string Name, ImmutableArray<int> Shape, ParameterRole Role, int Inputs, int Outputs, int FanIn, bool Transposed)
{
    /// <summary>Weights [outputs, inputs] of an affine layer.</summary>
    public static ParameterShape Weight(string name, int outputs, int inputs, bool transposed) =>
        new(name, [outputs, inputs], ParameterRole.Weight, inputs, outputs, inputs, transposed);

    /// <summary>Bias [outputs] of an affine layer with <paramref name="inputs"/> inputs.</summary>
    public static ParameterShape Bias(string name, int outputs, int inputs) =>
        new(name, [outputs], ParameterRole.Bias, 1, outputs, inputs, Transposed: false);

    /// <summary>A running quantity of one element.</summary>
    public static ParameterShape State(string name) =>
        State(name, elements: 1);

    /// <summary>A running quantity of each element.</summary>
    public static ParameterShape State(string name, int elements) =>
        new(name, [elements], ParameterRole.State, 1, elements, 1, Transposed: false);
}
