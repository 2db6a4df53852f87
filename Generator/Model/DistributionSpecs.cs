namespace VaeGen.Generator.Model;

/// <summary>p(z).</summary>
/// <param name="Distribution">The family.</param>
internal sealed record PriorSpec(Sourced<Distribution> Distribution);

/// <summary>q(z given x).</summary>
/// <param name="Distribution">The family; its place is <see cref="ArgumentLocation.None"/> when the attribute is absent.</param>
internal sealed record PosteriorSpec(Sourced<Distribution> Distribution)
{
    /// <summary>What covariance a normal posterior has.</summary>
    public Covariance Covariance { get; init; } = Covariance.Diagonal;

    /// <summary>Whether the encoder gives a Cholesky factor.</summary>
    public bool HasFullCovariance => Covariance == Covariance.Full;
}

/// <summary>p(x given z).</summary>
/// <param name="Distribution">The family.</param>
/// <param name="Sigma">The fixed standard deviation as plain decimal text without exponent or sign ("0.1", "25"): the shortest that gives
/// back the user's number, so that later stages compute with what was written and not with its nearest double. Null when σ is fitted, or
/// the family has none.</param>
internal sealed record LikelihoodSpec(Sourced<Distribution> Distribution, Sourced<string>? Sigma)
{
    /// <summary>What has a σ of its own, where a Gaussian's is learned.</summary>
    public Scale Scale { get; init; } = Scale.Shared;

    /// <summary>The classes of each element of x; 0 where the family has none.</summary>
    public int Classes { get; init; }

    /// <summary>What rates are in proportion to: a column of x, or <see cref="Exposure.RowTotal"/>; null for nothing.</summary>
    public int? Exposure { get; init; }

    /// <summary>The least σ that is learned, as decimal text; null where the data decide.</summary>
    public string? MinSigma { get; init; }
}
