using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Distributions;

/// <summary>What a likelihood attribute may say beside its family.</summary>
[Flags]
internal enum LikelihoodOption
{
    None = 0,
    Sigma = 1,
    Scale = 2,
    MinSigma = 4,
    Classes = 8,
    Exposure = 16,
}

/// <summary>A word of the language that stands for a family in one place. It is a static field of the family, where the table finds
/// it.</summary>
/// <param name="Word">The value of the public enumeration.</param>
/// <param name="Text">How the word is written in this place.</param>
internal abstract record FamilyWord(Distribution Word, string Text);

/// <summary><c>[Likelihood(Poisson)]</c>.</summary>
internal sealed record LikelihoodWord(Distribution Word, string Text, Func<LikelihoodSpec, DistributionFamily> Create)
    : FamilyWord(Word, Text)
{
    /// <summary>What may be said beside it.</summary>
    public LikelihoodOption Options { get; init; }
}

/// <summary><c>[Posterior(Normal)]</c>.</summary>
internal sealed record PosteriorWord(Distribution Word, string Text, Func<PosteriorSpec, DistributionFamily> Create)
    : FamilyWord(Word, Text)
{
    /// <summary>Whether a covariance may be said beside it.</summary>
    public bool TakesCovariance { get; init; }
}

/// <summary><c>[Prior(Normal)]</c>.</summary>
internal sealed record PriorWord(Distribution Word, string Text, Func<PriorSpec, DistributionFamily> Create) : FamilyWord(Word, Text);

/// <summary>
/// The families that words stand for, and the closed KLs between them. Both are looked for once, in the classes of the generator, so that a
/// new family or KL is a file and nothing else.
/// </summary>
internal sealed class FamilyTable
{
    private FamilyTable(IReadOnlyList<FamilyWord> words, IReadOnlyList<ClosedKl> closedKls) => (Words, ClosedKls) = (words, closedKls);

    /// <summary>The language's own.</summary>
    public static FamilyTable Standard { get; } = Of(typeof(FamilyTable).Assembly);

    /// <summary>All words, in the order of the enumeration.</summary>
    public IReadOnlyList<FamilyWord> Words { get; }

    /// <summary>The closed KLs.</summary>
    public IReadOnlyList<ClosedKl> ClosedKls { get; }

    /// <summary>What the classes of an assembly say.</summary>
    public static FamilyTable Of(Assembly assembly)
    {
        Type[] types = assembly.GetTypes();
        IEnumerable<FamilyWord> words = types.Where(type => typeof(DistributionFamily).IsAssignableFrom(type))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => typeof(FamilyWord).IsAssignableFrom(field.FieldType))
            .Select(field => (FamilyWord)field.GetValue(null));
        IEnumerable<ClosedKl> kls = types.Where(type => typeof(ClosedKl).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => (ClosedKl)Activator.CreateInstance(type));
        return new FamilyTable([.. words.OrderBy(word => word.Word)], [.. kls]);
    }

    /// <summary>The words of a place.</summary>
    public IEnumerable<TWord> At<TWord>()
        where TWord : FamilyWord => Words.OfType<TWord>();

    /// <summary>The words of a place that take an option, as a message lists them: <c>Gaussian or Laplace</c>.</summary>
    public string With(LikelihoodOption option) =>
        Listed(At<LikelihoodWord>().Where(word => word.Options.HasFlag(option)));

    /// <summary>Words as a message lists them: <c>Poisson or NegativeBinomial</c>.</summary>
    public static string Listed(IEnumerable<FamilyWord> words)
    {
        string[] texts = [.. words.Select(word => word.Text)];
        return texts.Length < 2 ? string.Concat(texts)
            : string.Join(", ", texts.Take(texts.Length - 1)) + " or " + texts[texts.Length - 1];
    }

    /// <summary>The family of a likelihood.</summary>
    public DistributionFamily Likelihood(LikelihoodSpec spec) => Find<LikelihoodWord>(spec.Distribution.Value).Create(spec);

    /// <summary>The family of a posterior.</summary>
    public DistributionFamily Posterior(PosteriorSpec spec) => Find<PosteriorWord>(spec.Distribution.Value).Create(spec);

    /// <summary>The family of a prior.</summary>
    public DistributionFamily Prior(PriorSpec spec) => Find<PriorWord>(spec.Distribution.Value).Create(spec);

    /// <summary>A word in a place where it stands for a family.</summary>
    public TWord Find<TWord>(Distribution word)
        where TWord : FamilyWord =>
        At<TWord>().FirstOrDefault(candidate => candidate.Word == word)
        ?? throw new NotSupportedException($"{word} is no family of a {typeof(TWord).Name}.");
}
