using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The words of the language as constants: what <c>[Prior(Normal)]</c> and <c>Activation = Tanh</c> mean on a model. The arguments of an
/// attribute are looked up in the class that it stands on before anything else, so that no type and no <c>using</c> of a project can change
/// them, and nothing outside of a model is changed by them. Those that grow in number stand beside their enumeration.
/// </summary>
/// <remarks>Each is the member of its name of <see cref="Distribution"/>, <see cref="Activation"/>, <see cref="Covariance"/>,
/// <see cref="Scale"/>, <see cref="InputScaling"/> or <see cref="Exposure"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelWords : ActivationWords
{
    /// <inheritdoc cref="Covariance.Diagonal"/>
    protected const Covariance Diagonal = Covariance.Diagonal;

    /// <inheritdoc cref="Covariance.Full"/>
    protected const Covariance Full = Covariance.Full;

    /// <inheritdoc cref="Scale.Shared"/>
    protected const Scale Shared = Scale.Shared;

    /// <inheritdoc cref="Scale.PerElement"/>
    protected const Scale PerElement = Scale.PerElement;

    /// <inheritdoc cref="Scale.FromDecoder"/>
    protected const Scale FromDecoder = Scale.FromDecoder;

    /// <inheritdoc cref="InputScaling.Raw"/>
    protected const InputScaling Raw = InputScaling.Raw;

    /// <inheritdoc cref="InputScaling.Standardize"/>
    protected const InputScaling Standardize = InputScaling.Standardize;

    /// <inheritdoc cref="InputScaling.Log1p"/>
    protected const InputScaling Log1p = InputScaling.Log1p;

    /// <inheritdoc cref="InputScaling.LogStandardize"/>
    protected const InputScaling LogStandardize = InputScaling.LogStandardize;

    /// <inheritdoc cref="Exposure.RowTotal"/>
    protected const int RowTotal = Exposure.RowTotal;
}
