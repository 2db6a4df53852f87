using System.Collections.Generic;
using System.IO;

namespace VaeGen.Mnist.Training;

/// <summary>What <c>train</c> was asked for.</summary>
internal sealed record TrainSettings
{
    public required CatalogModel Model { get; init; }

    /// <summary>Passes in all.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps in all, in place of passes; or null.</summary>
    public required int? Iterations { get; init; }

    /// <summary>Images of a step; null for the model's own, or all of them where there are fewer.</summary>
    public required int? BatchSize { get; init; }

    public required OptimizerSettings Optimizer { get; init; }

    /// <summary>Training images held back for validation; null for none.</summary>
    public required int? Validation { get; init; }

    /// <summary>Passes without improvement after which training stops; null for never.</summary>
    public required int? Patience { get; init; }

    public required ulong Seed { get; init; }

    public required int Runs { get; init; }

    /// <summary>0 for as many as the model's work pays for.</summary>
    public required int Threads { get; init; }

    /// <summary>Where the weights go, where the command line says it; else null.</summary>
    public required string? Save { get; init; }

    public required string? Resume { get; init; }

    public required string? Metrics { get; init; }

    public required string Out { get; init; }

    /// <summary>The options that name the same images to another command.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>The file of weights.</summary>
    public string Weights => Save ?? WeightsIn(Out);

    /// <summary>Where an interrupted training leaves its weights in place of those of an earlier one that ended.</summary>
    public string InterruptedWeights => Path.Combine(Out, "interrupted.safetensors");

    /// <summary>Where the weights go when nothing is said: beside the pictures of what they have learned.</summary>
    public static string WeightsIn(string folder) => Path.Combine(folder, "weights.safetensors");
}
