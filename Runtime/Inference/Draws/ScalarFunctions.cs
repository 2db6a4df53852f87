using System;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>The elementary functions of one double: the runtime's own, so that draws have the same bits on every machine.</summary>
internal static class ScalarFunctions
{
    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Value(DoubleFunctions.Exp(Double1.Broadcast(x)));

    /// <summary>eˣ − 1.</summary>
    public static double Expm1(double x) => Value(DoubleFunctions.Expm1(Double1.Broadcast(x)));

    /// <summary>ln x.</summary>
    public static double Log(double x) => Value(DoubleFunctions.Log(Double1.Broadcast(x)));

    /// <summary>ln(1 + x).</summary>
    public static double Log1p(double x) => Value(DoubleFunctions.Log1p(Double1.Broadcast(x)));

    /// <summary>log Γ(x).</summary>
    public static double LogGamma(double x) => Value(DoubleFunctions.LogGamma(Double1.Broadcast(x)));

    /// <summary>Φ⁻¹(x).</summary>
    public static double InverseNormal(double x) => Value(DoubleFunctions.InverseNormal(Double1.Broadcast(x)));

    private static double Value(Double1 lane)
    {
        Span<double> value = stackalloc double[1];
        lane.Store(value, 0);
        return value[0];
    }
}
