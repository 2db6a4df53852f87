using System.Collections;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;
using VaeGen.Runtime.V1;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>Which hidden units are positive: where it changes between two points, a difference quotient says nothing about a derivative.</summary>
internal static partial class ActivationPattern
{
    /// <summary>One bit for each hidden unit of each row, as the last run left them.</summary>
    public static BitArray Of<T>(VariationalNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PanelMatrix<T>[] hidden = [.. network.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(PanelMatrix<T>) && HiddenName().IsMatch(field.Name))
            .Select(field => (PanelMatrix<T>)field.GetValue(network)!)];
        int rows = network.Batch.Rows;
        BitArray positive = new(rows * hidden.Sum(layer => layer.Columns));
        int next = 0;
        foreach (PanelMatrix<T> layer in hidden)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < layer.Columns; column++)
                    positive[next++] = layer[row, column] > T.Zero;
            }
        }

        return positive;
    }

    /// <summary>Whether two patterns differ.</summary>
    public static bool Differ(BitArray first, BitArray second) => new BitArray(first).Xor(second).HasAnySet();

    [GeneratedRegex("^h[0-9]+$")]
    private static partial Regex HiddenName();
}
