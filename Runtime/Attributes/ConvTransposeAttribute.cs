using System;

namespace VaeGen;

/// <summary>
/// A transposed convolution of a stack with a square kernel, from a small grid to a large one: <c>[ConvTranspose(32, 4, Stride = 2, Padding
/// =
/// 1)]</c> leads from 64×7×7 to 32×14×14.
/// </summary>
/// <remarks>
/// <para>The linear map that a <see cref="ConvAttribute">convolution</see> of the same kernel, stride and padding has as its input
/// gradient: each element in[c, y, x] adds W[c, o, i, j] · in[c, y, x] to h[o, y · stride + i − padding, x · stride + j − padding]; then
/// come b[o] and the activation.</para>
/// <para>It takes a volume of channels × height × width and gives <see cref="Channels"/> × (height − 1) · stride − 2 padding + kernel +
/// output padding, and the width likewise. The activation is the network's where none is given; the last layer of a decoder that gives the
/// shape of x is its head and has none. PyTorch: <c>nn.ConvTranspose2d(inputs, 32, 4, stride=2, padding=1)</c>.</para>
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class ConvTransposeAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="channels">The channels of the output, one or more.</param>
    /// <param name="kernel">Rows and columns of the kernel, from 1 to 1024.</param>
    public ConvTransposeAttribute(int channels, int kernel)
    {
        Channels = channels;
        Kernel = kernel;
    }

    /// <summary>The channels of the output.</summary>
    public int Channels { get; }

    /// <summary>Rows and columns of the kernel.</summary>
    public int Kernel { get; }

    /// <summary>The step in the output from one element of the input to the next; 1 when not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Rows and columns cut off every side of the output, fewer than the kernel has; 0 when not given.</summary>
    public int Padding { get; set; }

    /// <summary>
    /// Rows and columns added at the end of the output, fewer than the stride; 0 when not given. A convolution with a stride leads from
    /// several sizes to the same one; this says which of them to come back to.
    /// </summary>
    public int OutputPadding { get; set; }
}
