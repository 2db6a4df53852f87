using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>A count 0, 1, 2, … whose mean is its variance, given by the logarithm of its rate.</summary>
internal sealed class Poisson : DistributionFamily
{
    public static readonly LikelihoodWord Word = new(Generator.Distribution.Poisson, "Poisson", _ => new Poisson())
    {
        Options = LikelihoodOption.Exposure,
    };

    public static readonly Symbol LogRate = new("logRate");

    public override string Name => "Poisson";

    // exp(30) is a thousand times ten billion: no count comes near, and what follows from it stays within single precision.
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("log_rate", LogRate, "log λ") { Range = (-90, 30), TakesExposure = true }];

    // x log λ − λ − log x! is a difference of numbers as large as x log x, of which the deviance is free.
    public override Expression LogDensity { get; } = -PoissonDeviance(Value, LogRate) - LogFactorial.Rest;

    public override string Summary => "x·log λ − exp(log λ) − log x!";

    public override Support Support => Support.Counts;

    public override Expression Mean { get; } = Exp(LogRate);

    public override (string Method, IReadOnlyList<Symbol> Parameters)? DrawRoutine { get; } = ("CountDraws.Poisson", [LikelihoodMean]);

    public override string Remark => "x = 0, 1, 2, …";

    public override string Citation => "Johnson, Kemp and Kotz 2005, section 4.1";

    public override MathSection Documentation { get; } = MathSection.OfLikelihoods("Poisson");
}
