using System;

namespace VaeGen.Mnist;

/// <summary>Something that the user can put right: one sentence, no stack trace.</summary>
internal sealed class UserError(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    /// <summary>What the process returns.</summary>
    public int ExitCode { get; } = exitCode;
}

/// <summary>What the process returns; scripts rely on it.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadArguments = 2;
    public const int Cancelled = 130;
}
