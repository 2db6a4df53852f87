using System;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public class DataSetChecksTests
{
    [Fact]
    public void BytesAreBinaryWhenTheyAreZeroOr255()
    {
        Assert.True(DataSet.From([0, 255, 255, 0], 2).IsBinary);
        DataSet gray = DataSet.From([0, 255, 254, 0], 2);
        Assert.False(gray.IsBinary);
        Assert.Equal(new DataElement(1, 0, 254 / 255.0), gray.FindNonBinary());
        Assert.Equal((0, 1), (gray.Minimum, gray.Maximum));
        Assert.True(gray[..1].IsBinary);
    }

    [Fact]
    public void FloatsAreBinaryWhenTheyAreZeroOrOne()
    {
        Assert.True(DataSet.From([0f, 1f, -0f], 3).IsBinary);
        Assert.Null(DataSet.From([0f, 1f], 1).FindNonBinary());
        DataSet data = DataSet.From([0f, 1f, 0.25f, -3f], 2);
        Assert.Equal((-3, 1, false, false), (data.Minimum, data.Maximum, data.IsBinary, data.HasNaN));
    }

    [Fact]
    public void TheFirstOffendingValueIsNamed()
    {
        DataSet data = DataSet.From([0f, 1f, 0.5f, 1.5f, float.NaN, 2f], 2, name: "mine");
        Assert.True(data.HasNaN);
        Assert.True(double.IsNaN(data.Maximum));
        DataFormatException range = Assert.Throws<DataFormatException>(() => data.RequireWithin(0, 1));
        Assert.Equal("The data set 'mine' has the value 1.5 at element 1 of example 1; a value in [0, 1] was expected.", range.Message);
        DataFormatException finite = Assert.Throws<DataFormatException>(data.RequireFinite);
        Assert.Equal("The data set 'mine' has the value NaN at element 0 of example 2; a finite value was expected (WithMissing declares "
            + "that NaN stands for a missing element).", finite.Message);
        DataFormatException binary = Assert.Throws<DataFormatException>(data.RequireBinary);
        Assert.Equal("The data set 'mine' has the value 0.5 at element 0 of example 1; 0 or 1 was expected.", binary.Message);
        data[..1].RequireBinary();
        Assert.Equal(new DataElement(0, 1, 1.5), data[1..].FindOutside(0, 1));
    }

    [Fact]
    public void InfinityIsNotFinite()
    {
        DataSet data = DataSet.From([0f, float.NegativeInfinity], 1);
        Assert.False(data.HasNaN);
        Assert.Throws<DataFormatException>(data.RequireFinite);
    }

    [Fact]
    public void BinarizedSetsAreBinary()
    {
        DataSet data = DataSet.From(new byte[] { 0, 100, 200, 255 }, 2).Binarize(Binarization.Threshold);
        Assert.True(data.IsBinary);
        data.RequireWithin(0, 1);
        Assert.Equal(new DataElement(1, 0, 1), data.FindOutside(0, 0.5));
        Assert.Null(data[..1].FindOutside(0, 0.5));
    }

    [Fact]
    public void LabelsAreChecked()
    {
        DataSet data = DataSet.From(new byte[3], 1, [0, 9, 10]);
        data.RequireLabels(11);
        DataFormatException tooLarge = Assert.Throws<DataFormatException>(() => data.RequireLabels(10));
        Assert.Equal("The data set has the label 10 at example 2; 0 to 9 was expected.", tooLarge.Message);
        Assert.Throws<DataFormatException>(() => DataSet.From(new byte[3], 1).RequireLabels(10));
    }
}
