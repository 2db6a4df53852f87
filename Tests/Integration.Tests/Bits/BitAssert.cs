using System;
using System.Collections.Generic;
using Xunit;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>Equality of numbers in all their bits: the sign of zero counts, and a NaN is itself.</summary>
internal static class BitAssert
{
    /// <summary>Fails at the first bit that differs.</summary>
    public static void Equal(double[] expected, double[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i]))
                Assert.Fail($"{what}: number {i} is {actual[i]:R}, expected {expected[i]:R}.");
        }
    }

    /// <summary>The same for several arrays.</summary>
    public static void Equal(List<double[]> expected, List<double[]> actual, string what)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
            Equal(expected[i], actual[i], $"{what}, array {i}");
    }
}
