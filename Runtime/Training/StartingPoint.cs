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

    // An element whose squares come near the end of the precision, as a rule because of a wrong example, says nothing of the others.
    private static readonly double MostSquare =
        Math.Pow(typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue, 0.75);

    private readonly Parameters<T> parameters = model.ModelState.Parameters;
    private readonly ModelDescription description = model.Description;

    /// <summary>Sets all of it.</summary>
    public void Set()
    {
        InputScaling input = description.Input;
        bool isStandardized = input is InputScaling.Standardize or InputScaling.LogStandardize;
        bool hasStart = description.Likelihood is Distribution.Gaussian or Distribution.Laplace or Distribution.Poisson
            or Distribution.NegativeBinomial;
        if (!isStandardized && !hasStart)
            return;
        ColumnStatistics ofData = statistics.Value.Within(MostSquare);
        if (isStandardized)
        {
            ColumnStatistics read = input == InputScaling.LogStandardize ? ColumnStatistics.Of(data, double.LogP1) : ofData;
            SetState("encoder.input_mean", read.Means);
            SetState("encoder.input_scale", read.Deviations());
            SetState("decoder.output_mean", ofData.Means);
            SetState("decoder.output_scale", ofData.Deviations());
        }

        SetState("decoder.exposure_mean", ofData.Means);
        if (hasStart)
            SetHeads(ofData, isInUnits: isStandardized);
    }

    private void SetHeads(ColumnStatistics columns, bool isInUnits)
    {
        switch (description.Likelihood)
        {
            case Distribution.Poisson:
                SetBias("log_rate", j => Math.Log(PositiveMean(columns, j)));
                break;
            case Distribution.NegativeBinomial:
                SetBias("log_total_count", j => LogTotalCount(columns, j));
                SetBias("logits", j => Math.Log(PositiveMean(columns, j)) - LogTotalCount(columns, j));
                break;
            default:
                SetReal(columns, isInUnits);
                break;
        }
    }

    // In units of the deviation the mean is 0 and the variance 1. A Laplace variable's scale is its deviation over √2.
    private void SetReal(ColumnStatistics columns, bool isInUnits)
    {
        double[] variances = columns.Variances;
        double floor = VarianceFloor.Of(description, data);
        SetBias("mean", j => isInUnits ? 0 : columns.Means[j]);
        SetBias("log_variance", j => isInUnits ? 0 : Math.Log(Math.Max(variances[j], floor)));
        SetBias("log_scale", j => 0.5 * Math.Log((isInUnits ? 1 : Math.Max(variances[j], floor)) / 2));
        double[] learned = Find("decoder.variance")?.Count == variances.Length ? variances : [Average(variances, columns.Counts)];
        SetState("decoder.variance", [.. learned.Select(variance => Math.Max(variance, floor))]);
    }

    // An element that is never above 0 has a rate all the same: half a count in all examples together.
    private static double PositiveMean(ColumnStatistics columns, int j) => Math.Max(columns.Means[j], 0.5 / Math.Max(columns.Counts[j], 1));

    // By moments: the variance of a negative binomial is m + m²/r.
    private static double LogTotalCount(ColumnStatistics columns, int j)
    {
        double mean = PositiveMean(columns, j);
        double excess = columns.Variances[j] - mean;
        return excess > 0
            ? Math.Clamp(Math.Log(mean * mean / excess), LeastLogTotalCount, GreatestLogTotalCount)
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
