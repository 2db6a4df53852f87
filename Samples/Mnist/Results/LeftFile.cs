using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace VaeGen.Mnist.Results;

/// <summary>A file that a training leaves.</summary>
/// <param name="Path">The file; of one that goes into the folder of the pictures its name there.</param>
/// <param name="Shows">What it shows, in a few words.</param>
internal sealed record LeftFile(string Path, string Shows)
{
    /// <summary>The same file, as seen from where the folder is.</summary>
    public LeftFile In(string folder) => this with { Path = System.IO.Path.Combine(folder, Path) };

    /// <summary>Lists files, what they show below each other.</summary>
    public static void Write(TextWriter output, IReadOnlyList<LeftFile> files)
    {
        int width = files.Max(file => file.Path.Length);
        foreach (LeftFile file in files)
            output.WriteLine($"  {file.Path.PadRight(width)}  {file.Shows}");
    }
}
