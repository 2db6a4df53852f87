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
    public static string WordFor(ModelDescription model) =>
        $"[Encoder(…, Input = {(model.HasCounts ? InputScaling.LogStandardize : InputScaling.Standardize)})]";

    /// <summary>Whether that word would change what the model makes of x.</summary>
    public static bool HelpsScaling(ModelDescription model) => !model.IsStandardized && (model.HasRealX || model.HasCounts);

    /// <summary>
    /// Elements of x that a model reads as they are, though their values are far from 1; null where there are none. Likelihoods within
    /// [0, 1] and classes have none.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The training data.</param>
    /// <param name="statistics">Their statistics, which are asked for only where values are large or small at all.</param>
    public static Finding? FarFromOne(ModelDescription model, DataSet data, Lazy<ColumnStatistics> statistics)
    {
        bool areReal = model.HasRealX;
        double largest = Math.Max(Math.Abs(data.Minimum), Math.Abs(data.Maximum));
        bool areSmall = areReal && largest > 0 && largest < FarBelow;
        // The logarithms of counts are small; real values stay what they are for the decoder.
        bool areRead = areReal ? !model.IsStandardized : model.HasCounts && model.Input == InputScaling.Raw;
        if (!areRead || (largest <= FarAbove && !areSmall))
            return null;
        ColumnStatistics columns = statistics.Value;
        (int Element, double Size)[] far =
        [
            .. columns.Means.Select((mean, j) => (Element: j, Size: double.Hypot(mean, columns.Deviations[j])))
                .Where(column => areSmall || column.Size > FarAbove),
        ];
        return far.Length == 0 ? null : Findings.FarFromOne(model, Named(far, columns.Means.Length));
    }

    /// <summary>What to do about an example without a finite loss. Whether its values or the weights are the cause is tried out: with new
    /// weights in place of the model's, or where these are new, with zeros in place of the values.</summary>
    /// <param name="model">The model.</param>
    /// <param name="example">The example by itself.</param>
    public static string Advice<T>(IVariationalModel<T> model, DataSet example)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string range = RangeOf(example);
        string values = Advice<T>(model.Description);
        if (IsFinite(model, NewWeights.Of(model), example))
        {
            return $"Its values lie in {range}, and with new weights in place of the model's its loss is finite, so the weights are the "
                + "cause: load others, or train the model anew with a smaller learning rate.";
        }

        if (!model.ModelState.IsUntrained)
            return $"Its values lie in {range}, and with new weights in place of the model's its loss is not finite either. {values}";

        return IsFinite(model, model.ModelState, Zeros(model, example))
            ? $"Its values lie in {range}, and with zeros in their place the loss is finite. {values}"
            : $"Its values lie in {range}, and with zeros in their place the loss is not finite either, though no step has changed the "
                + "weights: make the model anew, with smaller layers or another activation.";
    }

    /// <summary>What to do with values that are too large.</summary>
    public static string Advice<T>(ModelDescription model)
    {
        string precision = typeof(T) == typeof(float) ? ", or declare the model with [Model(Precision = Precision.Double)]" : "";
        return HelpsScaling(model) ? $"Write {WordFor(model)}{precision}." : $"Values that large are to be left out{precision}.";
    }

    private static bool IsFinite<T>(IVariationalModel<T> model, ModelState<T> state, DataSet example)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        double.IsFinite(Evaluator.LossesOf(model, example, new EvaluateOptions(), state)[0]);

    // Possible under every likelihood; an exposure is that of an average example.
    private static DataSet Zeros<T>(IVariationalModel<T> model, DataSet example)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelDescription description = model.Description;
        float[] values = new float[description.Features];
        if (description.ExposureColumn is int column)
        {
            double average = double.CreateTruncating(model.ModelState.Parameters.Matrix(StartingPoint.ExposureMean)[0, column]);
            values[column] = average > 0 ? (float)average : 1;
        }

        return DataSet.From(
            values, new DataShape(description.Features), description.ConditionClasses > 0 ? example.Labels.ToArray() : []);
    }

    private static string Named((int Element, double Size)[] far, int all)
    {
        IEnumerable<string> names = far.Take(MostNamed).Select(column =>
            string.Create(CultureInfo.InvariantCulture, $"{column.Element} ({column.Size:G3})"));
        string more = far.Length > MostNamed ? $" and {far.Length - MostNamed} more" : "";
        string count = string.Create(CultureInfo.InvariantCulture, $"{far.Length} of {all} elements");
        return $"{count} by their root mean square, {string.Join(", ", names)}{more}";
    }

}
