using System.IO;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Distributions;

/// <summary>Emitted code names sections of the documentation in words; the words have to be there.</summary>
public sealed class MathSectionTests
{
    public static TheoryData<string> Sections() => [.. MathSection.All.Select(section => section.ToString())];

    [Theory]
    [MemberData(nameof(Sections))]
    public void EverySectionIsInItsPageUnderItsTitle(string words)
    {
        MathSection section = MathSection.All.Single(section => section.ToString() == words);
        string[] lines = File.ReadAllLines(RepositoryRoot.Path("docs/" + section.File));
        Assert.Equal("# " + section.Page, lines[0]);
        Assert.Contains("## " + section.Title, lines);
    }
}
