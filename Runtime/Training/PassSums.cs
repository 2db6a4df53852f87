namespace VaeGen;

/// <summary>The losses of a pass so far, summed.</summary>
/// <param name="Examples">Examples trained on since the pass began.</param>
/// <param name="Reconstruction">Their reconstruction losses.</param>
/// <param name="Kl">Their KL terms.</param>
internal readonly record struct PassSums(int Examples, double Reconstruction, double Kl)
{
    /// <summary>The means; NaN where there are no examples.</summary>
    public Elbo Mean => new((Reconstruction + Kl) / Examples, Reconstruction / Examples, Kl / Examples);

    /// <summary>The sums with those of a step.</summary>
    public PassSums With(int examples, double reconstruction, double kl) =>
        new(Examples + examples, Reconstruction + reconstruction, Kl + kl);
}
