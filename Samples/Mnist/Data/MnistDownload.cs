using System;
using System.IO;
using System.IO.Compression;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;

namespace VaeGen.Mnist.Data;

/// <summary>Fetches the four files of MNIST once, checks what they hold, and keeps them in a folder of the user's.</summary>
internal sealed class MnistDownload
{
    // The longest uncompressed file, and some room: what a broken server could make of it is not unpacked.
    private const long MostBytes = 48_000_000;

    private static readonly (string Name, string Sha256)[] Files =
    [
        ("train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        ("train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        ("t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        ("t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ];

    private readonly Uri source;
    private readonly string folder;

    /// <summary>The mirror of the PyTorch project, and the user's folder for application data.</summary>
    public MnistDownload()
        : this(new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/"), DefaultFolder)
    {
    }

    internal MnistDownload(Uri source, string folder)
    {
        this.source = source;
        this.folder = folder;
    }

    private static string DefaultFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "vaegen",
        "mnist");

    /// <summary>The folder with the files, which are fetched where they are missing.</summary>
    /// <exception cref="UserError">A file can't be fetched, or is not the one of MNIST.</exception>
    public string Fetch(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using HttpClient client = new() { Timeout = TimeSpan.FromMinutes(5) };
        foreach ((string name, string sha256) in Files)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
                continue;
            byte[] content = Download(client, name, cancellationToken);
            if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(content)), sha256, StringComparison.Ordinal))
                throw Failure($"the content of {name} has another checksum than MNIST's");
            AtomicFile.Write(path, stream => stream.Write(content), cancellationToken);
        }

        return folder;
    }

    private byte[] Download(HttpClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(source, name + ".gz"));
            using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
            using Stream compressed = response.Content.ReadAsStream(cancellationToken);
            using GZipStream content = new(compressed, CompressionMode.Decompress);
            return ReadAtMost(content, name, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            throw Failure(failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure("the server took too long");
        }
    }

    private byte[] ReadAtMost(Stream content, string name, CancellationToken cancellationToken)
    {
        using MemoryStream whole = new();
        var chunk = new byte[1 << 16];
        for (int read = content.Read(chunk); read > 0; read = content.Read(chunk))
        {
            cancellationToken.ThrowIfCancellationRequested();
            whole.Write(chunk, 0, read);
            if (whole.Length > MostBytes)
                throw Failure($"{name} is longer than MNIST's");
        }

        return whole.ToArray();
    }

    private UserError Failure(string reason) =>
        new($"--data mnist: could not download from {source} ({reason.TrimEnd('.')}); with the four IDX files at hand, use --data and "
            + "their folder.");
}
