using System.Collections.Concurrent;
using VaeGen.Generator.Model;

namespace VaeGen.Generator;

/// <summary>
/// How the emission of each model ended, left by the generator for the analyzer, which runs after it in the same process and would have to
/// emit everything again to know. Specifications are values, free of anything of a compilation.
/// </summary>
internal sealed class EmissionOutcomes
{
    /// <summary>More models than a build has; then the oldest are forgotten.</summary>
    public const int Most = 2048;

    private readonly ConcurrentDictionary<ModelSpec, StageFailure?> outcomes = new();
    private readonly ConcurrentQueue<ModelSpec> order = new();

    /// <summary>Leaves an outcome.</summary>
    /// <param name="model">The model.</param>
    /// <param name="failure">What went wrong; null for nothing.</param>
    public void Record(ModelSpec model, StageFailure? failure)
    {
        if (!outcomes.TryAdd(model, failure))
            return;
        order.Enqueue(model);
        if (order.Count > Most && order.TryDequeue(out ModelSpec oldest))
            outcomes.TryRemove(oldest, out _);
    }

    /// <summary>Whether there is one; <paramref name="failure"/> is null where the emission succeeded.</summary>
    public bool TryGet(ModelSpec model, out StageFailure? failure) => outcomes.TryGetValue(model, out failure);
}
