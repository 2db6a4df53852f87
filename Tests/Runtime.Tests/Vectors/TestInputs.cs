using System;
using System.Collections.Generic;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>
/// Inputs that reach every branch: special values, each with its neighbours, then random bits of every kind, then ordinary magnitudes. A
/// multiple of 16 of them.
/// </summary>
internal static class TestInputs
{
    private static readonly double[] Specials =
    [
        0, 1, 0.5, 2, 0.625, 0.425, 0.075, 0.925, 1.4142135623730951, 0.7071067811865476, 0.34657359027997264,
        3.95, 5.95, 18, 40, 87.33654, 88.72283, 708.3964185322641,
        709.782712893384, 1.17549435e-38, 2.2250738585072014e-308, 1e-45, 5e-324,
        3.4028235e38, 1.7976931348623157e308, 2.9802322e-8, 5.551115123125783e-17,
        double.PositiveInfinity, double.NaN,
    ];

    public static float[] Singles(int random)
    {
        List<float> inputs = [];
        foreach (double special in Specials)
        {
            float x = (float)special;
            foreach (float y in (float[])[x, MathF.BitIncrement(x), MathF.BitDecrement(x)])
                inputs.AddRange([y, -y]);
        }

        Random generator = new(1);
        for (int i = 0; i < random; i++)
        {
            inputs.AddRange(
                [BitConverter.Int32BitsToSingle(generator.Next(int.MinValue, int.MaxValue)), (float)(generator.NextDouble() * 20 - 10),
                    generator.NextSingle()]);
        }

        while (inputs.Count % 16 != 0)
            inputs.Add(0.25f);
        return inputs.ToArray();
    }

    public static double[] Doubles(int random)
    {
        List<double> inputs = [];
        foreach (double x in Specials)
        {
            foreach (double y in (double[])[x, Math.BitIncrement(x), Math.BitDecrement(x)])
                inputs.AddRange([y, -y]);
        }

        Random generator = new(2);
        byte[] bits = new byte[8];
        for (int i = 0; i < random; i++)
        {
            generator.NextBytes(bits);
            inputs.AddRange([BitConverter.ToDouble(bits), generator.NextDouble() * 20 - 10, generator.NextDouble()]);
        }

        while (inputs.Count % 16 != 0)
            inputs.Add(0.25);
        return inputs.ToArray();
    }
}
