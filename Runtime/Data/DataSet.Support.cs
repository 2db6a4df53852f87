using System;

namespace VaeGen;

/// <summary>The checks on data of likelihoods over counts and levels.</summary>
public sealed partial class DataSet
{
    // The levels of a byte as floats, divided or multiplied out in whatever precision, lie much nearer to whole numbers than this.
    private const double LevelTolerance = 1e-3;

    internal const string CountExpected = "a count 0, 1, 2, … was expected";

    internal const string LevelExpected = "a byte's level, 0, 1/255, …, 1, was expected";

    private Found? nonCount;
    private Found? nonLevel;
    private Found? nonLogarithm;

    /// <summary>The distance of two values that the data can tell apart: 1/255 where they are bytes, 0 where nothing is known of
    /// it.</summary>
    internal double Step => values is StoredBytes && Binarization == Binarization.None ? 1 / 255.0 : 0;

    /// <summary>Checks that all values are whole numbers from 0.</summary>
    /// <exception cref="DataFormatException">One is not: the message names the first.</exception>
    public void RequireCounts()
    {
        if (FindNonCount() is DataElement found)
            throw Unexpected(found, CountExpected + (Step > 0 ? "; bytes stand for 0 to 1, counts are given as numbers" : ""));
    }

    /// <summary>Checks that all values are among 0, 1/255, …, 1, as bytes always are.</summary>
    /// <exception cref="DataFormatException">One is not: the message names the first.</exception>
    public void RequireByteLevels()
    {
        if (FindNonLevel() is DataElement found)
            throw Unexpected(found, LevelExpected);
    }

    /// <summary>Checks that all values are above −1, where log(1 + x) is.</summary>
    internal void RequireLogarithm(ModelDescription model)
    {
        nonLogarithm ??= values is StoredBytes ? new Found(null) : FindFirst(value => !(value > -1));
        if (nonLogarithm.Element is DataElement found)
            throw Unexpected(found, $"a value above -1 was expected, because {model.Name} reads log(1 + x) (Input = {model.Input})");
    }

    /// <summary>The first value that is not among 0, 1/255, …, 1, or null.</summary>
    internal DataElement? FindNonLevel() =>
        (nonLevel ??= values is StoredBytes ? new Found(null) : FindFirst(value => !IsLevel(value))).Element;

    /// <summary>The first value that is no whole number from 0, or null.</summary>
    internal DataElement? FindNonCount() =>
        (nonCount ??= FindFirst(value => !(value >= 0 && Math.Floor(value) == value && double.IsFinite(value)))).Element;

    private static bool IsLevel(double value) => value >= 0 && value <= 1
        && Math.Abs((255 * value) - Math.Round(255 * value)) <= LevelTolerance;

    // Looked for once; the data do not change. Zeros and ones are both.
    private Found FindFirst(Func<double, bool> isUnexpected) =>
        new(Binarization != Binarization.None ? null : Find((start, length) => IndexOfFirst(start, length, isUnexpected), isUnexpected));

    private int IndexOfFirst(int start, int length, Func<double, bool> isUnexpected)
    {
        for (int i = 0; i < length; i++)
        {
            if (isUnexpected(values[start + i]))
                return i;
        }

        return -1;
    }
}
