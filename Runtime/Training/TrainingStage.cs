using System;
using System.Linq;

namespace VaeGen;

/// <summary>What of a training is due besides further steps. <see cref="TrainingPosition"/> has the transitions.</summary>
internal enum TrainingStage
{
    /// <summary>Nothing: the model is as a call of <c>Fit</c> leaves it, or was never trained.</summary>
    Ended,

    /// <summary>Steps have changed the weights since: when the training ends, the best weights and the exact σ² are due.</summary>
    Steps,

    /// <summary>
    /// All batches of a pass are done: its validation, its test, its record and the callback are due, and then what is at
    /// <see cref="Steps"/>.
    /// </summary>
    PassEnd,

    /// <summary>The callback has asked for the end: no more steps, and what is due at <see cref="Steps"/>.</summary>
    Stop,
}

/// <summary>How a stage stands in a file.</summary>
internal static class TrainingStageFormat
{
    private static readonly (TrainingStage Stage, string Name)[] All =
    [
        (TrainingStage.Ended, "ended"), (TrainingStage.Steps, "steps"), (TrainingStage.PassEnd, "pass_end"), (TrainingStage.Stop, "stop"),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(format => format.Name));

    /// <summary>The name of a stage.</summary>
    public static string NameOf(TrainingStage stage) => Array.Find(All, format => format.Stage == stage).Name;

    /// <summary>The stage of that name, or null.</summary>
    public static TrainingStage? Find(string name)
    {
        int index = Array.FindIndex(All, format => format.Name == name);
        return index < 0 ? null : All[index].Stage;
    }
}
