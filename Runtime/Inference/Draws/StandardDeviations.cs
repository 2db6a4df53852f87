using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>The σ of each element of x under a Gaussian likelihood that has none from the decoder, in the units of the data.</summary>
/// <param name="model">The model.</param>
internal readonly struct StandardDeviations<T>(IVariationalModel<T> model)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ModelDescription description = model.Description;
    private readonly PanelMatrix<T>? units = OutputUnits.Of(model);
    private readonly PanelMatrix<T>? variances =
        model.Description.Sigma is null ? model.ModelState.Parameters.Matrix(LearnedVariance<T>.ParameterName) : null;

    /// <summary>That of an element.</summary>
    public T this[int element]
    {
        get
        {
            T deviation = variances is { } learned ? T.Sqrt(learned[0, learned.Columns == 1 ? 0 : element])
                : T.CreateTruncating(description.Sigma!.Value);
            return units is { } unit ? unit[0, element] * deviation : deviation;
        }
    }
}

/// <summary>The standard deviations that a likelihood over real numbers counts in.</summary>
internal static class OutputUnits
{
    /// <summary>One for each element [1, features]; null where x is in its own units.</summary>
    public static PanelMatrix<T>? Of<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        model.Description.IsInUnits ? model.ModelState.Parameters.Matrix(StartingPoint.OutputScale) : null;
}
