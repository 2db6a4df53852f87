using System.Collections.Immutable;

namespace VaeGen.Generator.Fusion;

/// <summary>The phases of one task, in order of execution.</summary>
/// <param name="Task">The task: the name of the emitted method.</param>
/// <param name="Phases">The phases.</param>
internal sealed record Schedule(string Task, ImmutableArray<Phase> Phases);
