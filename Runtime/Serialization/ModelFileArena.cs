using System.Collections.Generic;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>One value for each element of the parameters, in their layout, as it stands in a file: the weights, a moment, or weights that
/// are kept beside.</summary>
/// <param name="Prefix">What the names of its tensors begin with, before the parameter's.</param>
/// <param name="Storage">The values; empty while only names are asked for.</param>
/// <param name="Shift">What to add to an offset among the parameters to find the value.</param>
/// <param name="HasStates">Whether it has values for running quantities, too.</param>
internal sealed record ModelFileArena<T>(string Prefix, T[] Storage, int Shift, bool HasStates)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Kept beside the model's weights: the best ones by validation, or those trained last where the model has the best.</summary>
    public const string BestPrefix = "best.";

    /// <inheritdoc cref="BestPrefix"/>
    public const string LastPrefix = "last.";

    /// <summary>The arenas of a model.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="training">The moments; null where they are not in the file.</param>
    /// <param name="best">The other weights; null where they are not in the file.</param>
    public static IReadOnlyList<ModelFileArena<T>> Of(Parameters<T> parameters, TrainingState<T>? training, BestWeights<T>? best)
    {
        List<ModelFileArena<T>> arenas = [new("", parameters.Storage, 0, HasStates: true)];
        if (training?.Rule is { } rule)
        {
            OptimizerFormat format = OptimizerFormat.Of(rule);
            if (format.HasFirstMoments)
                arenas.Add(new(format.FirstMoment(""), training.FirstMoments, training.FirstMomentShift, HasStates: false));
            arenas.Add(new(format.SecondMoment(""), training.SecondMoments, training.SecondMomentShift, HasStates: false));
        }

        if (best?.Best is not null)
            arenas.Add(new(best.HasLast ? LastPrefix : BestPrefix, best.Kept, 0, HasStates: true));
        return arenas;
    }

    /// <summary>Whether a parameter has values here.</summary>
    public bool Has(Parameter<T> parameter) => HasStates || parameter.Shape.Role != ParameterRole.State;
}
