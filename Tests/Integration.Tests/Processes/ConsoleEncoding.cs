using System;
using System.Runtime.CompilerServices;
using System.Text;

namespace VaeGen.Integration.Tests.Processes;

/// <summary>What child processes write comes back letter for letter.</summary>
internal static class ConsoleEncoding
{
    /// <summary>
    /// On Windows a program writes, also to a pipe, in the code page of its console, and most of these have no σ or no ×. A process that a
    /// test starts has the console of this one.
    /// </summary>
    [ModuleInitializer]
    internal static void UseUtf8()
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;
    }
}
