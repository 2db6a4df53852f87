using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Looks for weights that are NaN or infinite.</summary>
internal static class FiniteWeights
{
    /// <summary>The name of the first parameter, in the order of the model, with a value that is not finite; null where all are.</summary>
    public static string? FirstOther<T>(Parameters<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Parameter<T> parameter in parameters.All)
        {
            PanelMatrix<T> matrix = parameter.Matrix;
            for (int panel = 0; panel < matrix.Panels; panel++)
            {
                // Padding is zero, that of rows and of columns, so that whole panels can be looked through.
                if (!AreFinite<T>(matrix.Tile(new Tile(panel, 0, matrix.RowCapacity))))
                    return parameter.Shape.Name;
            }
        }

        return null;
    }

    /// <summary>Whether none is NaN or infinite.</summary>
    public static bool AreFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
                return false;
        }

        return true;
    }
}
