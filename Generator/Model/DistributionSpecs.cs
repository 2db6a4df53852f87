namespace VaeGen.Generator.Model;

/// <summary>p(z).</summary>
/// <param name="Distribution">The family.</param>
internal sealed record PriorSpec(Sourced<Distribution> Distribution);

/// <summary>q(z given x).</summary>
/// <param name="Distribution">The family; its place is <see cref="ArgumentLocation.None"/> when the attribute is absent.</param>
internal sealed record PosteriorSpec(Sourced<Distribution> Distribution);

/// <summary>p(x given z).</summary>
/// <param name="Distribution">The family.</param>
/// <param name="Sigma">The fixed standard deviation as plain decimal text without exponent or sign ("0.1", "25"): the shortest that gives
/// back the user's number, so that later stages compute with what was written and not with its nearest double. Null when σ is fitted, or
/// the family has none.</param>
internal sealed record LikelihoodSpec(Sourced<Distribution> Distribution, Sourced<string>? Sigma);
