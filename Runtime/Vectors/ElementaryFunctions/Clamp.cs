using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>x within a range: the nearest end of it for what is outside, and NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Clamp<TVector>(TVector x, int least, int greatest)
        where TVector : struct, IVector<TVector, float>
    {
        TVector lower = TVector.Broadcast(least);
        TVector upper = TVector.Broadcast(greatest);
        return TVector.Select(TVector.LessThan(x, lower), lower, TVector.Select(TVector.GreaterThan(x, upper), upper, x));
    }

    /// <summary>
    /// The gradient by a value in a range without what would lead out of it: a step goes against the gradient, so at the upper end a
    /// negative one is zero, and at the lower end a positive one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ClampGradient<TVector>(TVector gradient, TVector clamped, int least, int greatest)
        where TVector : struct, IVector<TVector, float>
    {
        TVector atLower = TVector.Select(TVector.GreaterThan(gradient, TVector.Zero), TVector.Zero, gradient);
        TVector atUpper = TVector.Select(TVector.LessThan(gradient, TVector.Zero), TVector.Zero, gradient);
        TVector above = TVector.Select(TVector.LessThanOrEqual(clamped, TVector.Broadcast(least)), atLower, gradient);
        return TVector.Select(TVector.GreaterThanOrEqual(clamped, TVector.Broadcast(greatest)), atUpper, above);
    }
}

public static partial class DoubleFunctions
{
    /// <inheritdoc cref="SingleFunctions.Clamp"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Clamp<TVector>(TVector x, int least, int greatest)
        where TVector : struct, IVector<TVector, double>
    {
        TVector lower = TVector.Broadcast(least);
        TVector upper = TVector.Broadcast(greatest);
        return TVector.Select(TVector.LessThan(x, lower), lower, TVector.Select(TVector.GreaterThan(x, upper), upper, x));
    }

    /// <inheritdoc cref="SingleFunctions.ClampGradient"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ClampGradient<TVector>(TVector gradient, TVector clamped, int least, int greatest)
        where TVector : struct, IVector<TVector, double>
    {
        TVector atLower = TVector.Select(TVector.GreaterThan(gradient, TVector.Zero), TVector.Zero, gradient);
        TVector atUpper = TVector.Select(TVector.LessThan(gradient, TVector.Zero), TVector.Zero, gradient);
        TVector above = TVector.Select(TVector.LessThanOrEqual(clamped, TVector.Broadcast(least)), atLower, gradient);
        return TVector.Select(TVector.GreaterThanOrEqual(clamped, TVector.Broadcast(greatest)), atUpper, above);
    }
}
