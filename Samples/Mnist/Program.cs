using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using VaeGen.Mnist.CommandLine;
using VaeGen.Runtime.V2;

namespace VaeGen.Mnist;

/// <summary>The main job: trains a variational autoencoder on digits and leaves pictures of what it has learned.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        using CancellationTokenSource cancellation = new();
        using Termination termination = new(cancellation);
        RootCommand root = new("Trains a variational autoencoder on digits and leaves pictures of what it has learned.");
        root.Add(TrainCommand.Create(cancellation.Token));
        root.Add(EvaluateCommand.Create(cancellation.Token));
        root.Add(SampleCommand.Create(cancellation.Token));
        ParseResult result = root.Parse(arguments.Length == 0 ? ["train"] : arguments);
        if (result.UnmatchedTokens.Count > 0)
            return Fail($"'{result.UnmatchedTokens[0]}' is unknown here; what --help lists was expected.", ExitCode.BadArguments);
        if (result.Errors.Count > 0)
            return Fail(result.Errors[0].Message, ExitCode.BadArguments);
        try
        {
            // What the environment asks for and the machine lacks is said before anything is read or written.
            _ = VectorWidths.Best;
        }
        catch (InvalidOperationException refused)
        {
            return Fail(refused.Message, ExitCode.BadArguments);
        }

        return Run(result);
    }

    private static int Run(ParseResult result)
    {
        try
        {
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UserError error)
        {
            return Fail(error.Message, error.ExitCode);
        }
        catch (OperationCanceledException)
        {
            return Fail("Cancelled.", ExitCode.Cancelled);
        }
        catch (Exception failure) when (IsExplained(failure))
        {
            return Fail(failure.Message, ExitCode.Failed);
        }
    }

    // Failures whose message is a sentence for the user. Anything else is a defect and keeps its stack trace.
    private static bool IsExplained(Exception failure) =>
        failure is DataFormatException or TrainingDivergedException or LossNotFiniteException or IOException or UnauthorizedAccessException
        or ArgumentException;

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine(message.Split('\n').First().TrimEnd());
        return exitCode;
    }
}
