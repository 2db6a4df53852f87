using System;

namespace VaeGen;

/// <summary>The numbers of a CSV file while it is read: 32-bit floats as long as every one is such a number, and 64-bit floats from the
/// first on that is none.</summary>
internal sealed class CsvNumbers
{
    private float[] singles = [];
    private double[]? doubles;

    /// <summary>Numbers there is room for.</summary>
    internal int Capacity => doubles?.Length ?? singles.Length;

    /// <summary>Bytes that a number takes.</summary>
    internal int ElementBytes => doubles is null ? sizeof(float) : sizeof(double);

    /// <summary>Whether a number can be set as things are, or all have to become wide first.</summary>
    internal bool CanHold(double number) => doubles is not null || StoredDoubles.IsSingle(number);

    /// <summary>Makes room for so many numbers, or gives up what is not needed.</summary>
    internal void Resize(int room)
    {
        if (doubles is null)
            Array.Resize(ref singles, room);
        else
            Array.Resize(ref doubles, room);
    }

    /// <summary>Goes over to 64-bit floats, with room for so many.</summary>
    internal void Widen(int room)
    {
        doubles = new double[room];
        for (int i = 0; i < Math.Min(room, singles.Length); i++)
            doubles[i] = singles[i];
        singles = [];
    }

    /// <summary>Sets a number that can be held.</summary>
    internal void Set(int index, double number)
    {
        if (doubles is null)
            singles[index] = (float)number;
        else
            doubles[index] = number;
    }

    /// <summary>The numbers as a set without labels.</summary>
    internal DataSet ToDataSet(DataShape shape, string name) => doubles is null
        ? DataSet.Adopt(singles, shape, null, name)
        : DataSet.Adopt(doubles, shape, null, name);
}
