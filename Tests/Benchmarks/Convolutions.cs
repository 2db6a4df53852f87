using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>
/// The convolution of 32 channels to 64 and its mirror in a decoder, forward and both gradients, and those from and to an image of one
/// channel, at batch 128 on one thread, each tile stored to a matrix.
/// </summary>
internal static class Convolutions
{
    private const int Batch = 128;

    /// <summary>One row a product.</summary>
    public static void Run<TVector>()
        where TVector : struct, IVector<TVector, float>
    {
        Report.Heading("Convolutions, kernel 4, stride 2, padding 1, GFLOP/s of one thread (useful operations: no taps outside the image)");
        Rows<TVector>("32×14×14 → 64×7×7", ConvolutionMap.Convolution(14, 14, 4, 2, 1), 32, 64);
        Rows<TVector>("64×7×7 → 32×14×14, transposed", ConvolutionMap.Transposed(7, 7, 4, 2, 1), 64, 32);
        ConvolutionMap image = ConvolutionMap.Convolution(28, 28, 4, 2, 1);
        foreach ((string what, ImageProduct product) in ((string, ImageProduct)[])
            [("1×28×28 → 32×14×14, forward", ImageProduct.ToVolume), ("1×28×28 → 32×14×14, dW", ImageProduct.WeightGradient),
                ("32×14×14 → 1×28×28, transposed, forward", ImageProduct.ToImage)])
        {
            ImageConvolutionWork<TVector> work = new(image, 1, 32, product, Batch);
            Products.Row(what, work, work.Operations);
        }
    }

    private static void Rows<TVector>(string name, ConvolutionMap map, int inputs, int outputs)
        where TVector : struct, IVector<TVector, float>
    {
        foreach ((string what, ConvolutionProduct product) in ((string, ConvolutionProduct)[])
            [("forward", ConvolutionProduct.Forward), ("dx", ConvolutionProduct.InputGradient), ("dW", ConvolutionProduct.WeightGradient)])
        {
            ConvolutionWork<TVector> work = new(map, inputs, outputs, product, Batch);
            Products.Row($"{name}, {what}", work, work.Operations);
        }
    }
}
