using System;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The first weights: uniform in ±1/√fan-in (PyTorch's <c>Linear</c> and <c>Conv2d</c>), from a stream keyed by the parameter's index and
/// the element in the order of the file, so that they depend neither on the layout in memory nor on the other parameters' sizes. Scales
/// begin at 1, shifts at 0, states as their record says, the floor of a variance that the decoder gives at its default.
/// </summary>
internal static class Initialization
{
    /// <summary>Sets all parameters and their transposed copies.</summary>
    public static void Apply<T>(Parameters<T> parameters, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int index = 0; index < parameters.All.Length; index++)
        {
            Parameter<T> parameter = parameters.All[index];
            var values = new T[parameter.Count];
            switch (parameter.Shape.Role)
            {
                case ParameterRole.State:
                    values.AsSpan()
                        .Fill(T.CreateTruncating(
                            parameter.Shape.Name == VarianceFloor.ParameterName ? VarianceFloor.Default : parameter.Shape.InitialState));
                    break;
                case ParameterRole.Scale:
                    values.AsSpan().Fill(T.One);
                    break;
                case ParameterRole.Shift:
                    break;
                default:
                    Draw<T>(values, seed, (uint)index, 1 / Math.Sqrt(parameter.Shape.FanIn));
                    break;
            }

            parameter.CopyFrom(values, parameters.Storage, shift: 0);
        }

        parameters.RefreshTransposed();
    }

    // (word + ½) / 2³² lies inside (0, 1) and is symmetric about ½.
    private static void Draw<T>(Span<T> values, ulong seed, uint parameter, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double TwoToThe32 = 4294967296.0;
        Span<uint> words = stackalloc uint[256];
        for (int done = 0; done < values.Length; done += words.Length)
        {
            Span<T> chunk = values.Slice(done, Math.Min(words.Length, values.Length - done));
            Philox.Fill(seed, RandomStream.Initialization.WithSample(0), 0, parameter, (uint)done / 4, words);
            for (int i = 0; i < chunk.Length; i++)
                chunk[i] = T.CreateTruncating(bound * (2 * ((words[i] + 0.5) / TwoToThe32) - 1));
        }
    }
}
