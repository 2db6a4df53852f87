using System;

namespace VaeGen;

/// <summary>Element types of the tensors that are read and written.</summary>
public enum SafeTensorType
{
    /// <summary>32-bit floats, <c>F32</c> in the file.</summary>
    Single,

    /// <summary>64-bit floats, <c>F64</c> in the file.</summary>
    Double,
}

/// <summary>A named array of floats or doubles with a shape, row-major, as it stands in a safetensors file.</summary>
public sealed class SafeTensor
{
    private readonly ReadOnlyMemory<float> singles;
    private readonly ReadOnlyMemory<double> doubles;
    private readonly int[] shape;

    /// <summary>Makes a tensor of floats over the caller's memory.</summary>
    /// <param name="name">Its name, unique in a file.</param>
    /// <param name="shape">Its sizes, none negative; empty for a single number.</param>
    /// <param name="values">As many values as the product of the sizes, the last axis running fastest. Not copied.</param>
    /// <exception cref="ArgumentException">
    /// The number of values is not the product of the sizes, or the name is empty or <c>__metadata__</c>.
    /// </exception>
    public SafeTensor(string name, ReadOnlySpan<int> shape, ReadOnlyMemory<float> values)
        : this(name, shape, SafeTensorType.Single, values.Length)
    {
        singles = values;
    }

    /// <summary>Makes a tensor of doubles over the caller's memory.</summary>
    /// <inheritdoc cref="SafeTensor(string, ReadOnlySpan{int}, ReadOnlyMemory{float})"/>
    public SafeTensor(string name, ReadOnlySpan<int> shape, ReadOnlyMemory<double> values)
        : this(name, shape, SafeTensorType.Double, values.Length)
    {
        doubles = values;
    }

    private SafeTensor(string name, ReadOnlySpan<int> shape, SafeTensorType elementType, int length)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == SafeTensorsHeader.MetadataKey)
            throw new ArgumentException($"No tensor may be called '{name}': the name is taken by the metadata.", nameof(name));
        this.shape = shape.ToArray();
        Name = name;
        ElementType = elementType;
        Length = length;
        Int128 product = 1;
        foreach (int size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            product = Int128.Min(product, int.MaxValue + 1L) * size;
        }
        if (product != length)
        {
            throw new ArgumentException($"The tensor '{name}' of shape [{string.Join(", ", this.shape)}] is given {length} values.",
                "values");
        }
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public SafeTensorType ElementType { get; }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>Its sizes; empty for a single number.</summary>
    public ReadOnlySpan<int> Shape => shape;

    /// <summary>The elements of a tensor of floats.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds doubles.</exception>
    public ReadOnlySpan<float> Singles => ElementType == SafeTensorType.Single
        ? singles.Span
        : throw new InvalidOperationException($"The tensor '{Name}' holds doubles.");

    /// <summary>The elements of a tensor of doubles.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds floats.</exception>
    public ReadOnlySpan<double> Doubles => ElementType == SafeTensorType.Double
        ? doubles.Span
        : throw new InvalidOperationException($"The tensor '{Name}' holds floats.");

    /// <summary>Name, type and shape, for example <c>encoder.0.weight: F32 [400, 784]</c>.</summary>
    public override string ToString() => $"{Name}: {SafeTensorsHeader.Code(ElementType)} [{string.Join(", ", shape)}]";

    internal static int ElementSize(SafeTensorType type) => type == SafeTensorType.Single ? sizeof(float) : sizeof(double);
}
