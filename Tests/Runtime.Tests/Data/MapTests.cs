using System;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

/// <summary>A set with other values is the same set otherwise.</summary>
public sealed class MapTests
{
    private static readonly DataSet Rows = DataSet.From(
        new double[,] { { 0, 10 }, { double.NaN, 20 }, { 3, double.NaN } }, labels: [0, 2, 1], name: "rows")
        .WithClassNames(["a", "b", "c"]).WithMissing();

    [Fact]
    public void Values_are_mapped_by_column_and_what_is_missing_stays_so()
    {
        DataSet mapped = Rows.Map((column, value) => column == 0 ? Math.Log(1 + value) : value / 10);

        Assert.Equal([0, 1, 0, 2, Math.Log(4), 0], Values(mapped));
        Assert.True(mapped.HasMissing);
        Assert.Equal(4, mapped.ObservedCount);
        Assert.Equal(("rows", 3, new DataShape(2)), (mapped.Name, mapped.Classes, mapped.Shape));
        Assert.Equal(["a", "b", "c"], mapped.ClassNames);
        Assert.Equal([0, 2, 1], mapped.Labels.ToArray());
        Assert.Equal(4, Rows.ObservedCount);
    }

    [Fact]
    public void A_view_is_mapped_alone_and_keeps_the_number_of_classes()
    {
        DataSet mapped = Rows[..1].Map((_, value) => value + 1);

        Assert.Equal([1, 11], Values(mapped));
        Assert.Equal((1, 3), (mapped.Count, mapped.Classes));
    }

    [Fact]
    public void NaN_makes_an_element_missing_where_the_set_may_have_such() =>
        Assert.Equal(3, Rows.Map((_, value) => value == 0 ? double.NaN : value).ObservedCount);

    [Fact]
    public void Bytes_stand_for_the_unit_interval()
    {
        DataSet mapped = DataSet.From(new byte[] { 0, 255, 51, 102 }, (2, 2)).Map((_, value) => value * 255);

        Assert.Equal([0, 255, 51, 102], Values(mapped).Select(value => Math.Round(value, 9)));
        Assert.Equal(new DataShape(1, 2, 2), mapped.Shape);
    }

    [Fact]
    public void Drawn_pixels_have_no_values_to_map() =>
        Assert.Throws<InvalidOperationException>(
            () => Digits.Generate(2, seed: 1).Binarize(Binarization.Dynamic).Map((_, value) => value));

    private static double[] Values(DataSet data)
    {
        var values = new double[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, epoch: null, values.AsSpan(i * data.Features, data.Features));
        return values;
    }
}
