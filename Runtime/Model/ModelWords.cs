using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The words of the language as constants: what <c>[Prior(Normal)]</c> and <c>Activation = Tanh</c> mean on a model. The arguments of an
/// attribute are looked up in the class that it stands on before anything else, so that no type and no <c>using</c> of a project can change
/// them, and nothing outside of a model is changed by them.
/// </summary>
/// <remarks>Each is the member of its name of <see cref="Distribution"/>, <see cref="Activation"/>, <see cref="Covariance"/>,
/// <see cref="Scale"/>, <see cref="InputScaling"/> or <see cref="Exposure"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelWords
{
    /// <inheritdoc cref="Distribution.Normal"/>
    protected const Distribution Normal = Distribution.Normal;

    /// <inheritdoc cref="Distribution.Gaussian"/>
    protected const Distribution Gaussian = Distribution.Gaussian;

    /// <inheritdoc cref="Distribution.Bernoulli"/>
    protected const Distribution Bernoulli = Distribution.Bernoulli;

    /// <inheritdoc cref="Distribution.Deterministic"/>
    protected const Distribution Deterministic = Distribution.Deterministic;

    /// <inheritdoc cref="Distribution.ContinuousBernoulli"/>
    protected const Distribution ContinuousBernoulli = Distribution.ContinuousBernoulli;

    /// <inheritdoc cref="Distribution.Laplace"/>
    protected const Distribution Laplace = Distribution.Laplace;

    /// <inheritdoc cref="Distribution.Poisson"/>
    protected const Distribution Poisson = Distribution.Poisson;

    /// <inheritdoc cref="Distribution.NegativeBinomial"/>
    protected const Distribution NegativeBinomial = Distribution.NegativeBinomial;

    /// <inheritdoc cref="Distribution.DiscretizedLogistic"/>
    protected const Distribution DiscretizedLogistic = Distribution.DiscretizedLogistic;

    /// <inheritdoc cref="Distribution.Categorical"/>
    protected const Distribution Categorical = Distribution.Categorical;

    /// <inheritdoc cref="Activation.Relu"/>
    protected const Activation Relu = Activation.Relu;

    /// <inheritdoc cref="Activation.LeakyRelu"/>
    protected const Activation LeakyRelu = Activation.LeakyRelu;

    /// <inheritdoc cref="Activation.Elu"/>
    protected const Activation Elu = Activation.Elu;

    /// <inheritdoc cref="Activation.Gelu"/>
    protected const Activation Gelu = Activation.Gelu;

    /// <inheritdoc cref="Activation.Silu"/>
    protected const Activation Silu = Activation.Silu;

    /// <inheritdoc cref="Activation.Tanh"/>
    protected const Activation Tanh = Activation.Tanh;

    /// <inheritdoc cref="Activation.Sigmoid"/>
    protected const Activation Sigmoid = Activation.Sigmoid;

    /// <inheritdoc cref="Activation.Softplus"/>
    protected const Activation Softplus = Activation.Softplus;

    /// <inheritdoc cref="Activation.Identity"/>
    protected const Activation Identity = Activation.Identity;

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
