using System;

namespace VaeGen;

/// <summary>
/// A dense layer of a stack, h = activation(x W + b): <c>[Dense(256)]</c> gives 256 units, <c>[Dense(64, 7, 7)]</c> a volume of 64 channels
/// over a grid of 7 × 7.
/// </summary>
/// <remarks>
/// It takes any shape; a volume is flattened in the order channels, rows, columns. The activation is the network's where none is given.
/// PyTorch: <c>nn.Flatten()</c> where a volume goes in, <c>nn.Linear(inputs, 256)</c>, and <c>nn.Unflatten(1, (64, 7, 7))</c> where one
/// comes out. Weights and biases start uniform in ±1/√(inputs).
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="shape">The number of units, or the channels, the height and the width of a volume: positive numbers.</param>
    public DenseAttribute(params int[] shape) => Shape = shape;

    /// <summary>The number of units, or the channels, the height and the width of a volume.</summary>
    public int[] Shape { get; }
}
