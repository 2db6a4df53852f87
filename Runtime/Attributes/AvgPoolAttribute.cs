using System;

namespace VaeGen;

/// <summary>The mean of each window of each channel: <c>[AvgPool(2)]</c> halves height and width.</summary>
/// <remarks>
/// It takes a volume of channels × height × width and gives as many channels × ⌊(height + 2 padding − kernel) / stride⌋ + 1, and the width
/// likewise. The mean is the sum over kernel², also where the window reaches into the padding. Without an activation unless one is given.
/// PyTorch: <c>nn.AvgPool2d(2)</c>.
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class AvgPoolAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="kernel">Rows and columns of the window, from 1 to 1024.</param>
    public AvgPoolAttribute(int kernel) => Kernel = kernel;

    /// <summary>Rows and columns of the window.</summary>
    public int Kernel { get; }

    /// <summary>The step from one window to the next. When not given (read as 0), the kernel: windows side by side.</summary>
    public int Stride { get; set; }

    /// <summary>Rows and columns around the input, at most half the kernel; 0 when not given. Padding counts as zeros.</summary>
    public int Padding { get; set; }
}
