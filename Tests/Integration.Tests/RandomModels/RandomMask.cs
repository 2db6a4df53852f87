using System;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>Draws which elements of a few examples are there.</summary>
internal static class RandomMask
{
    /// <summary>True where an element is observed [rows × features]: a random share of all, at times without any of one example, or of one
    /// element.</summary>
    public static bool[] Draw(int rows, int features, Random random)
    {
        double share = 0.1 + (0.8 * random.NextDouble());
        int emptyRow = random.Next(4) == 0 ? random.Next(rows) : -1;
        int emptyColumn = random.Next(4) == 0 ? random.Next(features) : -1;
        bool[] observed = new bool[rows * features];
        for (int i = 0; i < observed.Length; i++)
            observed[i] = random.NextDouble() < share && i / features != emptyRow && i % features != emptyColumn;
        // Where all are missing and where none is, nothing would be compared.
        observed[0] = observed.Length > 1;
        observed[^1] = false;
        return observed;
    }
}
