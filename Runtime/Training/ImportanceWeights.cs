using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// Sums importance weights w = p(x, z) / q(z|x) by their logarithms, sample after sample; the emitted code computes log p and log q at the
/// draws.
/// </summary>
internal sealed class ImportanceWeights<T> : IEvaluationResult<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] greatest;
    private readonly double[] sums;
    private readonly double[] squares;
    private readonly int samples;
    private double kl;
    private int drawsOfSample = 1;

    public ImportanceWeights(int count, int samples)
    {
        greatest = new double[count];
        greatest.AsSpan().Fill(double.NegativeInfinity);
        sums = new double[count];
        squares = new double[count];
        this.samples = samples;
    }

    /// <summary>−log of the mean weight of each example.</summary>
    public double[] Bound()
    {
        var bound = new double[sums.Length];
        for (int i = 0; i < bound.Length; i++)
            bound[i] = -(greatest[i] + ScalarFunctions.Log(sums[i] / (samples * (double)drawsOfSample)));
        return bound;
    }

    /// <summary>(Σ w)² / Σ w² of each example.</summary>
    public double[] EffectiveSampleSize()
    {
        var size = new double[sums.Length];
        for (int i = 0; i < size.Length; i++)
            size[i] = sums[i] * sums[i] / squares[i];
        return size;
    }

    /// <summary>The mean KL of the posteriors that the samples come from.</summary>
    public double MeanKl => kl / (sums.Length * (double)samples);

    public NetworkTask Task => NetworkTask.EstimateWeights;

    public void Take(VariationalNetwork<T> network, int first, int sample)
    {
        RowTotals<T> losses = network.Ports.Totals(PortRole.LossOfDraw) ?? network.Reconstruction;
        RowTotals<T> logRatios = network.Ports.Totals(PortRole.LogRatio)!;
        int draws = drawsOfSample = network.DrawsPerExample;
        for (int row = 0; row < network.Batch.Rows; row++)
        {
            kl += network.Kl!.Total(row);
            for (int draw = row * draws; draw < (row + 1) * draws; draw++)
            {
                double loss = losses.Total(draw);
                Add(first + row, double.IsPositiveInfinity(loss) ? double.NegativeInfinity : -(loss + logRatios.Total(draw)));
            }
        }
    }

    // Relative to the greatest so far, so that nothing overflows.
    private void Add(int example, double logWeight)
    {
        // A weight of zero adds nothing; where all are, the bound is +∞.
        if (double.IsNegativeInfinity(logWeight))
            return;
        double before = greatest[example];
        if (logWeight > before)
        {
            double shrinkage = ScalarFunctions.Exp(before - logWeight);
            sums[example] = sums[example] * shrinkage + 1;
            squares[example] = squares[example] * (shrinkage * shrinkage) + 1;
            greatest[example] = logWeight;
        }
        else
        {
            double weight = ScalarFunctions.Exp(logWeight - before);
            sums[example] += weight;
            squares[example] += weight * weight;
        }
    }
}
