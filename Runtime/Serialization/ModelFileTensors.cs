using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>The tensors of a saved model: which there have to be, and how they go to and from the layout in memory.</summary>
internal static class ModelFileTensors
{
    /// <summary>What an arena holds for one parameter, as a tensor.</summary>
    public static SafeTensor Of<T>(Parameter<T> parameter, ModelFileArena<T> arena)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string name = arena.Prefix + parameter.Shape.Name;
        var values = new T[parameter.Count];
        parameter.CopyTo(arena.Storage, arena.Shift, values);
        return values switch
        {
            float[] singles => new SafeTensor(name, parameter.Shape.Shape.AsSpan(), singles),
            double[] doubles => new SafeTensor(name, parameter.Shape.Shape.AsSpan(), doubles),
            _ => throw new NotSupportedException($"Tensors of {typeof(T)} can't be saved."),
        };
    }

    /// <summary>Copies a checked tensor into an arena.</summary>
    public static void Copy<T>(SafeTensorsFile file, Parameter<T> parameter, ModelFileArena<T> arena)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        parameter.CopyFrom(Values<T>(file[arena.Prefix + parameter.Shape.Name]), arena.Storage, arena.Shift);

    /// <summary>Whether the file has moments.</summary>
    public static bool HasMoments(SafeTensorsFile file) => file.Tensors.Any(tensor => OptimizerFormat.IsMoment(tensor.Name));

    /// <summary>Whether the file has tensors whose names begin so.</summary>
    public static bool Has(SafeTensorsFile file, string prefix) =>
        file.Tensors.Any(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Checks that the file has the model's tensors and no others, each with its precision, shape and finite values.</summary>
    /// <exception cref="DataFormatException">It has not.</exception>
    public static void Require<T>(SafeTensorsFile file, IVariationalModel<T> model, IReadOnlyList<ModelFileArena<T>> arenas, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string modelName = model.Description.Name;
        HashSet<string> expected = new(StringComparer.Ordinal);
        foreach (ModelFileArena<T> arena in arenas)
        {
            foreach (Parameter<T> parameter in model.ModelState.Parameters.All.Where(arena.Has))
            {
                Require<T>(file, arena.Prefix + parameter.Shape.Name, parameter.Shape, modelName, path);
                expected.Add(arena.Prefix + parameter.Shape.Name);
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
                $"'{path}' has '{name}' with the shape [{string.Join(", ", tensor.Shape.ToArray())}]; {modelName} has "
                    + $"[{string.Join(", ", shape.Shape)}].");
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
}
