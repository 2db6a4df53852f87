using System;
using System.IO;
using Xunit;

namespace VaeGen.Tests.Shared;

/// <summary>The published data sets, which are no part of the project: in the folder named by VAEGEN_DATA, or beside the project.</summary>
internal static class SharedData
{
    /// <summary>The path of a data set; without it the test is skipped with a message.</summary>
    internal static string Require(string name)
    {
        string? found = Find(name);
        Assert.SkipUnless(found is not null, $"The data '{name}' is neither in the folder named by VAEGEN_DATA nor in ../shared/data.");
        return found!;
    }

    private static string? Find(string name)
    {
        if (Environment.GetEnvironmentVariable("VAEGEN_DATA") is { Length: > 0 } named)
            return Existing(Path.Combine(named, name));
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "VaeGen.sln")))
                return Existing(Path.Combine(folder.FullName, "..", "shared", "data", name));
        }
        return null;
    }

    private static string? Existing(string path) => Directory.Exists(path) ? path : null;
}
