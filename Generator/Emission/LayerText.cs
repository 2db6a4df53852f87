using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>Layers in words.</summary>
internal static class LayerText
{
    /// <summary>Within a chain: <c>400</c>, <c>conv4/2 32×14×14</c>, <c>dropout 0.2</c>.</summary>
    public static string Short(LayerSpec layer) => layer switch
    {
        DenseLayerSpec => layer.Output.ToString(),
        ConvolutionLayerSpec convolution =>
            $"{(convolution.IsTransposed ? "convT" : "conv")}{Window(convolution.Kernel, convolution.Stride)} {layer.Output}",
        PoolingLayerSpec pooling => $"{(pooling.Kind == PoolingKind.Max ? "max" : "mean")}{Window(pooling.Kernel, pooling.Stride)} "
            + $"{layer.Output}",
        UpsamplingLayerSpec => $"up {layer.Output}",
        LayerNormSpec => "layernorm",
        BatchNormSpec => "batchnorm",
        DropoutLayerSpec dropout => $"dropout {dropout.Rate.Value}",
        ResidualLayerSpec residual => $"({string.Join("-", residual.Layers.Select(Short))})",
        _ => layer.GetType().Name,
    };

    /// <summary>On the card: <c>convolution 4×4, stride 2, padding 1</c>.</summary>
    public static string Long(LayerSpec layer) => layer switch
    {
        DenseLayerSpec => "dense",
        ConvolutionLayerSpec convolution =>
            $"{(convolution.IsTransposed ? "transposed convolution" : "convolution")} {Square(convolution.Kernel)}"
            + Steps(convolution.Stride, convolution.Padding)
            + (convolution.OutputPadding == 0 ? "" : $", output padding {EmissionContext.Text(convolution.OutputPadding)}"),
        PoolingLayerSpec pooling =>
            $"{(pooling.Kind == PoolingKind.Max ? "greatest" : "mean")} of "
                + $"{Square(pooling.Kernel)}{Steps(pooling.Stride, pooling.Padding)}",
        UpsamplingLayerSpec upsampling => $"each position {Square(upsampling.Factor)} times",
        LayerNormSpec => "layer normalization",
        BatchNormSpec => "batch normalization",
        DropoutLayerSpec dropout => $"dropout {dropout.Rate.Value}",
        ResidualLayerSpec => "residual block: what goes in is added",
        _ => layer.GetType().Name,
    };

    private static string Window(int kernel, int stride) =>
        EmissionContext.Text(kernel) + (stride == 1 ? "" : "/" + EmissionContext.Text(stride));

    private static string Square(int size) => $"{EmissionContext.Text(size)}×{EmissionContext.Text(size)}";

    private static string Steps(int stride, int padding) =>
        (stride == 1 ? "" : $", stride {EmissionContext.Text(stride)}")
        + (padding == 0 ? "" : $", padding {EmissionContext.Text(padding)}");
}
