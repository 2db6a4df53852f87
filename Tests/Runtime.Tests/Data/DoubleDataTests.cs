using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;
using VaeGen.Runtime.Tests.Model;
using VaeGen.Runtime.Tests.Training;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

/// <summary>Data that are given as doubles come to a model of double precision as they are, and to one of single precision rounded
/// once.</summary>
public sealed class DoubleDataTests : IDisposable
{
    // The first whole number that a 32-bit float leaves out, one that it takes for zero, one that it takes for infinity, and 0.1.
    private static readonly double[] Values = [16777217, 1e-50, 1e300, 0.1, -16777217, 1];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EveryWayInKeepsThem()
    {
        byte[] bytes = [.. Values.SelectMany(value => BitConverter.GetBytes(value))];
        byte[] bigEndian = [.. Values.SelectMany(value => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(
            BitConverter.DoubleToInt64Bits(value))))];
        byte[] npyHead = Encoding.ASCII.GetBytes("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n");
        byte[] npy = [0x93, .. "NUMPY"u8, 1, 0, (byte)npyHead.Length, 0, .. npyHead, .. bytes];
        byte[] idx = [0, 0, 0x0E, 2, 0, 0, 0, 2, 0, 0, 0, 3, .. bigEndian];
        byte[] csv = Encoding.ASCII.GetBytes("1,2,3\n16777217,1e-50,1e300\n0.1,-16777217,1\n");
        DataSet[] sets =
        [
            DataSet.From(Values, 3),
            DataSet.From(new[,] { { Values[0], Values[1], Values[2] }, { Values[3], Values[4], Values[5] } }),
            DataSet.From([Values[..3], Values[3..]]),
            Npy.ReadExamples(folder.Write("a.npy", npy)),
            Idx.ReadImages(folder.Write("a-idx2", idx)),
            Csv.Read(folder.Write("a.csv", csv))[1..],
        ];
        Assert.All(sets, set => Assert.Equal(Values, Copy(set)));
        Assert.All(sets[..5], set => Assert.Equal(sets[0].ContentHash, set.ContentHash));
        Assert.Equal(sets[0].ContentHash, sets[5].ContentHash);
        Assert.NotEqual(sets[0].ContentHash, DataSet.From([.. Values.Select(value => (float)value)], 3).ContentHash);
    }

    [Fact]
    public void ViewsKeepThem()
    {
        DataSet data = DataSet.From(Values, 1, [0, 1, 0, 1, 0, 1]);
        Assert.Equal(Values[2..4], Copy(data[2..4]));
        Assert.Equal([1e300, 16777217], Copy(data.Select([2, 0])));
        Assert.Equal([16777217, 1e300, -16777217], Copy(data.OfClass(0)));
        (DataSet train, DataSet held) = data.Split(2, seed: 1);
        Assert.Equal(Values.Order(), Copy(train).Concat(Copy(held)).Order());
        Assert.Equal((-16777217, 1e300), (data.Minimum, data.Maximum));
        Assert.Equal(new DataElement(0, 0, 16777217), data.FindOutside(0, 16777216));
        Assert.Equal(new DataElement(0, 0, 1e-50), data[1..].FindNonBinary());
        Assert.Equal(data[1..3].ContentHash, data.Select([1, 2]).ContentHash);
    }

    [Fact]
    public void MissingStaysMissing()
    {
        DataSet data = DataSet.From([0.1, double.NaN, 1e300, 16777217], 2).WithMissing();
        Assert.Equal(3, data.ObservedCount);
        Assert.Equal([0.1, 0, 1e300, 16777217], Copy(data));
        Assert.Equal((0.1, 1e300), (data.Minimum, data.Maximum));
        DataSet masked = DataSet.From([0.1, 7, 1e300, 16777217], 2).WithMask([true, false, true, true]);
        Assert.Equal(masked.ContentHash, DataSet.From([0.1, 8, 1e300, 16777217], 2).WithMask([true, false, true, true]).ContentHash);
        Assert.NotEqual(masked.ContentHash, DataSet.From([0.1, 7, 1e300, 16777216], 2).WithMask([true, false, true, true]).ContentHash);
        Assert.Equal([0.1, 0, 1e300, 16777217], Copy(masked));
        var mask = new double[2];
        data.CopyMask(0, mask);
        Assert.Equal([1, 0], mask);
        DataSet csv = Csv.Read(
            folder.Write("a.csv", Encoding.ASCII.GetBytes("0.1,\n1e300,16777217\n")), new CsvOptions { HasMissing = true });
        Assert.Equal(data.ContentHash, csv.ContentHash);
        DataSet bytes = Csv.Read(
            folder.Write("b.csv", Encoding.ASCII.GetBytes("51,\n255,102\n")), new CsvOptions { HasMissing = true, AreBytes = true });
        Assert.Equal([51 / 255.0, 0, 1, 102 / 255.0], Copy(bytes));
    }

    [Fact]
    public void DrawsAndThresholdsAreThoseOfTheValues()
    {
        double belowHalf = Math.BitDecrement(0.5);
        DataSet data = DataSet.From([0, belowHalf, 0.5, 1, 0.1, 1], 3);
        Assert.Equal([0, 0, 1, 1, 0, 1], Copy(data.Binarize(Binarization.Threshold)));
        double[] drawn = Copy(data.Binarize(Binarization.Static, seed: 3));
        Assert.Equal((0, 1, 1), (drawn[0], drawn[3], drawn[5]));
        Assert.All(drawn, value => Assert.True(value is 0 or 1));
        const int Count = 10_000;
        DataSet many = DataSet.From([.. Enumerable.Repeat(0.1, Count)], 10).Binarize(Binarization.Static);
        Assert.Equal(0.1, Copy(many).Average(), 5 * Math.Sqrt(0.09 / Count));
    }

    [Fact]
    public void ValuesThatAre32BitFloatsAreKeptAsSuch()
    {
        double[] values = [0, -0.0, 0.5, double.NaN, double.PositiveInfinity, float.MaxValue, float.Epsilon, 16777216];
        DataSet doubles = DataSet.From(values, 4);
        Assert.Equal(DataSet.From([.. values.Select(value => (float)value)], 4).ContentHash, doubles.ContentHash);
        Assert.Equal(values, Copy(doubles));
    }

    [Fact]
    public void AFileOfAnEarlierVersionKnowsThemByTheirRoundedValues()
    {
        DataSet data = DataSet.From([0.1, 0.2, 0.3, 16777217], 2, [1, 0]);
        DataSet before = DataSet.From([0.1f, 0.2f, 0.3f, 16777216], 2, [1, 0]);
        Assert.True(data.HasContent(before.ContentHash));
        Assert.True(data.HasContent(data.ContentHash));
        Assert.False(before.HasContent(data.ContentHash));
        bool[] mask = [true, false, true, true];
        Assert.True(data.WithMask(mask).HasContent(before.WithMask(mask).ContentHash));
        Assert.True(data.Select([1]).HasContent(before[1..].ContentHash));
    }

    [Fact]
    public void AModelOfDoublePrecisionSeesAllDigits()
    {
        var model = new LinearModel(likelihood: Distribution.Gaussian);
        double[] given = [16777217, 1e-50, 1e100, 0.1, -16777217, 1];
        DataSet data = DataSet.From(given, LinearModel.Features);
        Assert.Equal(given, Inference.Impute(model, data));
        double Loss(double value) => Evaluator.Score(model, DataSet.From([value, 0, 0, 0.1, 0, 1], 6)).Losses[0];
        Assert.NotEqual(Loss(0.2), Loss(0.2f));
    }

    [Fact]
    public void AModelOfSinglePrecisionRefusesWhatItWouldTakeForInfinity()
    {
        var model = new TeamSizes(4, 1);
        DataFormatException failure = Assert.Throws<DataFormatException>(
            () => Evaluator.Evaluate(model, DataSet.From([0, 1, 0.5, 0.1, 0, 1e300, 0, 0], 4, name: "wide")));
        Assert.Equal(
            "The data set 'wide' has the value 1E+300 at element 1 of example 1; TeamSizes is of single precision, whose numbers reach to "
                + "3.4E+38; scale the data, or declare the model with [Model(Precision = Precision.Double)].",
            failure.Message);
        Assert.Throws<DataFormatException>(() => Trainer.Fit(model, DataSet.From([0, 1, 0.5, 3.4028236e38], 4)));
        Evaluator.Evaluate(model, DataSet.From([0, 1e300, 0.5, 0.1], 4).WithMask([true, false, true, true]));
    }

    [Fact]
    public void AModelChecksTheValuesThatItSees()
    {
        // One above 1 by less than a 32-bit float can tell.
        double one = Math.BitIncrement(1.0);
        Evaluator.Evaluate(new TeamSizes(4, 1), DataSet.From([0, one, 0.5, 0.1], 4));
        DataFormatException failure = Assert.Throws<DataFormatException>(
            () => Evaluator.Evaluate(new LinearModel(), DataSet.From([0, one, 0.5, 0.1, 0, 0], 6)));
        Assert.Contains("has the value 1.0000000000000002 at element 1", failure.Message, StringComparison.Ordinal);
    }

    private static double[] Copy(DataSet data)
    {
        var all = new double[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, epoch: null, all.AsSpan(i * data.Features));
        return all;
    }
}
