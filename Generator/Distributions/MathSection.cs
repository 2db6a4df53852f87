using System.Collections.Generic;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// A section of the mathematical documentation, as emitted code and cards name it: by page and title, because the file is not in the user's
/// project and there is no address to open.
/// </summary>
/// <param name="File">The page's file in <c>docs/</c>.</param>
/// <param name="Page">The title of the page.</param>
/// <param name="Title">The title of the section.</param>
internal sealed record MathSection(string File, string Page, string Title)
{
    public static readonly MathSection Elbo = OfElbo("The bound");
    public static readonly MathSection Kl = OfElbo("The KL of a normal to the standard normal");
    public static readonly MathSection Reparameterization = OfElbo("The gradient through the sample");
    public static readonly MathSection FullCovariance = OfElbo("A posterior with a full covariance");
    public static readonly MathSection Autoencoder =
        new("autoencoders.md", "The classical autoencoder, beside the variational one", "Two latent spaces");

    /// <summary>A section of the page that derives the bound.</summary>
    public static MathSection OfElbo(string title) => new("math/elbo.md", "The ELBO, derived", title);

    /// <summary>A section of the page about likelihoods.</summary>
    public static MathSection OfLikelihoods(string title) => new("math/likelihoods.md", "More likelihoods", title);

    /// <summary>The section in words: <c>VaeGen docs, "The ELBO, derived": The bound</c>.</summary>
    public override string ToString() => $"VaeGen docs, \"{Page}\": {Title}";
}
