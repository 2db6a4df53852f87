using System;
using System.IO;
using System.Text;
using System.Threading;

namespace VaeGen;

/// <summary>
/// Writes whole files: a reader finds the old content or the new, never a part. The content goes to a temporary file in the same folder, is
/// flushed to the device, and then takes the name in one step. After a failure or a cancellation the old file is as it was and the
/// temporary one is gone.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; its folder has to exist. A symbolic link is followed.</param>
    /// <param name="write">Writes the content; what it throws is passed on.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled; nothing has changed.</exception>
    public static void Write(string path, Action<Stream> write, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        cancellationToken.ThrowIfCancellationRequested();
        var file = new FileInfo(path);
        string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        if (Directory.Exists(target))
            throw new IOException($"'{path}' is a folder; a file was to be written there.");
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The folder '{folder}' for the file '{Path.GetFileName(path)}' does not exist.");
        string temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            using (FileStream stream = Create(temporary, path))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            // The failure that is on its way out matters; a temporary file that can't be deleted must not hide it.
            Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a text file in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file; its folder has to exist.</param>
    /// <param name="text">The whole content.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void WriteText(string path, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), cancellationToken);
    }

    // The caller knows its own file and not the temporary one beside it.
    private static FileStream Create(string temporary, string path)
    {
        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new UnauthorizedAccessException($"'{path}' can't be written: no files may be made in its folder.", failure);
        }
        catch (IOException failure)
        {
            throw new IOException($"'{path}' can't be written: no file can be made in its folder.", failure);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }
}
