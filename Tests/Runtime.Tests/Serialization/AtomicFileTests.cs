using System;
using System.IO;
using System.Threading;
using VaeGen.Runtime.Tests.Data;
using Xunit;

namespace VaeGen.Runtime.Tests.Serialization;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReplacesTheWholeFile()
    {
        string path = folder.Write("file", new byte[100]);
        AtomicFile.Write(path, stream => stream.Write([1, 2]));
        Assert.Equal([1, 2], File.ReadAllBytes(path));
        AtomicFile.WriteText(path, "größer\n");
        Assert.Equal("größer\n"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void TheOldFileIsThereUntilTheEnd()
    {
        string path = folder.Write("file", [7]);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            stream.Flush();
            Assert.Equal([7], File.ReadAllBytes(path));
        });
        Assert.Equal(100_000, new FileInfo(path).Length);
    }

    [Fact]
    public void AFailureChangesNothingAndIsPassedOn()
    {
        string path = folder.Write("file", [7]);
        var failure = new InvalidOperationException("half way");
        Action<Stream> failing = stream =>
        {
            stream.Write([1, 2, 3]);
            throw failure;
        };
        Assert.Same(failure, Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, failing)));
        Assert.Same(failure, Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder.File("new"), failing)));
        Assert.Equal([7], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void ACancellationChangesNothing()
    {
        string path = folder.Write("file", [7]);
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => AtomicFile.Write(path, _ => source.Cancel(), source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => AtomicFile.Write(path, _ => Assert.Fail("not called"), source.Token));
        Assert.Equal([7], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void ALinkStaysALink()
    {
        string path = folder.Write("file", [7]);
        string link = folder.File("link");
        Link(link, path);
        AtomicFile.Write(link, stream => stream.WriteByte(8));
        Assert.Equal([8], File.ReadAllBytes(path));
        Assert.Equal(path, File.ResolveLinkTarget(link, true)!.FullName);
    }

    // Windows lets administrators and users in developer mode make links.
    private static void Link(string link, string path)
    {
        try
        {
            File.CreateSymbolicLink(link, path);
        }
        catch (IOException refused) when (OperatingSystem.IsWindows())
        {
            Assert.Skip($"This user may not make symbolic links: {refused.Message}");
        }
    }

    [Fact]
    public void MissingFoldersAndFoldersAreNamed()
    {
        string missing = Path.Combine(folder.Path, "none", "file");
        Assert.Contains(
            "'file'", Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.WriteText(missing, "")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "is a folder", Assert.Throws<IOException>(() => AtomicFile.WriteText(folder.Path, "")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AtomicFile.WriteText("", ""));
    }
}
