using System;

namespace VaeGen;

/// <summary>One component of a mixture: log π, μ, and the Cholesky factor L of Σ = L Lᵀ.</summary>
/// <param name="logWeight">log π.</param>
/// <param name="mean">μ [dimension].</param>
/// <param name="factor">L [dimension × dimension], row-major; what is above the diagonal is not read.</param>
internal sealed class NormalComponent(double logWeight, double[] mean, double[] factor)
{
    private readonly double logNormalizer = LogNormalizer(mean.Length, factor);

    public double LogWeight => logWeight;

    public double[] Mean => mean;

    /// <summary>log π + log N(z; μ, Σ): with y = L⁻¹ (z − μ), −½ (|y|² + d log 2π) − Σ log Lᵢᵢ.</summary>
    /// <param name="point">z.</param>
    /// <param name="scratch">Receives y.</param>
    public double LogWeightedDensity(ReadOnlySpan<double> point, Span<double> scratch)
    {
        double squares = 0;
        for (int i = 0; i < mean.Length; i++)
        {
            ReadOnlySpan<double> row = factor.AsSpan(i * mean.Length, mean.Length);
            double rest = point[i] - mean[i];
            for (int j = 0; j < i; j++)
                rest -= row[j] * scratch[j];
            scratch[i] = rest / row[i];
            squares += scratch[i] * scratch[i];
        }

        return logWeight - 0.5 * squares - logNormalizer;
    }

    /// <summary>z = μ + L ε.</summary>
    public void Transform(ReadOnlySpan<double> noise, Span<double> point)
    {
        for (int i = 0; i < mean.Length; i++)
        {
            double sum = mean[i];
            for (int j = 0; j <= i; j++)
                sum += factor[(i * mean.Length) + j] * noise[j];
            point[i] = sum;
        }
    }

    /// <summary>The component of these moments; the covariance [dimension × dimension] is overwritten by its factor.</summary>
    /// <exception cref="ArithmeticException">The covariance is not positive definite.</exception>
    public static NormalComponent OfMoments(double logWeight, double[] mean, double[] covariance)
    {
        int n = mean.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = covariance[(i * n) + j];
                for (int k = 0; k < j; k++)
                    sum -= covariance[(i * n) + k] * covariance[(j * n) + k];
                if (i > j)
                {
                    covariance[(i * n) + j] = sum / covariance[(j * n) + j];
                }
                else if (sum > 0)
                {
                    covariance[(i * n) + i] = Math.Sqrt(sum);
                }
                else
                {
                    throw new ArithmeticException(
                        "The covariance of a component is not positive definite; a larger Regularization makes it so.");
                }
            }
        }

        return new NormalComponent(logWeight, mean, covariance);
    }

    private static double LogNormalizer(int dimension, double[] factor)
    {
        double sum = 0.5 * dimension * ScalarFunctions.Log(2 * Math.PI);
        for (int i = 0; i < dimension; i++)
            sum += ScalarFunctions.Log(factor[(i * dimension) + i]);
        return sum;
    }
}
