using System;
using System.IO;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>A folder of one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vaegen-");

    public string Path => folder.FullName;

    /// <summary>A path below it, given with slashes, as this system writes it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name.Replace('/', System.IO.Path.DirectorySeparatorChar));

    public void Dispose() => folder.Delete(recursive: true);
}
