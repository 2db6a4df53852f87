using System;
using System.IO;

namespace VaeGen.Tests.Shared;

/// <summary>Finds files of the repository from the folder a test runs in.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder of the solution file.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path below it, given with slashes.</summary>
    public static string Path(string relative) =>
        System.IO.Path.Combine(Folder, relative.Replace('/', System.IO.Path.DirectorySeparatorChar));

    private static string Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "VaeGen.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("No folder above the tests holds VaeGen.sln.");
    }
}
