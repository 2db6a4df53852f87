using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Elementary functions of <see cref="float"/> lanes, one file each. Built from exactly rounded operations only and without a branch, so
/// that a lane's
/// bits depend on that lane's input alone: not on the width, the machine or the neighbours. All of them give NaN for NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class SingleFunctions
{
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>One step of Horner's scheme: polynomial · x + coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Horner<TVector>(TVector polynomial, TVector x, float coefficient)
        where TVector : struct, IVector<TVector, float> =>
        TVector.FusedMultiplyAdd(polynomial, x, TVector.Broadcast(coefficient));

    /// <summary>The same bits in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector BroadcastBits<TVector>(uint bits)
        where TVector : struct, IVector<TVector, float> =>
        TVector.Broadcast(BitConverter.UInt32BitsToSingle(bits));
}

/// <summary>The functions of <see cref="SingleFunctions"/>, under the same names, of <see cref="double"/> lanes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DoubleFunctions
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>One step of Horner's scheme: polynomial · x + coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Horner<TVector>(TVector polynomial, TVector x, double coefficient)
        where TVector : struct, IVector<TVector, double> =>
        TVector.FusedMultiplyAdd(polynomial, x, TVector.Broadcast(coefficient));

    /// <summary>The same bits in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector BroadcastBits<TVector>(ulong bits)
        where TVector : struct, IVector<TVector, double> =>
        TVector.Broadcast(BitConverter.UInt64BitsToDouble(bits));
}
