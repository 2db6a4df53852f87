using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// One of k classes 0, 1, …, k − 1, given by a logit for each: the probability of class c is exp(lᶜ) / Σ exp(lᵃ). Each class has a head of
/// its own, so that the k logits of an element are at the same place of k tiles.
/// </summary>
internal sealed class Categorical : DistributionFamily
{
    public static readonly LikelihoodWord Word =
        new(Generator.Distribution.Categorical, "Categorical", spec => new Categorical(spec.Classes))
        {
            Options = LikelihoodOption.Classes,
        };

    /// <summary>The least and the greatest number of classes: each has a tile buffer of its own.</summary>
    public const int LeastClasses = 2;
    public const int MostClasses = 16;

    private readonly Symbol[] logits;

    public Categorical(int classes)
    {
        logits = [.. Enumerable.Range(0, classes).Select(c => new Symbol("logits" + Text(c)))];
        Parameters = [.. logits.Select((symbol, c) => new Parameter("logits_" + Text(c), symbol, "l" + Text(c)))];
        Expression normalizer = LogSumExp(logits);
        LogDensity = Total(logits.Select((symbol, c) => Select(IsClass(c), symbol, 0))) - normalizer;
        Mean = Total(logits.Skip(1).Select((symbol, c) => (c + 1) * Softmax(symbol, normalizer)));
        Formula = $"l[x] − logsumexp({Listed("l", classes, 3)})";
        Remark = $"x = {Listed("", classes, 3)}: the number of a class; the mean is Σ c exp(l[c] − logsumexp(l))";
    }

    public override string Name => "Categorical";

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override (string Method, IReadOnlyList<Symbol> Parameters)? DrawRoutine => ("CategoricalDraws.Class", logits);

    public override Expression LogDensity { get; }

    public override string Formula { get; }

    public override Support Support => Support.Classes;

    /// <summary>The mean of the class's number.</summary>
    public override Expression Mean { get; }

    public override string Remark { get; }

    public override string Citation => "Bishop 2006, section 4.3.4";

    public override MathSection Documentation { get; } = MathSection.OfLikelihoods("Categorical");

    // All of a few, the first and the last of many.
    private static string Listed(string letter, int count, int few)
    {
        IEnumerable<string> shown = Enumerable.Range(0, count).Select(c => letter + Text(c));
        return string.Join(", ", count <= few ? shown : [.. shown.Take(2), "…", shown.Last()]);
    }

    private static Condition IsClass(int c) => LessThan(Abs(Value - c), OneHalf, "isClass" + Text(c));

    private static Expression Total(IEnumerable<Expression> terms) => terms.Aggregate((a, b) => a + b);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
