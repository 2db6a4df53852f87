using System;
using VaeGen.Runtime.V2;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>The functions under test, by name.</summary>
public enum ElementaryFunction
{
    Exp,
    Expm1,
    ExpRemainder,
    Log,
    Log1p,
    Log1pUnit,
    Tanh,
    Erf,
    InverseNormal,
    LogGamma,
    Digamma,
    StirlingError,
    StirlingErrorSlope,
    LogExpm1Ratio,
    LogExpm1RatioSlope,
}

/// <summary>Runs a function over a whole array at one width; the length is a multiple of 16.</summary>
internal static class Evaluation
{
    public static float[] Run<TVector>(ElementaryFunction function, float[] inputs)
        where TVector : struct, IVector<TVector, float>
    {
        float[] results = new float[inputs.Length];
        for (int i = 0; i < inputs.Length; i += TVector.Count)
        {
            TVector x = TVector.Load(inputs, i);
            TVector y = function switch
            {
                ElementaryFunction.Exp => SingleFunctions.Exp(x),
                ElementaryFunction.Expm1 => SingleFunctions.Expm1(x),
                ElementaryFunction.ExpRemainder => SingleFunctions.ExpRemainder(x),
                ElementaryFunction.Log => SingleFunctions.Log(x),
                ElementaryFunction.Log1p => SingleFunctions.Log1p(x),
                ElementaryFunction.Log1pUnit => SingleFunctions.Log1pUnit(x),
                ElementaryFunction.Tanh => SingleFunctions.Tanh(x),
                ElementaryFunction.Erf => SingleFunctions.Erf(x),
                ElementaryFunction.InverseNormal => SingleFunctions.InverseNormal(x),
                ElementaryFunction.LogGamma => SingleFunctions.LogGamma(x),
                ElementaryFunction.Digamma => SingleFunctions.Digamma(x),
                ElementaryFunction.StirlingError => SingleFunctions.StirlingError(x),
                ElementaryFunction.StirlingErrorSlope => SingleFunctions.StirlingErrorSlope(x),
                ElementaryFunction.LogExpm1Ratio => SingleFunctions.LogExpm1Ratio(x),
                ElementaryFunction.LogExpm1RatioSlope => SingleFunctions.LogExpm1RatioSlope(x),
                _ => throw new ArgumentOutOfRangeException(nameof(function)),
            };
            y.Store(results, i);
        }

        return results;
    }

    public static double[] Run<TVector>(ElementaryFunction function, double[] inputs)
        where TVector : struct, IVector<TVector, double>
    {
        double[] results = new double[inputs.Length];
        for (int i = 0; i < inputs.Length; i += TVector.Count)
        {
            TVector x = TVector.Load(inputs, i);
            TVector y = function switch
            {
                ElementaryFunction.Exp => DoubleFunctions.Exp(x),
                ElementaryFunction.Expm1 => DoubleFunctions.Expm1(x),
                ElementaryFunction.ExpRemainder => DoubleFunctions.ExpRemainder(x),
                ElementaryFunction.Log => DoubleFunctions.Log(x),
                ElementaryFunction.Log1p => DoubleFunctions.Log1p(x),
                ElementaryFunction.Log1pUnit => DoubleFunctions.Log1pUnit(x),
                ElementaryFunction.Tanh => DoubleFunctions.Tanh(x),
                ElementaryFunction.Erf => DoubleFunctions.Erf(x),
                ElementaryFunction.InverseNormal => DoubleFunctions.InverseNormal(x),
                ElementaryFunction.LogGamma => DoubleFunctions.LogGamma(x),
                ElementaryFunction.Digamma => DoubleFunctions.Digamma(x),
                ElementaryFunction.StirlingError => DoubleFunctions.StirlingError(x),
                ElementaryFunction.StirlingErrorSlope => DoubleFunctions.StirlingErrorSlope(x),
                ElementaryFunction.LogExpm1Ratio => DoubleFunctions.LogExpm1Ratio(x),
                ElementaryFunction.LogExpm1RatioSlope => DoubleFunctions.LogExpm1RatioSlope(x),
                _ => throw new ArgumentOutOfRangeException(nameof(function)),
            };
            y.Store(results, i);
        }

        return results;
    }

    public static DoubleDouble Reference(ElementaryFunction function, double x) => function switch
    {
        ElementaryFunction.Exp => ReferenceFunctions.Exp(x),
        ElementaryFunction.Expm1 => ReferenceFunctions.Expm1(x),
        ElementaryFunction.ExpRemainder => ReferenceFunctions.ExpRemainder(x),
        ElementaryFunction.Log => ReferenceFunctions.Log(x),
        ElementaryFunction.Log1p or ElementaryFunction.Log1pUnit => ReferenceFunctions.Log1p(x),
        ElementaryFunction.Tanh => ReferenceFunctions.Tanh(x),
        ElementaryFunction.Erf => ReferenceFunctions.Erf(x),
        ElementaryFunction.LogGamma => GammaReference.LogGamma(x),
        ElementaryFunction.Digamma => GammaReference.Digamma(x),
        ElementaryFunction.StirlingError => GammaReference.StirlingError(x),
        ElementaryFunction.StirlingErrorSlope => GammaReference.StirlingErrorSlope(x),
        ElementaryFunction.LogExpm1Ratio => ReferenceFunctions.LogExpm1Ratio(x),
        ElementaryFunction.LogExpm1RatioSlope => ReferenceFunctions.LogExpm1RatioSlope(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };
}
