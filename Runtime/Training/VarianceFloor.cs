using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// The least variance that a likelihood learns. Where an element hardly varies its density would grow without bound; below the rounding of
/// the data a density says nothing about them.
/// </summary>
internal static class VarianceFloor
{
    /// <summary>The state that holds the floor where the decoder gives the scale.</summary>
    public const string ParameterName = "decoder.min_variance";

    /// <summary>The square of the least σ of data of which nothing is known.</summary>
    public const double Default = 1e-10;

    /// <summary>The model's own where it states one, else that of a uniform rounding error of the data's step.</summary>
    public static double Of(ModelDescription model, DataSet data) =>
        model.MinSigma is double sigma ? sigma * sigma : data.Step > 0 ? data.Step * data.Step / 12 : Default;

    /// <summary>The floor that a model's emitted code adds to the variance of its decoder; null where it has none.</summary>
    public static PanelMatrix<T>? Find<T>(Parameters<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        parameters.All.Any(parameter => parameter.Shape.Name == ParameterName) ? parameters.Matrix(ParameterName) : null;

    /// <summary>Sets the floor of a model that is going to be trained on the data.</summary>
    public static void Set<T>(Parameters<T> parameters, double floor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Find(parameters) is { } matrix)
            matrix[0, 0] = T.CreateTruncating(floor);
    }
}
