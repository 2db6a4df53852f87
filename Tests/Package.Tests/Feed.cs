using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Package.Tests;

/// <summary>
/// The packages of this checkout in a local feed, and an empty cache for the packages of the projects that use it: what a machine has that
/// has never seen VaeGen. The projects lie in a folder whose name has a space and an umlaut; the cache does not, because the native linking
/// of .NET 10 breaks a space in its path apart.
/// </summary>
public sealed class Feed : IDisposable
{
    private readonly string cache = Directory.CreateTempSubdirectory("vaegen-cache-").FullName;
    private int projects;

    public Feed()
    {
        Folder = Directory.CreateTempSubdirectory("VaeGen größe ").FullName;
        Packages = Path.Combine(Folder, "feed");
        Pack(RepositoryRoot.Folder, Packages);
    }

    /// <summary>Where everything lies.</summary>
    public string Folder { get; }

    /// <summary>The folder of the packages.</summary>
    public string Packages { get; }

    /// <summary>What the builds of users' projects see: their package cache.</summary>
    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = cache,
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        // The builds of a test end with it.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["UseSharedCompilation"] = "false",
    };

    /// <summary>The package of a name; its version is that of the checkout.</summary>
    public string PackageFile(string name, string ending = ".nupkg") =>
        Directory.EnumerateFiles(Packages, $"{name}.*{ending}").Single(file => char.IsDigit(Path.GetFileName(file)[name.Length + 1]));

    /// <summary>The version of the checkout.</summary>
    public string Version => Path.GetFileNameWithoutExtension(PackageFile("VaeGen"))["VaeGen.".Length..];

    /// <summary>An empty folder outside of the repository, whose builds find the feed.</summary>
    internal string NewFolder(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, $"{++projects} {name}")).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="vaegen" value="{Packages}" />
              </packageSources>
            </configuration>
            """);
        return folder;
    }

    /// <summary>The one command that makes the packages.</summary>
    internal static void Pack(string checkout, string folder) =>
        CommandLine.DotNet(
            checkout, new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" }, "pack", "-c", "Release", "--output", folder)
            .MustSucceed().WithoutWarnings();

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(cache, recursive: true);
    }
}

/// <summary>All tests share one feed.</summary>
[CollectionDefinition(Name)]
public sealed class FeedCollection : ICollectionFixture<Feed>
{
    public const string Name = "feed";
}
