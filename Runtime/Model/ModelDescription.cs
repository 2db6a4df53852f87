
namespace VaeGen;

/// <summary>The facts of a model that its users and its files need at run time.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Features">The elements of one example x.</param>
/// <param name="Latent">The elements of one latent z.</param>
/// <param name="Likelihood">The family of p(x|z).</param>
/// <param name="Formula">The model in one line, such as <c>784-400-20, Relu, Normal, Bernoulli</c>.</param>
/// <param name="Sigma">The fixed σ of a Gaussian likelihood; null where it is learned or there is none.</param>
/// <param name="ConditionClasses">The classes that a conditional model tells apart; 0 for a model without a condition.</param>
public sealed record ModelDescription(
    string Name, int Features, int Latent, Distribution Likelihood, string Formula, double? Sigma = null, int ConditionClasses = 0)
{
    /// <summary>The volume, channels × height × width, that x was declared as; null where x is a row of <see cref="Features"/> elements,
    /// which images of any shape fill.</summary>
    public DataShape? Shape { get; init; }

    /// <summary>The least σ that is learned, in the units of x; null where the training data decide, or nothing is learned.</summary>
    public double? MinSigma { get; init; }

    /// <summary>The values that x may have under the likelihood.</summary>
    public Support Support { get; init; } = Support.Real;

    /// <summary>The classes of each element of x under a categorical likelihood; 0 under others.</summary>
    public int Classes { get; init; }

    /// <summary>What the rates of a likelihood over counts are in proportion to: a column of x, or
    /// <see cref="VaeGen.Exposure.RowTotal"/>; null for nothing.</summary>
    public int? Exposure { get; init; }

    /// <summary>Whether the encoder reads x less its mean, divided by its standard deviation.</summary>
    internal bool IsStandardized => Input is InputScaling.Standardize or InputScaling.LogStandardize;

    /// <summary>Whether the likelihood is over x in units of its standard deviation.</summary>
    internal bool IsInUnits => IsStandardized && HasRealX;

    /// <summary>Whether the likelihood is over any real number.</summary>
    internal bool HasRealX => Support == Support.Real;

    /// <summary>Whether the likelihood is over counts.</summary>
    internal bool HasCounts => Support == Support.Counts;

    /// <summary>The column of x that is an exposure and no count; null where there is none.</summary>
    internal int? ExposureColumn => Exposure is >= 0 ? Exposure : null;

    /// <summary>What covariance the posterior has.</summary>
    public Covariance Covariance { get; init; } = Covariance.Diagonal;

    /// <summary>Whether it is a classical autoencoder: z is what the encoder gives, and there is neither KL nor bound.</summary>
    public bool IsDeterministic { get; init; }

    /// <summary>The fewest examples of a batch that the model can be trained on: 2 where a vector is normalized over the batch, else
    /// 1.</summary>
    public int LeastBatchSize { get; init; } = 1;

    /// <summary>What has a σ of its own in a Gaussian likelihood whose σ is learned.</summary>
    public Scale Scale { get; init; } = Scale.Shared;

    /// <summary>What the encoder makes of x before its first layer.</summary>
    public InputScaling Input { get; init; } = InputScaling.Raw;
}
