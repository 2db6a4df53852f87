using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>What to say of data so far from what networks begin with that losses or gradients leave the range of the model's precision, or
/// that training does not come to them.</summary>
internal static class ExtremeData
{
    // A network begins with outputs around 1. Ten times that is learned in some hundred steps; what is beyond takes ever longer.
    private const double FarAbove = 10;
    private const double FarBelow = 0.01;

    private const int MostNamed = 5;

    /// <summary>The least and the greatest value, such as <c>[-1, 1E+30]</c>.</summary>
    public static string RangeOf(DataSet data) => string.Create(CultureInfo.InvariantCulture, $"[{data.Minimum:G4}, {data.Maximum:G4}]");

    /// <summary>The word that a model needs for values far from 1.</summary>
    public static string WordFor(Distribution likelihood) =>
        $"[Encoder(…, Input = {(AreCounts(likelihood) ? InputScaling.LogStandardize : InputScaling.Standardize)})]";

    /// <summary>
    /// Elements of x that a model reads as they are, though their values are far from 1; null where there are none. Likelihoods within
    /// [0, 1] and classes have none.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The training data.</param>
    /// <param name="statistics">Their statistics, which are asked for only where values are large or small at all.</param>
    public static Finding? FarFromOne(ModelDescription model, DataSet data, Lazy<ColumnStatistics> statistics)
    {
        bool areReal = model.Likelihood is Distribution.Gaussian or Distribution.Laplace;
        double largest = Math.Max(Math.Abs(data.Minimum), Math.Abs(data.Maximum));
        bool areSmall = areReal && largest > 0 && largest < FarBelow;
        if (model.Input != InputScaling.Raw || !(areReal || AreCounts(model.Likelihood)) || (largest <= FarAbove && !areSmall))
            return null;
        ColumnStatistics columns = statistics.Value;
        (int Element, double Size)[] far =
        [
            .. columns.Means.Select((mean, j) => (Element: j, Size: Math.Sqrt((mean * mean) + columns.Variances[j])))
                .Where(column => areSmall || column.Size > FarAbove),
        ];
        return far.Length == 0 ? null : Findings.FarFromOne(model, Named(far, columns.Means.Length));
    }

    /// <summary>What to do about an example without a finite loss. Whether its values or the weights are the cause is tried out: zeros are
    /// possible under every likelihood, and small.</summary>
    /// <param name="model">The model.</param>
    /// <param name="example">The example by itself.</param>
    public static string Advice<T>(IVariationalModel<T> model, DataSet example)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelDescription description = model.Description;
        int[] labels = description.ConditionClasses > 0 ? example.Labels.ToArray() : [];
        DataSet zeros = DataSet.From(new float[description.Features], new DataShape(description.Features), labels);
        if (double.IsFinite(Evaluator.LossesOf(model, zeros, new EvaluateOptions())[0]))
            return $"Its values lie in {RangeOf(example)}, and with zeros in their place the loss is finite. {Advice<T>(description)}";
        string remedy = model.ModelState.IsUntrained
            ? "no step has changed them yet, so it is none's fault; make the model anew, with smaller layers or another activation"
            : "load others, or train the model anew with a smaller learning rate";
        return $"With zeros in place of its values, in {RangeOf(example)}, the loss is not finite either, so the weights are the cause: "
            + $"{remedy}.";
    }

    /// <summary>What to do with values that are too large.</summary>
    public static string Advice<T>(ModelDescription model)
    {
        string precision = typeof(T) == typeof(float) ? ", or declare the model with [Model(Precision = Precision.Double)]" : "";
        bool isRaw = model.Input == InputScaling.Raw && !IsWithinOne(model.Likelihood);
        return isRaw ? $"Write {WordFor(model.Likelihood)}{precision}."
            : $"Values that large are to be left out{precision}.";
    }

    private static string Named((int Element, double Size)[] far, int all)
    {
        IEnumerable<string> names = far.Take(MostNamed).Select(column =>
            string.Create(CultureInfo.InvariantCulture, $"{column.Element} ({column.Size:G3})"));
        string more = far.Length > MostNamed ? $" and {far.Length - MostNamed} more" : "";
        string count = string.Create(CultureInfo.InvariantCulture, $"{far.Length} of {all} elements");
        return $"{count} by their root mean square, {string.Join(", ", names)}{more}";
    }

    private static bool AreCounts(Distribution likelihood) => likelihood is Distribution.Poisson or Distribution.NegativeBinomial;

    private static bool IsWithinOne(Distribution likelihood) => likelihood is Distribution.Bernoulli or Distribution.ContinuousBernoulli
        or Distribution.DiscretizedLogistic or Distribution.Categorical;
}
