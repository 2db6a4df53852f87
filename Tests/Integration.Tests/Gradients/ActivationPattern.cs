using System.Collections;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>
/// Which hidden units are positive before and after their activation, and which values were the greatest of their windows: where it changes
/// between two points, a difference quotient says nothing about a derivative.
/// </summary>
internal static partial class ActivationPattern
{
    // A window has fewer than 2⁵ taps.
    private const int Bits = 5;

    /// <summary>One bit for each hidden unit of each row, as the last run left them.</summary>
    public static BitArray Of<T>(VariationalNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PanelMatrix<T>[] hidden = [.. network.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(PanelMatrix<T>) && HiddenName().IsMatch(field.Name))
            .Select(field => (PanelMatrix<T>)field.GetValue(network)!)];
        int rows = network.Batch.Rows;
        BitArray positive = new(rows * hidden.Sum(layer => layer.Columns * Bits));
        int next = 0;
        foreach (PanelMatrix<T> layer in hidden)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < layer.Columns; column++)
                {
                    // A number of a tap is whole; of any other value only its sign counts.
                    int value = T.IsInteger(layer[row, column]) ? int.CreateTruncating(layer[row, column]) : layer[row, column] > T.Zero
                        ? 1
                        : 0;
                    for (int bit = 0; bit < Bits; bit++)
                        positive[next++] = (value >> bit & 1) != 0;
                }
            }
        }

        return positive;
    }

    /// <summary>Whether two patterns differ.</summary>
    public static bool Differ(BitArray first, BitArray second) => new BitArray(first).Xor(second).HasAnySet();

    [GeneratedRegex("^[ah][0-9]+(Taps)?Batch$")]
    private static partial Regex HiddenName();
}
