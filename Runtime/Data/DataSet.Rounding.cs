namespace VaeGen;

/// <summary>What a model of single precision sees of values that are kept as doubles.</summary>
public sealed partial class DataSet
{
    private DataSet? rounded;

    /// <summary>The same set for checks and hash of a model of single precision: each value rounded once. The set itself where values are
    /// not kept as doubles.</summary>
    internal DataSet Rounded => values is StoredDoubles doubles && values.AreDoubles
        ? rounded ??= new DataSet(parts with { Values = doubles.Rounded() })
        : this;

    /// <summary>Checks that no finite value is infinite as a 32-bit float.</summary>
    /// <exception cref="DataFormatException">One is: the message names the first.</exception>
    internal void RequireRangeOfSingles(string model)
    {
        if (Binarization == Binarization.None && values is StoredDoubles doubles
            && Find(doubles.IndexBeyondSingles, StoredDoubles.IsBeyondSingles) is DataElement found)
        {
            throw Unexpected(
                found,
                $"{model} is of single precision, whose numbers reach to 3.4E+38; scale the data, or declare the model with "
                    + "[Model(Precision = Precision.Double)]");
        }
    }
}
