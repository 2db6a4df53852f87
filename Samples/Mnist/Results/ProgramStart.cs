using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace VaeGen.Mnist.Results;

/// <summary>
/// How this program is started from the folder that the user is in, as it is typed. A program cannot see what was typed, but where it lies:
/// built, below its project, which <c>dotnet run</c> finds there; published, it is started by itself.
/// </summary>
internal static class ProgramStart
{
    private const string Host = "dotnet";

    // Of a build: bin/Release/net10.0 below the project.
    private const int FoldersOfBuild = 3;

    /// <summary>The beginning of a command line, to which a command and its options are added.</summary>
    public static string Text => Of(AppContext.BaseDirectory, Environment.ProcessPath, Directory.GetCurrentDirectory());

    /// <summary>The same, of a program of that place.</summary>
    /// <param name="folder">Where the program lies.</param>
    /// <param name="process">The file that was started: the program, or the host of .NET.</param>
    /// <param name="current">Where the user is.</param>
    internal static string Of(string folder, string? process, string current)
    {
        Assembly program = typeof(ProgramStart).Assembly;
        string name = program.GetName().Name!;
        string[] up = [.. Enumerable.Range(0, FoldersOfBuild + 1).Select(count => Up(folder, count))];
        if (Path.GetFileName(up[2]) == "bin" && File.Exists(Path.Combine(up[3], name + ".csproj")))
            return $"{Host} run -c {Path.GetFileName(up[1])} --project {ShellText.Quote(FromCurrent(up[3], current))} --";
        return Path.GetFileNameWithoutExtension(process) is null or Host
            ? $"{Host} {ShellText.Quote(FromCurrent(Path.Combine(folder, name + ".dll"), current))}"
            : ShellText.Quote(Startable(FromCurrent(process!, current)));
    }

    private static string Up(string folder, int count)
    {
        string found = Path.TrimEndingDirectorySeparator(folder);
        for (int i = 0; i < count; i++)
            found = Path.GetDirectoryName(found) ?? found;
        return found;
    }

    // What lies elsewhere is named in full: a long way up is harder to read.
    private static string FromCurrent(string path, string current)
    {
        string relative = Path.GetRelativePath(current, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    // A shell looks for a bare name in its own folders.
    private static string Startable(string path) => path == Path.GetFileName(path) ? Path.Combine(".", path) : path;
}
