using System;
using System.Linq;

namespace VaeGen.Mnist.Results;

/// <summary>Arguments as they are typed.</summary>
internal static class ShellText
{
    private const string Plain = "_-./:=@+,";

    /// <summary>The argument, in quotes where a shell would take it for something else.</summary>
    public static string Quote(string argument) => Quote(argument, OperatingSystem.IsWindows());

    internal static string Quote(string argument, bool isWindows)
    {
        if (argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || IsPlain(letter, isWindows)))
            return argument;
        return isWindows
            ? $"\"{argument.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    // Shells of other systems take a backslash for the beginning of something.
    private static bool IsPlain(char letter, bool isWindows) => Plain.Contains(letter) || (isWindows && letter == '\\');
}
