namespace VaeGen.Generator.Model;

/// <summary>One layer between the input of a network and its head.</summary>
/// <param name="At">The attribute, or the size in a chain, that it comes from.</param>
/// <param name="Input">The shape that goes in.</param>
/// <param name="Output">The shape that comes out.</param>
/// <param name="Activation">What it applies to each element of its output; the identity for a layer that has none.</param>
internal abstract record LayerSpec(ArgumentLocation At, ValueShape Input, ValueShape Output, Sourced<Activation> Activation);

/// <summary>A dense layer over all elements of its input: activation(x W + b).</summary>
internal sealed record DenseLayerSpec(ArgumentLocation At, ValueShape Input, ValueShape Output, Sourced<Activation> Activation)
    : LayerSpec(At, Input, Output, Activation);

/// <summary>A convolution, or a transposed one, with a square kernel, stride and padding.</summary>
/// <param name="IsTransposed">Whether it is transposed: it leads from a small grid to a large one.</param>
/// <param name="Kernel">Rows and columns of the kernel.</param>
/// <param name="Stride">From one position of the kernel to the next.</param>
/// <param name="Padding">Rows and columns of zeros around the larger grid.</param>
/// <param name="OutputPadding">Rows and columns more at the end of a transposed convolution's output; 0 otherwise.</param>
internal sealed record ConvolutionLayerSpec(
    ArgumentLocation At, ValueShape Input, ValueShape Output, Sourced<Activation> Activation,
    bool IsTransposed, int Kernel, int Stride, int Padding, int OutputPadding)
    : LayerSpec(At, Input, Output, Activation);

/// <summary>How a pooling layer makes one value of a window.</summary>
internal enum PoolingKind
{
    Max,
    Average,
}

/// <summary>One value for each window of each channel.</summary>
/// <param name="Kind">The greatest, or the mean.</param>
/// <param name="Kernel">Rows and columns of the window.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Padding">Rows and columns around the input; they are never the greatest, and count as zeros in a mean.</param>
internal sealed record PoolingLayerSpec(
    ArgumentLocation At, ValueShape Input, ValueShape Output, Sourced<Activation> Activation, PoolingKind Kind, int Kernel, int Stride,
    int Padding)
    : LayerSpec(At, Input, Output, Activation);

/// <summary>Repeats each position in both directions: the nearest neighbour.</summary>
/// <param name="Factor">How many times.</param>
internal sealed record UpsamplingLayerSpec(
    ArgumentLocation At, ValueShape Input, ValueShape Output, Sourced<Activation> Activation, int Factor)
    : LayerSpec(At, Input, Output, Activation);

/// <summary>Layer normalization over all elements of an example, with a scale and a shift for each element.</summary>
internal sealed record LayerNormSpec(ArgumentLocation At, ValueShape Input, ValueShape Output, Sourced<Activation> Activation)
    : LayerSpec(At, Input, Output, Activation);

/// <summary>Batch normalization of each channel over the batch and the grid, with running statistics for evaluation.</summary>
internal sealed record BatchNormSpec(ArgumentLocation At, ValueShape Input, ValueShape Output, Sourced<Activation> Activation)
    : LayerSpec(At, Input, Output, Activation);

/// <summary>In training each element is dropped with a probability, and the others are scaled up so that the mean stays.</summary>
/// <param name="Rate">The probability, as plain decimal text.</param>
internal sealed record DropoutLayerSpec(
    ArgumentLocation At, ValueShape Input, ValueShape Output, Sourced<Activation> Activation, Sourced<string> Rate)
    : LayerSpec(At, Input, Output, Activation)
{
    /// <summary>Whether any element is ever dropped: at rate 0 what goes in comes out, and nothing is drawn.</summary>
    public bool Drops => Rate.Value != "0";
}

/// <summary>A residual block: activation(x + f(x)), where f are the layers inside and keeps the shape.</summary>
/// <param name="Layers">The layers inside, one or more.</param>
internal sealed record ResidualLayerSpec(
    ArgumentLocation At, ValueShape Input, ValueShape Output, Sourced<Activation> Activation, EquatableArray<LayerSpec> Layers)
    : LayerSpec(At, Input, Output, Activation);
