using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>The window that a convolution or a pooling layer moves over a grid, and the arithmetic of the grids it leads to.</summary>
/// <param name="Kernel">Its rows and columns.</param>
/// <param name="Stride">From one place to the next.</param>
/// <param name="Padding">Rows and columns around the larger grid.</param>
internal sealed record LayerWindow(Sourced<int> Kernel, Sourced<int> Stride, Sourced<int> Padding)
{
    /// <summary>Reads the window of a layer; null after a problem.</summary>
    /// <param name="set">Takes the reports.</param>
    /// <param name="use">The layer.</param>
    /// <param name="parameter">The constructor's parameter that is the kernel.</param>
    /// <param name="isPooling">Whether it pools: its stride is the kernel where none is given, and its padding at most half of it.</param>
    public static LayerWindow? Parse(AttributeSet set, AttributeUse use, int parameter, bool isPooling)
    {
        Sourced<int> kernel = use.Value<int>(parameter);
        bool right = NumberRange.Check(set, use, "kernel", kernel, 1, NumberRange.LargestKernel);
        Sourced<int> stride = use.Named<int>("Stride") ?? new Sourced<int>(isPooling ? kernel.Value : 1, use.At);
        if (stride.At != use.At)
            right &= NumberRange.Check(set, use, "Stride", stride, 1, int.MaxValue);

        Sourced<int> padding = use.Named<int>("Padding") ?? new Sourced<int>(0, use.At);
        int mostPadding = !right ? int.MaxValue : isPooling ? kernel.Value / 2 : kernel.Value - 1;
        string reason = !right ? "" : isPooling ? "at most half its kernel" : "less than its kernel";
        right &= NumberRange.Check(set, use, "Padding", padding, 0, mostPadding, reason);
        return right ? new LayerWindow(kernel, stride, padding) : null;
    }

    /// <summary>The places of the window in each direction; null, with a report, where it does not fit.</summary>
    public (long Height, long Width)? Slide(AttributeSet set, ValueShape input)
    {
        (string side, int length) = Shorter(input);
        if (length + (2L * Padding.Value) < Kernel.Value)
        {
            set.Report(
                DiagnosticIds.KernelDoesNotFit, Kernel.At, AttributeSet.Text(Kernel.Value), side, AttributeSet.Text(length),
                AttributeSet.Text(Padding.Value), AttributeSet.Text(length + (2L * Padding.Value)),
                AttributeSet.Text((Kernel.Value - length + 1) / 2));
            return null;
        }

        return (Places(input.Height), Places(input.Width));

        long Places(int length) => ((length + (2L * Padding.Value) - Kernel.Value) / Stride.Value) + 1;
    }

    /// <summary>The grid of a transposed convolution; null, with a report, where its padding leaves nothing.</summary>
    public (long Height, long Width)? Spread(AttributeSet set, ValueShape input, int outputPadding)
    {
        (string side, int length) = Shorter(input);
        long least = Reach(length);
        if (least < 1)
        {
            string sum = $"({AttributeSet.Text(length)} − 1) · {AttributeSet.Text(Stride.Value)} − 2 · {AttributeSet.Text(Padding.Value)}"
                + $" + {AttributeSet.Text(Kernel.Value)} + {AttributeSet.Text(outputPadding)} = "
                + $"{AttributeSet.Text(least).Replace('-', '−')}";
            long most = (least + (2L * Padding.Value) - 1) / 2;
            set.Report(
                DiagnosticIds.PaddingLeavesNothing, Padding.At, AttributeSet.Text(Padding.Value), side, sum, AttributeSet.Text(most));
            return null;
        }

        return (Reach(input.Height), Reach(input.Width));

        long Reach(int length) => ((length - 1L) * Stride.Value) - (2L * Padding.Value) + Kernel.Value + outputPadding;
    }

    private static (string Side, int Length) Shorter(ValueShape shape) =>
        shape.Width < shape.Height ? ("width", shape.Width) : ("height", shape.Height);
}
