using System.Collections.Immutable;

namespace VaeGen.Generator.Fusion;

/// <summary>The phases of one task, in order of execution.</summary>
/// <param name="Task">The task: the name of the emitted method.</param>
/// <param name="Phases">The phases.</param>
/// <param name="After">The task that it begins with, whose values it reads; null for none.</param>
internal sealed record Schedule(string Task, ImmutableArray<Phase> Phases, string? After = null);
