using System.Collections.Generic;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the files of a valid model.</summary>
internal static class ModelEmitter
{
    /// <summary>The files, each with its hint name: <see cref="HostSpec.FileHint"/>, a section such as <c>.TrainingStep</c> or none, and <c>.g.cs</c>.</summary>
    public static IReadOnlyList<(string HintName, string Text)> Emit(ModelSpec model) => SkeletonEmitter.Emit(SkeletonSpec.Of(model));
}
