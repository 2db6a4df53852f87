using System;

namespace VaeGen.Mnist.Results;

/// <summary>
/// The two directions in which points differ most: the first two eigenvectors of their covariance, by power iteration. It begins at the
/// column of the covariance with the greatest norm and draws nothing, so the same points give the same axes.
/// </summary>
internal sealed class PrincipalAxes
{
    private const int MostSteps = 1_000;
    private const double Tolerance = 1e-12;

    private readonly int size;
    private readonly double[] mean;
    private readonly double[][] axes;

    /// <summary>Finds them.</summary>
    /// <param name="points">The points [count × size], row-major; at least one.</param>
    /// <param name="size">The coordinates of a point; at least 2.</param>
    public PrincipalAxes(ReadOnlySpan<float> points, int size)
    {
        this.size = size;
        mean = Mean(points, size);
        double[,] covariance = Covariance(points, mean);
        double variance = 0;
        for (int i = 0; i < size; i++)
            variance += covariance[i, i];
        (double[] first, double ofFirst) = Greatest(covariance, 0);
        Remove(covariance, first, ofFirst);
        (double[] second, double ofSecond) = Greatest(covariance, 1);
        axes = [first, second];
        Shares = variance > 0 ? (ofFirst / variance, ofSecond / variance) : (0, 0);
    }

    /// <summary>The shares of the two directions in the variance of the points: from 0 to 1.</summary>
    public (double First, double Second) Shares { get; }

    /// <summary>The points in the plane of the two directions: [count × 2], row-major, around their mean.</summary>
    public float[] Project(ReadOnlySpan<float> points)
    {
        var projected = new float[points.Length / size * 2];
        for (int i = 0; i < projected.Length; i++)
        {
            ReadOnlySpan<float> point = points.Slice(i / 2 * size, size);
            double sum = 0;
            for (int j = 0; j < size; j++)
                sum += axes[i % 2][j] * (point[j] - mean[j]);
            projected[i] = (float)sum;
        }

        return projected;
    }

    private static double[] Mean(ReadOnlySpan<float> points, int size)
    {
        var mean = new double[size];
        for (int i = 0; i < points.Length; i++)
            mean[i % size] += points[i];
        for (int j = 0; j < size; j++)
            mean[j] /= points.Length / size;
        return mean;
    }

    private static double[,] Covariance(ReadOnlySpan<float> points, double[] mean)
    {
        int size = mean.Length;
        var covariance = new double[size, size];
        for (int first = 0; first < points.Length; first += size)
        {
            for (int i = 0; i < size; i++)
            {
                double apart = (points[first + i] - mean[i]) / (points.Length / size);
                for (int j = 0; j < size; j++)
                    covariance[i, j] += apart * (points[first + j] - mean[j]);
            }
        }

        return covariance;
    }

    // The eigenvector of the greatest eigenvalue, its greatest element positive. Where nothing differs, any direction is as good.
    private static (double[] Axis, double Value) Greatest(double[,] matrix, int otherwise)
    {
        int size = matrix.GetLength(0);
        double[] axis = GreatestColumn(matrix);
        if (Normalize(axis) == 0)
        {
            axis[otherwise] = 1;
            return (axis, 0);
        }

        double value = 0;
        for (int step = 0; step < MostSteps; step++)
        {
            var next = new double[size];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                    next[i] += matrix[i, j] * axis[j];
            }

            value = Normalize(next);
            double change = 0;
            for (int i = 0; i < size; i++)
                change += (next[i] - axis[i]) * (next[i] - axis[i]);
            axis = next;
            if (change < Tolerance * Tolerance)
                break;
        }

        int greatest = 0;
        for (int i = 1; i < size; i++)
            greatest = Math.Abs(axis[i]) > Math.Abs(axis[greatest]) ? i : greatest;
        double sign = axis[greatest] < 0 ? -1 : 1;
        return ([.. Array.ConvertAll(axis, element => sign * element)], value);
    }

    private static double[] GreatestColumn(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        var greatest = new double[size];
        double greatestNorm = 0;
        for (int column = 0; column < size; column++)
        {
            var candidate = new double[size];
            double norm = 0;
            for (int i = 0; i < size; i++)
            {
                candidate[i] = matrix[i, column];
                norm += candidate[i] * candidate[i];
            }

            if (norm > greatestNorm)
                (greatest, greatestNorm) = (candidate, norm);
        }

        return greatest;
    }

    // The norm before; a vector of zeros stays one.
    private static double Normalize(double[] vector)
    {
        double norm = 0;
        foreach (double element in vector)
            norm += element * element;
        norm = Math.Sqrt(norm);
        for (int i = 0; i < vector.Length && norm > 0; i++)
            vector[i] /= norm;
        return norm;
    }

    private static void Remove(double[,] matrix, double[] axis, double value)
    {
        for (int i = 0; i < axis.Length; i++)
        {
            for (int j = 0; j < axis.Length; j++)
                matrix[i, j] -= value * axis[i] * axis[j];
        }
    }
}
