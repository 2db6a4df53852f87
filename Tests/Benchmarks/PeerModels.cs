using System;
using System.Collections.Generic;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>The models by the names that the scripts and the peers know, each with its batch.</summary>
internal static class PeerModels
{
    private static readonly Dictionary<string, (Func<IVariationalModel<float>> Make, int BatchSize)> Models = new()
    {
        ["784-400-20"] = (() => new SmallVae(seed: 1), 128),
        ["784-512-512-32"] = (() => new WideVae(seed: 1), 128),
        ["784-300-300-10-elu"] = (() => new CourseVae(seed: 1), 100),
        ["conv"] = (() => new ConvVae(seed: 1), 128),
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => Models.Keys;

    /// <summary>A new model and its batch size.</summary>
    /// <exception cref="ArgumentException">There is no model of that name.</exception>
    public static (IVariationalModel<float> Model, int BatchSize) Make(string name)
    {
        if (!Models.TryGetValue(name, out (Func<IVariationalModel<float>> Make, int BatchSize) entry))
            throw new ArgumentException($"There is no model '{name}'; {string.Join(", ", Names)} were expected.");
        return (entry.Make(), entry.BatchSize);
    }
}
