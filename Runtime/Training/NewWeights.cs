using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>A model's weights as they were first drawn, with the units of its data: what tells whether its weights or its data are the
/// cause of a number.</summary>
internal static class NewWeights
{
    /// <summary>They, apart from the model.</summary>
    public static ModelState<T> Of<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Parameters<T> trained = model.ModelState.Parameters;
        ModelState<T> state = new(model, model.ModelState.Seed, [.. trained.All.Select(parameter => parameter.Shape)]);
        foreach (Parameter<T> parameter in trained.All.Where(parameter => StartingPoint.IsUnit(parameter.Shape.Name)))
        {
            T[] values = new T[parameter.Count];
            parameter.CopyTo(trained.Storage, shift: 0, values);
            state.Parameters[parameter.Shape.Name].CopyFrom(values, state.Parameters.Storage, shift: 0);
        }

        return state;
    }
}
