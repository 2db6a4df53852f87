using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>The check that a likelihood has a density for all values of a data set, as a model of its precision sees them.</summary>
internal static class LikelihoodSupport
{
    /// <summary>Checks the values of a data set.</summary>
    /// <exception cref="DataFormatException">The likelihood does not take one: the message names the first, the likelihood, the range of
    /// the data, and what may be done.</exception>
    public static void Check<T>(ModelDescription model, DataSet data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            data.RequireRangeOfSingles(model.Name);
            data = data.Rounded;
        }

        if (model.ExposureColumn is int column)
        {
            CheckExposures(model, data, column);
            data = data.WithMask([.. Enumerable.Range(0, data.Features).Select(element => element != column)]);
        }

        if (FindOther(model, data) is DataElement found)
            throw data.Unexpected(found, Expected(model), Rest(model, data, found));
    }

    private static void CheckExposures(ModelDescription model, DataSet data, int column)
    {
        string why = string.Create(CultureInfo.InvariantCulture, $"because the rates of {model.Name} are in proportion to it "
            + $"(Exposure = {column})");
        var values = new double[data.Features];
        var observed = new double[data.Features];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyMask(i, observed);
            if (observed[column] == 0)
            {
                throw new DataFormatException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{data.Description} misses element {column} of example {i}; an exposure was expected, {why}."));
            }

            data.CopyExample(i, epoch: null, values);
            if (!(values[column] > 0 && double.IsFinite(values[column])))
                throw data.Unexpected(new DataElement(i, column, values[column]), $"an exposure above 0 was expected, {why}");
        }
    }

    /// <summary>What follows the first sentence on a value in [0, 1]: who takes no other, where the data lie, what may be done.</summary>
    /// <param name="taker">What takes the values.</param>
    /// <param name="data">The data.</param>
    /// <param name="found">The first value that is not in [0, 1].</param>
    /// <param name="others">What takes other values.</param>
    public static string OfUnitInterval(string taker, DataSet data, DataElement found, string others)
    {
        bool areWithin = data.Minimum >= 0 && data.Maximum <= 1;
        string advice = areWithin ? others
            : data.Minimum >= 0 && data.FindNonCount() is null
            ? $"divide them by the greatest value there can be, or where they are bytes, 0 to 255, give them as bytes; {others}"
            : $"scale them to [0, 1]; {others}";
        return Sentence(taker, data, found, advice);
    }

    private static DataElement? FindOther(ModelDescription model, DataSet data) => model.Support switch
    {
        Support.Binary or Support.UnitInterval => data.FindOutside(0, 1),
        Support.Counts => data.FindNonCount(),
        Support.Classes => data.FindNonCount() ?? data.FindOutside(0, model.Classes - 1),
        Support.ByteLevels => data.FindNonLevel(),
        _ => data.FindOutside(-double.MaxValue, double.MaxValue),
    };

    private static string Expected(ModelDescription model) => model.Support switch
    {
        Support.Binary or Support.UnitInterval => "a value in [0, 1] was expected",
        Support.Counts => DataSet.CountExpected,
        Support.Classes => string.Create(
            CultureInfo.InvariantCulture, $"a class, a whole number from 0 to {model.Classes - 1}, was expected"),
        Support.ByteLevels => DataSet.LevelExpected,
        _ => "a finite value was expected",
    };

    private static string Rest(ModelDescription model, DataSet data, DataElement found)
    {
        string likelihood = Word(model.Likelihood);
        return model.Support switch
        {
            Support.Binary or Support.UnitInterval =>
                OfUnitInterval(likelihood, data, found, "counts are for Poisson, other numbers for Gaussian"),
            Support.ByteLevels => OfUnitInterval(likelihood, data, found, "numbers between the levels are for Gaussian"),
            Support.Counts => Sentence(
                likelihood, data, found,
                data.Step > 0 ? "bytes stand for 0 to 1, counts are given as numbers" : "numbers that are no counts are for Gaussian"),
            Support.Classes => Sentence(
                $"{likelihood} with {model.Classes.ToString(CultureInfo.InvariantCulture)} classes", data, found,
                data.Step > 0
                    ? "bytes stand for 0 to 1, classes are given as numbers"
                    : "Classes says how many there are; counts without an end are for Poisson"),
            _ => Sentence(likelihood, data, found, advice: null),
        };
    }

    // NaN leaves no range, and its remedy is said with the value.
    private static string Sentence(string taker, DataSet data, DataElement found, string? advice)
    {
        if (double.IsNaN(found.Value))
            return $" {taker} takes no other.";
        string range = data.HasNaN ? "" : $", and the data lie in {ExtremeData.RangeOf(data)}";
        return $" {taker} takes no other{range}{(advice is null ? "" : ": ")}{advice}.";
    }

    // Normal and Gaussian are one value; of a likelihood the documentation says Gaussian.
    private static string Word(Distribution likelihood) => likelihood == Distribution.Gaussian ? "Gaussian" : likelihood.ToString();
}
