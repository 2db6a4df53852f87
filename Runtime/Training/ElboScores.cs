using System.Collections.Generic;

namespace VaeGen;

/// <summary>The terms of the negative evidence lower bound of each example, in nats.</summary>
public sealed class ElboScores
{
    internal ElboScores(double[] reconstruction, double[] kl, bool hasBound, IReadOnlyList<Finding> findings)
    {
        Reconstruction = reconstruction;
        Kl = kl;
        HasBound = hasBound;
        Nelbo = new double[reconstruction.Length];
        for (int i = 0; i < Nelbo.Length; i++)
            Nelbo[i] = reconstruction[i] + kl[i];
        Findings = findings;
    }

    /// <summary>Number of examples.</summary>
    public int Count => Nelbo.Length;

    /// <summary>Whether there is a bound: false for a deterministic autoencoder, whose NELBO and KL are not there and hold NaN.</summary>
    public bool HasBound { get; }

    /// <summary>−ELBO of each example [count]: the sum of its two terms.</summary>
    public double[] Nelbo { get; }

    /// <summary>E_q[−log p(x|z)] of each example [count].</summary>
    public double[] Reconstruction { get; }

    /// <summary>KL(q(z|x) ‖ p(z)) of each example [count].</summary>
    public double[] Kl { get; }

    /// <summary>What a reader of the numbers has to know; empty as a rule.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; }

    /// <summary>What training makes small, of each example [count].</summary>
    internal double[] Losses => HasBound ? Nelbo : Reconstruction;

    /// <summary>The first loss that is not finite; null where all are.</summary>
    internal NotFiniteLoss? NotFinite { get; private set; }

    /// <summary>The means over the examples, added in their order: bit for bit what <c>Evaluate</c> gives.</summary>
    public Elbo Mean => HasBound
        ? new(MeanOf(Nelbo), MeanOf(Reconstruction), MeanOf(Kl)) { Findings = Findings }
        : Elbo.WithoutBound(MeanOf(Reconstruction)) with { Findings = Findings };

    /// <summary>Finds a loss that is not finite, where there is one.</summary>
    internal ElboScores Noting(NotFiniteLoss? found)
    {
        NotFinite = found;
        if (found is not null)
            Findings = [VaeGen.Findings.NotFinite(found), .. Findings];
        return this;
    }

    private static double MeanOf(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
