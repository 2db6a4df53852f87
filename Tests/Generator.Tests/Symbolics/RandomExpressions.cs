using System;
using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Tests.Symbolics;

/// <summary>Seeded random expressions in x, y and z, of every primitive, that are finite for arguments of moderate size.</summary>
internal sealed class RandomExpressions(int seed)
{
    private readonly Random random = new(seed);

    public static IReadOnlyList<string> Names { get; } = ["x", "y", "z"];

    public Dictionary<string, double> Point()
    {
        Dictionary<string, double> point = [];
        foreach (string name in Names)
            point.Add(name, (random.NextDouble() * 4) - 2);

        return point;
    }

    public Expression Next(int depth)
    {
        if (depth == 0)
        {
            return random.Next(4) switch
            {
                0 => new Constant(new Rational(random.Next(-4, 5), random.Next(1, 5))),
                1 when random.Next(3) == 0 => Pi,
                _ => Symbol(Names[random.Next(Names.Count)]),
            };
        }

        Expression Part() => Next(depth - 1);
        return random.Next(19) switch
        {
            0 or 1 => Part() + Part(),
            2 or 3 => Part() - Part(),
            4 or 5 => Part() * Part(),
            6 => Part() / (1 + Square(Part())),
            7 => -Part(),
            8 => Square(Part()),
            9 => Exp(Tanh(Part())),
            10 => Expm1(Sigmoid(Part())),
            11 => Log(1 + Exp(Tanh(Part()))),
            12 => Log1p(Square(Part())),
            13 => Sqrt(1 + Square(Part())),
            14 => random.Next(2) == 0 ? Tanh(Part()) : Erf(Part()),
            15 => random.Next(2) == 0 ? Sigmoid(Part()) : Softplus(Part()),
            16 => random.Next(2) == 0 ? Max(Part(), Part()) : Min(Part(), Abs(Part())),
            17 => Select(GreaterThan(Part(), Part()), Part(), Part()),
            _ => Named("part", Part()),
        };
    }
}
