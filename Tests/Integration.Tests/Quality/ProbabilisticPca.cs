using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace VaeGen.Integration.Tests.Quality;

/// <summary>
/// The linear model with Gaussian latents and noise, at its maximizer in closed form (Tipping and Bishop, <i>Probabilistic principal
/// component analysis</i>, 1999, equations 7 and 8): p(x) = N(m, W Wᵀ + σ² I). Its eigenvalues are those of the covariance, but for σ², the
/// mean of the discarded ones.
/// </summary>
internal sealed class ProbabilisticPca
{
    private readonly Vector<double> mean;
    private readonly Matrix<double> directions;
    private readonly Vector<double> variances;

    private ProbabilisticPca(Vector<double> mean, Matrix<double> directions, Vector<double> variances)
    {
        this.mean = mean;
        this.directions = directions;
        this.variances = variances;
    }

    /// <summary>Fits it to examples with so many components.</summary>
    public static ProbabilisticPca Fit(DataSet data, int components)
    {
        Matrix<double> x = Rows(data);
        Vector<double> mean = x.ColumnSums() / x.RowCount;
        Matrix<double> centred = Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (i, j) => x[i, j] - mean[j]);
        Evd<double> eigen = (centred.TransposeThisAndMultiply(centred) / x.RowCount).Evd(Symmetricity.Symmetric);
        // Ascending.
        double[] variances = [.. eigen.EigenValues.Select(value => value.Real)];
        int discarded = variances.Length - components;
        double noise = variances[..discarded].Average();
        Array.Fill(variances, noise, 0, discarded);
        return new ProbabilisticPca(mean, eigen.EigenVectors, Vector<double>.Build.Dense(variances));
    }

    /// <summary>The mean of log p(x) over examples, exactly: Σ over the directions of −½ (y²/λ + log λ + log 2π).</summary>
    public double LogDensity(DataSet data)
    {
        Matrix<double> x = Rows(data);
        double sum = 0;
        for (int i = 0; i < x.RowCount; i++)
        {
            Vector<double> y = directions.TransposeThisAndMultiply(x.Row(i) - mean);
            for (int j = 0; j < y.Count; j++)
                sum -= 0.5 * ((y[j] * y[j] / variances[j]) + Math.Log(2 * Math.PI * variances[j]));
        }

        return sum / x.RowCount;
    }

    private static Matrix<double> Rows(DataSet data)
    {
        Matrix<double> rows = Matrix<double>.Build.Dense(data.Count, data.Features);
        var x = new double[data.Features];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyExample(i, epoch: null, x);
            rows.SetRow(i, x);
        }

        return rows;
    }
}
