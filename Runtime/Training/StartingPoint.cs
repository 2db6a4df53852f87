using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// Where a new model begins: the units of x as the training data have them, and the heads of a likelihood over counts or real numbers at
/// the data's own statistics, as if all examples were alike. A new model then predicts each element's mean, in whatever units it is, and no
/// first step has to find them.
/// </summary>
/// <param name="model">A model that no step has changed.</param>
/// <param name="data">The training data.</param>
/// <param name="statistics">Their statistics.</param>
internal sealed class StartingPoint<T>(IVariationalModel<T> model, DataSet data, Lazy<ColumnStatistics> statistics)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A count has at least this many failures and at most so many: beyond, the moments say little.
    private const double LeastLogTotalCount = -4;
    private const double GreatestLogTotalCount = 7;
    private const double LeastDeviation = 0.1;

    // Of an exposure, relative to the average one.
    private const double LargestExposure = 100;

    // An element whose squares come near the end of the precision, as a rule because of a wrong example, says nothing of the others.
    private static readonly double MostSquare =
        Math.Pow(typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue, 0.75);

    // Of counts only logarithms are taken; beyond this no count was counted.
    private const double MostSquareOfCounts = 1e36;

    // Two passes over the data, where x has such a column.
    private readonly Lazy<double> averageExposure = new(() => ScalarFunctions.Exp(
        ColumnStatistics.Of<T>(data, value => ScalarFunctions.Log(Math.Max(value, double.Epsilon)))
            .Means[model.Description.ExposureColumn!.Value]));

    private readonly Parameters<T> parameters = model.ModelState.Parameters;
    private readonly ModelDescription description = model.Description;

    /// <summary>Sets all of it.</summary>
    public void Set()
    {
        bool hasStart = description.HasRealX || description.HasCounts;
        if (!description.IsStandardized && !hasStart)
            return;
        if (description.IsStandardized)
        {
            ColumnStatistics read =
                description.Input == InputScaling.LogStandardize ? ColumnStatistics.Of<T>(data, ScalarFunctions.Log1p) : statistics.Value;
            double width = InputWidth();
            SetState(StartingPoint.InputMean, read.Means);
            SetState(StartingPoint.InputScale, [.. read.Units<T>().Select(unit => width * unit)]);
        }

        if (description.IsInUnits)
        {
            SetState(StartingPoint.OutputMean, statistics.Value.Means);
            SetState(StartingPoint.OutputScale, statistics.Value.Units<T>());
        }

        if (description.Exposure is not null)
            SetState(StartingPoint.ExposureMean, MeansOfExposures());
        if (hasStart)
            SetHeads(statistics.Value.Within(description.HasCounts ? MostSquareOfCounts : MostSquare));
    }

    // A step of Adam moves every weight by about the learning rate, so a hidden unit by that times the sum of its inputs: of standardized
    // elements it grows with their number. What a unit of the first layer reads has a mean sum of squares of four at most.
    private double InputWidth()
    {
        Parameter<T>? first = parameters.All.FirstOrDefault(parameter => parameter.Shape.Role == ParameterRole.Weight);
        return first is null ? 1 : Math.Max(1, Math.Sqrt(first.Shape.FanIn) / 2);
    }

    // Of a column of exposures the geometric mean: exposures differ by factors, and one that is wrong by many does not move it far.
    private double[] MeansOfExposures()
    {
        double[] means = [.. statistics.Value.Means];
        if (description.ExposureColumn is int column)
            means[column] = averageExposure.Value;
        return means;
    }

    // Counts are in proportion to exposures, so what a mean count belongs to is the mean of these, of which a wrong one is no large
    // part. Of totals of rows the mean is 1.
    private double LogMeanExposure()
    {
        if (description.ExposureColumn is not int column)
            return 0;
        double average = averageExposure.Value;
        return ScalarFunctions.Log(ColumnStatistics.Of<T>(data, value => Math.Min(value / average, LargestExposure)).Means[column]);
    }

    // By the names of the heads, whatever the family is: a rate, or a total count beside log-odds.
    private void SetHeads(ColumnStatistics columns)
    {
        if (!description.HasCounts)
        {
            SetReal(columns);
            return;
        }

        double logExposure = LogMeanExposure();
        SetBias("log_rate", j => ScalarFunctions.Log(PositiveMean(columns, j)) - logExposure);
        if (Find("decoder.log_total_count.bias") is null)
            return;
        SetBias("log_total_count", j => LogTotalCount(columns, j));
        SetBias("logits", j => ScalarFunctions.Log(PositiveMean(columns, j)) - LogTotalCount(columns, j) - logExposure);
    }

    // In units of the deviation the mean is 0 and the deviation 1. A Laplace variable's scale is its deviation over √2.
    private void SetReal(ColumnStatistics columns)
    {
        bool isInUnits = description.IsInUnits;
        double[] deviations = isInUnits ? [.. columns.Deviations.Select(_ => 1.0)] : columns.Deviations;
        SetBias("mean", j => isInUnits ? 0 : columns.Means[j]);
        SetBias("log_variance", j => 2 * LogDeviation(deviations[j]));
        SetBias("log_scale", j => LogDeviation(deviations[j]) - (0.5 * ScalarFunctions.Log(2)));
        double[] variances = [.. deviations.Select(deviation => deviation * deviation)];
        double[] learned = Find(LearnedVariance<T>.ParameterName)?.Count == variances.Length ? variances
            : [Average(variances, isInUnits ? statistics.Value.Counts : columns.Counts)];
        double floor = VarianceFloor.Of(description, data);
        SetState(LearnedVariance<T>.ParameterName, [.. learned.Select(variance => Math.Max(variance, floor))]);
    }

    // Of a deviation that a new decoder can be expected to reach: its means differ by a tenth before they have learned anything.
    private static double LogDeviation(double deviation) => ScalarFunctions.Log(Math.Max(deviation, LeastDeviation));

    // An element that is never above 0 has a rate all the same: half a count in all examples together.
    private static double PositiveMean(ColumnStatistics columns, int j) => Math.Max(columns.Means[j], 0.5 / Math.Max(columns.Counts[j], 1));

    // By moments: the variance of a negative binomial is m + m²/r.
    private static double LogTotalCount(ColumnStatistics columns, int j)
    {
        double mean = PositiveMean(columns, j);
        double excess = (columns.Deviations[j] * columns.Deviations[j]) - mean;
        return excess > 0
            ? Math.Clamp(ScalarFunctions.Log(mean * mean / excess), LeastLogTotalCount, GreatestLogTotalCount)
            : GreatestLogTotalCount;
    }

    private static double Average(double[] values, double[] weights)
    {
        double sum = 0;
        for (int j = 0; j < values.Length; j++)
            sum += values[j] * weights[j];
        return sum / Math.Max(weights.Sum(), 1);
    }

    // A bias of channels gets the mean over their positions.
    private void SetBias(string head, Func<int, double> value)
    {
        if (Find($"decoder.{head}.bias") is not { } bias)
            return;
        int positions = description.Features / bias.Count;
        double[] values = new double[bias.Count];
        for (int j = 0; j < description.Features; j++)
            values[j / positions] += value(j) / positions;
        Set(bias, values);
    }

    private void SetState(string name, double[] values)
    {
        if (Find(name) is { } state)
            Set(state, values);
    }

    private void Set(Parameter<T> parameter, double[] values) =>
        parameter.CopyFrom([.. values.Select(T.CreateTruncating)], parameters.Storage, shift: 0);

    private Parameter<T>? Find(string name) => parameters.All.FirstOrDefault(parameter => parameter.Shape.Name == name);
}

/// <summary>The states that hold the units of x.</summary>
internal static class StartingPoint
{
    /// <summary>What the encoder takes from x, or from its logarithm.</summary>
    public const string InputMean = "encoder.input_mean";

    /// <summary>What it divides the difference by.</summary>
    public const string InputScale = "encoder.input_scale";

    /// <summary>The mean that a likelihood over real values counts from.</summary>
    public const string OutputMean = "decoder.output_mean";

    /// <summary>The standard deviation that it counts in.</summary>
    public const string OutputScale = "decoder.output_scale";

    /// <summary>The counts of an average example.</summary>
    public const string ExposureMean = "decoder.exposure_mean";

    /// <summary>Whether a parameter is one of them.</summary>
    public static bool IsUnit(string name) => name is InputMean or InputScale or OutputMean or OutputScale or ExposureMean;
}
