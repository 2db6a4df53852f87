using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Puts the factor L of a full covariance L Lᵀ together, from the logarithm of its diagonal and what lies below.</summary>
internal static class CholeskyFactor
{
    /// <summary>Reads the factors of a network's first rows.</summary>
    /// <param name="network">A network that has encoded.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="destination">Receives L [rows × latents × latents], row-major.</param>
    public static void Read<T>(VariationalNetwork<T> network, int rows, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PanelMatrix<T> logDiagonal = network.Ports.Matrix(PortRole.Posterior, "log_diagonal");
        PanelMatrix<T> below = network.Ports.Matrix(PortRole.Posterior, "off_diagonal");
        int order = logDiagonal.Columns;
        for (int row = 0; row < rows; row++)
        {
            int column = 0;
            for (int i = 0; i < order; i++)
            {
                Span<T> line = destination.Slice((row * order + i) * order, order);
                for (int j = 0; j < i; j++)
                    line[j] = below[row, column++];
                line[i] = T.CreateChecked(ScalarFunctions.Exp(double.CreateChecked(logDiagonal[row, i])));
                line[(i + 1)..].Clear();
            }
        }
    }
}
