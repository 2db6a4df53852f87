using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Package.Tests;

/// <summary>A package is a function of its commit.</summary>
[Collection(FeedCollection.Name)]
public sealed class ReproducibilityTests(Feed feed)
{
    /// <summary>NuGet writes the clock into the archive; what is in it is the same.</summary>
    [Fact(Explicit = true)]
    public void Two_clones_of_a_commit_give_the_same_bytes()
    {
        string first = PackClone("first");
        string second = PackClone("the second clone somewhere else");

        foreach (string package in Directory.EnumerateFiles(first))
            Assert.Equal(Hashes(package), Hashes(Path.Combine(second, Path.GetFileName(package))));
        Assert.Equal(3, Directory.EnumerateFiles(first).Count());
    }

    private string PackClone(string name)
    {
        string clone = Path.Combine(feed.Folder, name);
        CommandLine.Run("git", feed.Folder, feed.Environment, "clone", "--quiet", RepositoryRoot.Folder, clone).MustSucceed();
        string packages = clone + " packed";
        Feed.Pack(clone, packages);
        return packages;
    }

    private static string[] Hashes(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(Hash).Order(StringComparer.Ordinal)];

        static string Hash(ZipArchiveEntry entry)
        {
            using Stream stream = entry.Open();
            return $"{entry.FullName} {Convert.ToHexString(SHA256.HashData(stream))}";
        }
    }
}
