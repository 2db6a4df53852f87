using System;

namespace VaeGen.Generator;

/// <summary>A defect of VaeGen itself, with the stage it happened in. The analyzer shows it as VAE0901.</summary>
/// <param name="stage">The stage: parsing, lowering, emission, or a finer one.</param>
/// <param name="cause">What was thrown there.</param>
internal sealed class StageFailure(string stage, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>The stage.</summary>
    public string Stage { get; } = stage;

    /// <summary>Runs a stage so that whatever it throws, cancellation apart, names the innermost stage it happened in.</summary>
    public static T Run<T>(string stage, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception cause) when (cause is not (OperationCanceledException or StageFailure))
        {
            throw new StageFailure(stage, cause);
        }
    }
}
