using System.Collections.Generic;
using System.IO;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Distributions;

/// <summary>Emitted code names sections of the documentation in words; the words have to be there.</summary>
public sealed class MathSectionTests
{
    // Those of all families and closed KLs, and those that no family has.
    private static IEnumerable<MathSection> All =>
    [
        MathSection.Elbo, MathSection.Autoencoder,
        .. FamilyTable.Standard.Words.Select(Family).Append(new FullNormal()).Select(family => family.Documentation),
        .. FamilyTable.Standard.ClosedKls.Select(kl => kl.Documentation),
    ];

    public static TheoryData<string> Sections() => [.. All.Distinct().Select(section => section.ToString())];

    [Theory]
    [MemberData(nameof(Sections))]
    public void EverySectionIsInItsPageUnderItsTitle(string words)
    {
        MathSection section = All.First(section => section.ToString() == words);
        string[] lines = File.ReadAllLines(RepositoryRoot.Path("docs/" + section.File));
        Assert.Equal("# " + section.Page, lines[0]);
        Assert.Contains("## " + section.Title, lines);
    }

    private static DistributionFamily Family(FamilyWord word)
    {
        Sourced<Generator.Distribution> named = new(word.Word, ArgumentLocation.None);
        return word switch
        {
            LikelihoodWord likelihood => likelihood.Create(new LikelihoodSpec(named, null) { Classes = 3 }),
            PosteriorWord posterior => posterior.Create(new PosteriorSpec(named)),
            _ => ((PriorWord)word).Create(new PriorSpec(named)),
        };
    }
}
