using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace VaeGen.Package.Tests;

/// <summary>What is in the packages: these files and no others.</summary>
[Collection(FeedCollection.Name)]
public sealed class ContentTests(Feed feed)
{
    // What every package has of NuGet's own.
    private static readonly string[] Envelope = ["[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/"];

    [Fact]
    public void The_package_holds_runtime_generator_properties_and_what_a_page_shows() => Assert.Equal(
        [
            "README.md", "VaeGen.nuspec", "analyzers/dotnet/cs/VaeGen.Generator.dll", "buildTransitive/net10.0/VaeGen.props",
            "buildTransitive/net10.0/VaeGen.targets", "icon.png", "lib/net10.0/VaeGen.Runtime.dll", "lib/net10.0/VaeGen.Runtime.xml",
        ],
        Entries(feed.PackageFile("VaeGen")));

    [Fact]
    public void The_symbols_are_those_of_the_runtime() => Assert.Equal(
        ["VaeGen.nuspec", "lib/net10.0/VaeGen.Runtime.pdb"], Entries(feed.PackageFile("VaeGen", ".snupkg")));

    [Fact]
    public void The_templates_are_these_files() => Assert.Equal(
        [
            "README.md", "VaeGen.Templates.nuspec", "content/console/.template.config/dotnetcli.host.json",
            "content/console/.template.config/template.json", "content/console/DigitVae.cs", "content/console/Program.cs",
            "content/console/VaeGenApp.csproj", "content/file/.template.config/template.json", "content/file/VaeGenFile.cs", "icon.png",
        ],
        Entries(feed.PackageFile("VaeGen.Templates")));

    [Fact]
    public void Its_only_dependency_is_the_one_of_the_runtime()
    {
        XElement metadata = Metadata("VaeGen");

        XElement group = Assert.Single(Of(metadata, "group"));
        Assert.Equal("net10.0", group.Attribute("targetFramework")!.Value);
        Assert.Equal("System.Numerics.Tensors", Assert.Single(Of(group, "dependency")).Attribute("id")!.Value);
        Assert.Empty(Of(Metadata("VaeGen.Templates"), "dependency"));
    }

    [Theory]
    [InlineData("VaeGen")]
    [InlineData("VaeGen.Templates")]
    public void A_package_says_whose_it_is_and_where_it_comes_from(string package)
    {
        XElement metadata = Metadata(package);

        Assert.Equal("MIT", Of(metadata, "license").Single().Value);
        Assert.Equal("icon.png", Of(metadata, "icon").Single().Value);
        Assert.Equal("README.md", Of(metadata, "readme").Single().Value);
        XElement repository = Of(metadata, "repository").Single();
        Assert.Equal("https://github.com/vaegen/vaegen", repository.Attribute("url")!.Value);
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value);
        Assert.All(["description", "tags", "authors", "copyright"], name => Assert.NotEmpty(Of(metadata, name).Single().Value));
    }

    private static IEnumerable<XElement> Of(XElement parent, string name) =>
        parent.Descendants().Where(element => element.Name.LocalName == name);

    private static string[] Entries(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)
            .Where(name => !Envelope.Any(start => name.StartsWith(start, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)];
    }

    private XElement Metadata(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.PackageFile(package));
        using Stream stream = archive.GetEntry(package + ".nuspec")!.Open();
        return XDocument.Load(stream).Root!;
    }
}
