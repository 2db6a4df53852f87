using System;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace VaeGen;

/// <summary>The first example of a data set whose loss is not finite.</summary>
/// <param name="Example">Its index.</param>
/// <param name="Loss">Its loss.</param>
/// <param name="Message">What was found, and what to do.</param>
internal sealed record NotFiniteLoss(int Example, double Loss, string Message)
{
    /// <summary>The first parameter that is not finite; null where all are.</summary>
    public string? Parameter { get; private init; }

    /// <summary>Looks for one; null where all losses are finite.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The examples.</param>
    /// <param name="losses">The loss of each.</param>
    public static NotFiniteLoss? Find<T>(IVariationalModel<T> model, DataSet data, double[] losses)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int first = Array.FindIndex(losses, loss => !double.IsFinite(loss));
        if (first < 0)
            return null;
        string found = string.Create(
            CultureInfo.InvariantCulture,
            $"{losses.Count(loss => !double.IsFinite(loss))} of the {losses.Length} losses of '{data.Name ?? "the data"}' are not "
                + $"finite; the first is {losses[first]}, of example {first}.");
        string? parameter = FiniteWeights.FirstOther(model.ModelState.Parameters);
        string cause = parameter is not null
            ? $"The parameter {parameter} of {model.Description.Name} is not finite, whatever the data: load good weights, or train the "
                + "model anew."
            : ExtremeData.Advice(model, data[first..(first + 1)]);
        return new NotFiniteLoss(first, losses[first], $"{found} {cause}") { Parameter = parameter };
    }

    /// <summary>Throws where there is one.</summary>
    /// <exception cref="LossNotFiniteException">There is.</exception>
    public static void ThrowIfAny(NotFiniteLoss? found)
    {
        if (found is not null)
            throw new LossNotFiniteException(found);
    }
}
