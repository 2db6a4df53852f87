using System;
using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

/// <summary>
/// The negative evidence lower bound of a data set and its two terms, in nats: sums over the elements of x and z, means over the examples.
/// −ELBO = E_q[−log p(x|z)] + KL(q(z|x) ‖ p(z)), Kingma and Welling, <i>Auto-encoding variational Bayes</i>, 2014, equation 3.
/// </summary>
/// <param name="Nelbo">−ELBO, an upper bound of −log p(x); NaN for a deterministic autoencoder, which has no bound.</param>
/// <param name="Reconstruction">E_q[−log p(x|z)].</param>
/// <param name="Kl">KL(q(z|x) ‖ p(z)); NaN for a deterministic autoencoder.</param>
public sealed record Elbo(double Nelbo, double Reconstruction, double Kl)
{
    /// <summary>What training makes small: −ELBO, or the reconstruction alone where there is no bound.</summary>
    public double Loss => double.IsNaN(Kl) ? Reconstruction : Nelbo;

    /// <summary>What a reader of the numbers has to know; empty as a rule. It does not take part in comparisons.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether the three numbers are equal.</summary>
    public bool Equals(Elbo? other) =>
        other is not null && Nelbo.Equals(other.Nelbo) && Reconstruction.Equals(other.Reconstruction) && Kl.Equals(other.Kl);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Nelbo, Reconstruction, Kl);

    /// <summary>The numbers in a sentence, for example <c>NELBO 105.61 = reconstruction 80.07 + KL 25.54 nats</c>.</summary>
    public override string ToString() =>
        double.IsNaN(Kl)
            ? string.Create(CultureInfo.InvariantCulture, $"reconstruction {Reconstruction:F2} nats")
            : string.Create(CultureInfo.InvariantCulture, $"NELBO {Nelbo:F2} = reconstruction {Reconstruction:F2} + KL {Kl:F2} nats");

    /// <summary>The loss of a deterministic autoencoder.</summary>
    internal static Elbo WithoutBound(double reconstruction) => new(double.NaN, reconstruction, double.NaN);
}
