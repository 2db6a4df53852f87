using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

/// <summary>The loss of a deterministic autoencoder over a data set, in nats: the sum over the elements of x, the mean over the
/// examples.</summary>
/// <param name="Reconstruction">−log p(x|z) at the code z. It bounds nothing: a longer code makes it smaller, whatever log p(x) may
/// be.</param>
public sealed record AutoencoderLoss(double Reconstruction)
{
    /// <summary>Null: nothing is sampled, so there is no evidence lower bound.</summary>
    public double? Nelbo => null;

    /// <summary>Null: there is no prior that a posterior could differ from.</summary>
    public double? Kl => null;

    /// <summary>What a reader of the number has to know; empty as a rule. It does not take part in comparisons.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Whether the losses are equal.</summary>
    public bool Equals(AutoencoderLoss? other) => other is not null && Reconstruction.Equals(other.Reconstruction);

    /// <inheritdoc/>
    public override int GetHashCode() => Reconstruction.GetHashCode();

    /// <summary>The number in words, for example <c>reconstruction 80.07 nats</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"reconstruction {Reconstruction:F2} nats");
}
