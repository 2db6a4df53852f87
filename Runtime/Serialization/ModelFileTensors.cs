using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>The tensors of a saved model: which there have to be, and how they go to and from the layout in memory.</summary>
internal static class ModelFileTensors
{
    public const string FirstMomentPrefix = "adam.m.";
    public const string SecondMomentPrefix = "adam.v.";

    /// <summary>One parameter, or what another arena of the same layout holds for it, as a tensor.</summary>
    public static SafeTensor Of<T>(Parameter<T> parameter, string name, T[] storage, int shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[parameter.Count];
        parameter.CopyTo(storage, shift, values);
        return values switch
        {
            float[] singles => new SafeTensor(name, parameter.Shape.Shape.AsSpan(), singles),
            double[] doubles => new SafeTensor(name, parameter.Shape.Shape.AsSpan(), doubles),
            _ => throw new NotSupportedException($"Tensors of {typeof(T)} can't be saved."),
        };
    }

    /// <summary>Copies a checked tensor into an arena.</summary>
    public static void Copy<T>(SafeTensorsFile file, string name, Parameter<T> parameter, T[] storage, int shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => parameter.CopyFrom(Values<T>(file[name]), storage, shift);

    /// <summary>Whether the file has moments.</summary>
    public static bool HasMoments(SafeTensorsFile file)
    {
        foreach (SafeTensor tensor in file.Tensors)
        {
            if (IsMoment(tensor.Name))
                return true;
        }

        return false;
    }

    /// <summary>Checks that the file has the model's tensors and no others, each with its precision, shape and finite values.</summary>
    /// <exception cref="DataFormatException">It has not.</exception>
    public static void Require<T>(SafeTensorsFile file, IVariationalModel<T> model, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string modelName = model.Description.Name;
        bool hasMoments = HasMoments(file);
        HashSet<string> expected = new(StringComparer.Ordinal);
        foreach (Parameter<T> parameter in model.State.Parameters.All)
        {
            Require<T>(file, parameter.Shape.Name, parameter.Shape, modelName, path);
            expected.Add(parameter.Shape.Name);
            if (!hasMoments || parameter.Shape.Role == ParameterRole.State)
                continue;
            foreach (string prefix in (ReadOnlySpan<string>)[FirstMomentPrefix, SecondMomentPrefix])
            {
                Require<T>(file, prefix + parameter.Shape.Name, parameter.Shape, modelName, path);
                expected.Add(prefix + parameter.Shape.Name);
            }
        }

        foreach (SafeTensor tensor in file.Tensors)
        {
            if (!expected.Contains(tensor.Name))
                throw new DataFormatException($"'{path}' has the tensor '{tensor.Name}', which {modelName} has not.");
        }
    }

    private static void Require<T>(SafeTensorsFile file, string name, ParameterShape shape, string modelName, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!file.TryGetTensor(name, out SafeTensor? tensor))
            throw new DataFormatException($"'{path}' lacks the tensor '{name}' of {modelName}.");
        if (!tensor.Shape.SequenceEqual(shape.Shape.AsSpan()))
        {
            throw new DataFormatException(
                $"'{path}' has '{name}' with the shape [{string.Join(", ", tensor.Shape.ToArray())}]; {modelName} has [{string.Join(", ", shape.Shape)}].");
        }

        SafeTensorType type = typeof(T) == typeof(double) ? SafeTensorType.Double : SafeTensorType.Single;
        if (tensor.ElementType != type)
            throw new DataFormatException($"'{path}' has '{name}' in {Bits(tensor.ElementType)}; {modelName} has {Bits(type)}.");
        foreach (T value in Values<T>(tensor))
        {
            if (!T.IsFinite(value))
                throw new DataFormatException($"'{path}' has a value in '{name}' that is not finite; finite values were expected.");
        }
    }

    private static ReadOnlySpan<T> Values<T>(SafeTensor tensor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => tensor.ElementType == SafeTensorType.Single
            ? MemoryMarshal.Cast<float, T>(tensor.Singles)
            : MemoryMarshal.Cast<double, T>(tensor.Doubles);

    private static string Bits(SafeTensorType type) => type == SafeTensorType.Single ? "32-bit floats" : "64-bit floats";

    private static bool IsMoment(string name) =>
        name.StartsWith(FirstMomentPrefix, StringComparison.Ordinal) || name.StartsWith(SecondMomentPrefix, StringComparison.Ordinal);
}
