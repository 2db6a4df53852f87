using System;
using System.Globalization;

namespace VaeGen;

/// <summary>What to say of data so large that losses or gradients leave the range of the model's precision.</summary>
internal static class ExtremeData
{
    // Networks start with outputs around 1: data this far from it make their first gradients large.
    private const double Large = 1000;

    /// <summary>The least and the greatest value, such as <c>[-1, 1E+30]</c>.</summary>
    public static string RangeOf(DataSet data) => string.Create(CultureInfo.InvariantCulture, $"[{data.Minimum:G4}, {data.Maximum:G4}]");

    /// <summary>Whether any value is far from 1.</summary>
    public static bool IsLarge(DataSet data) => Math.Max(Math.Abs(data.Minimum), Math.Abs(data.Maximum)) > Large;

    /// <summary>What to do about an example without a finite loss: its values are too large, or else the weights are.</summary>
    /// <param name="model">The model.</param>
    /// <param name="example">The example by itself.</param>
    public static string Advice<T>(ModelDescription model, DataSet example) => IsLarge(example)
        ? $"Its values lie in {RangeOf(example)}. {Advice<T>(model)}"
        : $"Its values, in {RangeOf(example)}, are not large, so the weights are: load others, or train the model anew with a smaller "
            + "learning rate.";

    /// <summary>What to do with values that are too large.</summary>
    public static string Advice<T>(ModelDescription model)
    {
        string precision = typeof(T) == typeof(float) ? ", or declare the model with [Model(Precision = Precision.Double)]" : "";
        return AreCounts(model.Likelihood)
            ? $"Counts that large are to be left out{precision}."
            : $"Values that large are to be scaled to around 1{precision}.";
    }

    private static bool AreCounts(Distribution likelihood) =>
        likelihood is Distribution.Poisson or Distribution.NegativeBinomial or Distribution.Categorical;
}
