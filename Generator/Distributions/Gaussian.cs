using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>A real number with mean μ; what is known of its variance makes three kinds.</summary>
internal sealed class Gaussian : DistributionFamily
{
    public static readonly LikelihoodWord Word = new(Generator.Distribution.Gaussian, "Gaussian", Of)
    {
        Options = LikelihoodOption.Sigma | LikelihoodOption.Scale | LikelihoodOption.MinSigma,
    };

    // "Mean" is the property that every distribution has.
    public static readonly Symbol Location = new("mean");

    public static readonly Symbol LogVariance = new("logVariance");

    /// <summary>σ² where all elements share it; σₓ² in formulas, to tell it from the posterior's.</summary>
    public static readonly Symbol Variance = new("variance");

    /// <summary>The least variance of a learned scale, a run-time value: <c>MinSigma</c> squared.</summary>
    public static readonly Symbol MinVariance = new("minVariance");

    private static readonly Expression Residual = Named("residual", Value - Location);

    private static readonly Expression SquaredError = Named("squaredError", Square(Residual));

    // Squared last, so that a variance near the smallest number does not overflow where the residual is small, too.
    private static readonly Expression Standardized = Named("standardized", Residual * Named("inverseSigma", Exp(-OneHalf * LogVariance)));

    private static readonly Expression FlooredVariance = Named("flooredVariance", Named("networkVariance", Exp(LogVariance)) + MinVariance);

    // A part of its own, so that no slope has the square of the variance, which overflows.
    private static readonly Expression WeightedError = Named("weightedError", SquaredError / FlooredVariance);

    private Gaussian(
        IReadOnlyList<Parameter> parameters, IReadOnlyList<Symbol> shared, Expression logDensity, Expression standardDeviation,
        bool isPerElement = false, string? remark = null)
    {
        Parameters = parameters;
        SharedParameters = isPerElement ? [] : shared;
        ElementParameters = isPerElement ? shared : [];
        Remark = remark;
        LogDensity = logDensity;
        Sample = Location + (standardDeviation * Epsilon);
    }

    /// <summary>One variance for all elements, a run-time value.</summary>
    public static Gaussian SharedVariance { get; } = new(
        [new("mean", Location, "m")],
        [Variance],
        -OneHalf * Named("deviance", (SquaredError / Variance) + Log(Variance) + LogTwoPi),
        Named("sigma", Sqrt(Variance)));

    /// <summary>One variance for each element, the same for all examples, a run-time value.</summary>
    public static Gaussian ElementVariance { get; } = new(
        SharedVariance.Parameters,
        SharedVariance.SharedParameters,
        SharedVariance.LogDensity,
        Named("sigma", Sqrt(Variance)),
        isPerElement: true);

    /// <summary>A variance for each element of each example, computed by the network: exp(log v) + σ₀² never falls below the run-time value
    /// σ₀².</summary>
    public static Gaussian NetworkVariance { get; } = new(
        [
            new("mean", Location, "m"),
            new("log_variance", LogVariance, "log v") { Range = (-32, 64) },
        ],
        [MinVariance],
        -OneHalf * Named("deviance", WeightedError + Log(FlooredVariance) + LogTwoPi),
        Named("sigma", Sqrt(FlooredVariance)),
        remark: "the variance is exp(log v) + σ₀², σ₀ = MinSigma: each element of each example has its own");

    /// <summary>A variance for each element, computed by the network as its logarithm.</summary>
    public static Gaussian PerElementVariance { get; } = new(
        [new("mean", Location, "μ"), new("log_variance", LogVariance, "log σ²")],
        [],
        -OneHalf * Named("deviance", Square(Standardized) + LogVariance + LogTwoPi),
        Named("sigma", Exp(OneHalf * LogVariance)));

    public override string Name => "Gaussian";

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override IReadOnlyList<Symbol> SharedParameters { get; }

    public override IReadOnlyList<Symbol> ElementParameters { get; }

    public override string? Remark { get; }

    public override Expression LogDensity { get; }

    public override Support Support => Support.Real;

    public override Expression Mean => Location;

    public override Expression Sample { get; }

    public override string Citation => "Kingma and Welling 2014, appendix C.2";

    public override MathSection Documentation { get; } = MathSection.OfElbo("Gaussian likelihood");

    /// <summary>What a likelihood attribute says of its σ.</summary>
    private static Gaussian Of(LikelihoodSpec spec) => spec switch
    {
        { Sigma: { } sigma } => FixedSigma(Rational.Parse(sigma.Value)),
        { Scale: Scale.PerElement } => ElementVariance,
        { Scale: Scale.FromDecoder } => NetworkVariance,
        _ => SharedVariance,
    };

    /// <summary>A standard deviation that the model fixes, exactly as it was written.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">σ is not positive.</exception>
    public static Gaussian FixedSigma(Rational sigma)
    {
        if (sigma.Sign <= 0)
            throw new System.ArgumentOutOfRangeException(nameof(sigma), sigma.ToString(), "A standard deviation is positive.");

        Expression deviation = sigma.IsOne ? Constant.One : new NamedConstant("sigma", "σₓ", sigma);
        return new(
            [new("mean", Location, "m")],
            [],
            Simplifier.Simplify(
                -(OneHalf * (SquaredError / Square(deviation))) - Named("logNormalizer", Log(deviation) + (OneHalf * LogTwoPi))),
            deviation);
    }
}
