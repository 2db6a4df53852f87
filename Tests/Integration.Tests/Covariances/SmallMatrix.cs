using System;
using System.Linq;

namespace VaeGen.Integration.Tests.Covariances;

/// <summary>A few matrices of linear algebra as the textbook has them, for sizes where speed does not matter.</summary>
internal static class SmallMatrix
{
    /// <summary>A B.</summary>
    public static double[,] Multiply(double[,] left, double[,] right)
    {
        double[,] product = new double[left.GetLength(0), right.GetLength(1)];
        for (int i = 0; i < product.GetLength(0); i++)
        {
            for (int j = 0; j < product.GetLength(1); j++)
                product[i, j] = Enumerable.Range(0, right.GetLength(0)).Sum(k => left[i, k] * right[k, j]);
        }

        return product;
    }

    /// <summary>Aᵀ.</summary>
    public static double[,] Transpose(double[,] matrix)
    {
        double[,] result = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (int i = 0; i < result.GetLength(0); i++)
        {
            for (int j = 0; j < result.GetLength(1); j++)
                result[i, j] = matrix[j, i];
        }

        return result;
    }

    /// <summary>a I + s A.</summary>
    public static double[,] Shifted(double[,] matrix, double scale, double diagonal)
    {
        double[,] result = new double[matrix.GetLength(0), matrix.GetLength(0)];
        for (int i = 0; i < result.GetLength(0); i++)
        {
            for (int j = 0; j < result.GetLength(0); j++)
                result[i, j] = (scale * matrix[i, j]) + (i == j ? diagonal : 0);
        }

        return result;
    }

    /// <summary>Inverse and logarithm of the determinant of a positive definite matrix, by elimination (Gauss and Jordan).</summary>
    public static (double[,] Inverse, double LogDeterminant) Invert(double[,] matrix)
    {
        int order = matrix.GetLength(0);
        double[,] rest = (double[,])matrix.Clone();
        double[,] inverse = Shifted(matrix, scale: 0, diagonal: 1);
        double logDeterminant = 0;
        for (int pivot = 0; pivot < order; pivot++)
        {
            double value = rest[pivot, pivot];
            logDeterminant += Math.Log(value);
            for (int j = 0; j < order; j++)
            {
                inverse[pivot, j] /= value;
                rest[pivot, j] /= value;
            }

            foreach (int i in Enumerable.Range(0, order).Where(i => i != pivot))
            {
                double factor = rest[i, pivot];
                for (int j = 0; j < order; j++)
                {
                    inverse[i, j] -= factor * inverse[pivot, j];
                    rest[i, j] -= factor * rest[pivot, j];
                }
            }
        }

        return (inverse, logDeterminant);
    }

    /// <summary>The lower triangular L with L Lᵀ = A (Cholesky and Banachiewicz).</summary>
    public static double[,] Cholesky(double[,] matrix)
    {
        int order = matrix.GetLength(0);
        double[,] factor = new double[order, order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i, j] - Enumerable.Range(0, j).Sum(k => factor[i, k] * factor[j, k]);
                factor[i, j] = i == j ? Math.Sqrt(rest) : rest / factor[j, j];
            }
        }

        return factor;
    }
}
