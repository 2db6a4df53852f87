using System;
using System.IO;

namespace VaeGen.Mnist.Training;

/// <summary>Finds out before the work whether its results can be written.</summary>
internal static class WritablePlaces
{
    /// <summary>Makes the folder where it is missing, and checks that files can be made in it.</summary>
    /// <exception cref="UserError">They can't.</exception>
    public static void RequireFolder(string option, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            Probe(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{option}: the folder '{folder}' can't be written ({failure.Message.TrimEnd('.')}).");
        }
    }

    /// <summary>Checks that a file can be made where it is to go.</summary>
    /// <exception cref="UserError">It can't.</exception>
    public static void RequireFile(string option, string? path)
    {
        if (path is null)
            return;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (Directory.Exists(path))
            throw new UserError($"{option}: '{path}' is a folder; a file was expected.");
        if (!Directory.Exists(folder))
            throw new UserError($"{option}: the folder '{folder}' of the file does not exist.");
        try
        {
            Probe(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{option}: '{path}' can't be written ({failure.Message.TrimEnd('.')}).");
        }
    }

    private static void Probe(string folder)
    {
        string path = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
        using FileStream probe = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }
}
