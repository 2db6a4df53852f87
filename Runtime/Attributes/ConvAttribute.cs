using System;

namespace VaeGen;

/// <summary>
/// A convolution of a stack with a square kernel: <c>[Conv(32, 4, Stride = 2, Padding = 1)]</c> leads from 1×28×28 to 32×14×14.
/// </summary>
/// <remarks>
/// <para>h[o, y, x] = activation(b[o] + Σ over c, i, j of W[o, c, i, j] · in[c, y · stride + i − padding, x · stride + j − padding]), where
/// what lies outside the input is zero.</para>
/// <para>It takes a volume of channels × height × width and gives <see cref="Channels"/> × ⌊(height + 2 padding − kernel) / stride⌋ + 1,
/// and the width likewise; rows and columns beyond the last whole step are left out. The activation is the network's where none is given.
/// PyTorch: <c>nn.Conv2d(inputs, 32, 4, stride=2, padding=1)</c>. Weights and biases start uniform in ±1/√(input channels ·
/// kernel²).</para>
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class ConvAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="channels">The channels of the output, one or more.</param>
    /// <param name="kernel">Rows and columns of the kernel, from 1 to 1024.</param>
    public ConvAttribute(int channels, int kernel)
    {
        Channels = channels;
        Kernel = kernel;
    }

    /// <summary>The channels of the output.</summary>
    public int Channels { get; }

    /// <summary>Rows and columns of the kernel.</summary>
    public int Kernel { get; }

    /// <summary>The step from one position of the kernel to the next; 1 when not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Rows and columns of zeros on every side of the input, fewer than the kernel has; 0 when not given.</summary>
    public int Padding { get; set; }
}
