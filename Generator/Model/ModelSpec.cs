namespace VaeGen.Generator.Model;

/// <summary>A valid model as its attributes state it, with the defaults filled in.</summary>
/// <remarks>
/// This is the contract between parsing and everything after it, and the only gate of the incremental cache: immutable, equal by value,
/// without any symbol, syntax, location or compilation. Every later stage is a pure function of it. Sizes are positive and agree, families
/// are possible in their place, enum values are defined.
/// </remarks>
/// <param name="Host">The class.</param>
/// <param name="Precision">The floating-point type.</param>
/// <param name="Encoder">x → z.</param>
/// <param name="Decoder">z → x.</param>
/// <param name="Prior">p(z); null for a deterministic autoencoder.</param>
/// <param name="Posterior">q(z given x).</param>
/// <param name="Likelihood">p(x given z).</param>
/// <param name="Condition">The number of classes that both networks are conditional on; null for a model without a condition.</param>
internal sealed record ModelSpec(
    HostSpec Host,
    Sourced<Precision> Precision,
    NetworkSpec Encoder,
    NetworkSpec Decoder,
    PriorSpec? Prior,
    PosteriorSpec Posterior,
    LikelihoodSpec Likelihood,
    Sourced<int>? Condition = null)
{
    /// <summary>What the encoder makes of x before its first layer.</summary>
    public InputScaling Input { get; init; } = InputScaling.Raw;

    /// <summary>The C# keyword of the floating-point type: <c>float</c> or <c>double</c>.</summary>
    public string ElementType => Precision.Value == Generator.Precision.Double ? "double" : "float";

    /// <summary>Whether it is a classical autoencoder: z is what the encoder gives.</summary>
    public bool IsDeterministic => Posterior.Distribution.Value == Distribution.Deterministic;

    /// <summary>What its public members depend on.</summary>
    public ModelSurface Surface => new(ElementType, Condition is not null, IsDeterministic);

    /// <summary>Number of elements of x.</summary>
    public int InputSize => Encoder.Input.Value.Size;

    /// <summary>Number of elements of z.</summary>
    public int LatentSize => Encoder.Head.Value.Size;
}
