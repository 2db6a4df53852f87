using System;
using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

/// <summary>
/// The negative evidence lower bound of a data set and its two terms, in nats: sums over the elements of x and z, means over the examples.
/// −ELBO = E_q[−log p(x|z)] + KL(q(z|x) ‖ p(z)), Kingma and Welling, <i>Auto-encoding variational Bayes</i>, 2014, equation 3.
/// </summary>
/// <param name="Nelbo">−ELBO, an upper bound of −log p(x); NaN where there is none, see <see cref="HasBound"/>.</param>
/// <param name="Reconstruction">E_q[−log p(x|z)].</param>
/// <param name="Kl">KL(q(z|x) ‖ p(z)); NaN where there is none.</param>
public sealed record Elbo(double Nelbo, double Reconstruction, double Kl)
{
    /// <summary>
    /// Whether there is a bound: false for a deterministic autoencoder, where nothing is sampled and there is no prior.
    /// <see cref="Reconstruction"/> is its loss then, and the other two are not there. Nothing else says so: NaN where there is a bound is
    /// a number that went wrong.
    /// </summary>
    public bool HasBound { get; private init; } = true;

    /// <summary>What training makes small: −ELBO, or the reconstruction alone where there is no bound.</summary>
    public double Loss => HasBound ? Nelbo : Reconstruction;

    /// <summary>What a reader of the numbers has to know; empty as a rule. It does not take part in comparisons.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Whether the three numbers are equal, and both are bounds or neither is.</summary>
    public bool Equals(Elbo? other) =>
        other is not null && HasBound == other.HasBound && Nelbo.Equals(other.Nelbo) && Reconstruction.Equals(other.Reconstruction)
        && Kl.Equals(other.Kl);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Nelbo, Reconstruction, Kl);

    /// <summary>The numbers in a sentence, for example <c>NELBO 105.61 = reconstruction 80.07 + KL 25.54 nats</c>.</summary>
    public override string ToString() =>
        HasBound
            ? string.Create(CultureInfo.InvariantCulture, $"NELBO {Nelbo:F2} = reconstruction {Reconstruction:F2} + KL {Kl:F2} nats")
            : string.Create(CultureInfo.InvariantCulture, $"reconstruction {Reconstruction:F2} nats");

    /// <summary>The loss of a deterministic autoencoder.</summary>
    internal static Elbo WithoutBound(double reconstruction) => new(double.NaN, reconstruction, double.NaN) { HasBound = false };
}
