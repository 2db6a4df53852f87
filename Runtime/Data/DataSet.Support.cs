using System;

namespace VaeGen;

/// <summary>The checks on data of likelihoods over counts and levels.</summary>
public sealed partial class DataSet
{
    // The levels of a byte as floats, divided or multiplied out in whatever precision, lie much nearer to whole numbers than this.
    private const double LevelTolerance = 1e-3;

    private int firstNonCount = NotLookedFor;
    private int firstNonLevel = NotLookedFor;

    /// <summary>The distance of two values that the data can tell apart: 1/255 where they are bytes, 0 where nothing is known of it.</summary>
    internal double Step => values is StoredBytes && Binarization == Binarization.None ? 1 / 255.0 : 0;

    /// <summary>Checks that all values are whole numbers from 0.</summary>
    /// <exception cref="DataFormatException">One is not: the message names the first.</exception>
    public void RequireCounts()
    {
        if (firstNonCount == NotLookedFor)
            firstNonCount = Binarization != Binarization.None ? -1 : IndexOfFirst(value => !(value >= 0 && Math.Floor(value) == value && double.IsFinite(value)));
        if (Element(firstNonCount) is DataElement found)
            throw Unexpected(found, "a count 0, 1, 2, … was expected" + (Step > 0 ? "; bytes stand for 0 to 1, counts are given as numbers" : ""));
    }

    /// <summary>Checks that all values are among 0, 1/255, …, 1, as bytes always are.</summary>
    /// <exception cref="DataFormatException">One is not: the message names the first.</exception>
    public void RequireByteLevels()
    {
        if (firstNonLevel == NotLookedFor)
            firstNonLevel = values is StoredBytes || Binarization != Binarization.None ? -1 : IndexOfFirst(value => !IsLevel(value));
        if (Element(firstNonLevel) is DataElement found)
            throw Unexpected(found, "a byte's level, 0, 1/255, …, 1, was expected");
    }

    private static bool IsLevel(double value) => value >= 0 && value <= 1 && Math.Abs((255 * value) - Math.Round(255 * value)) <= LevelTolerance;

    // Looked for once; the data do not change.
    private int IndexOfFirst(Func<double, bool> isUnexpected)
    {
        for (int i = 0; i < Count * Features; i++)
        {
            if (isUnexpected(values[(first * Features) + i]))
                return i;
        }

        return -1;
    }
}
