using System;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>Which product of a convolution.</summary>
internal enum ConvolutionProduct
{
    Forward,
    InputGradient,
    WeightGradient,
}

/// <summary>A convolution or one of its gradients, each tile stored to a matrix.</summary>
internal sealed class ConvolutionWork<TVector> : IParallelWork
    where TVector : struct, IVector<TVector, float>
{
    private readonly ConvolutionMap map;
    private readonly ConvolutionProduct product;
    private readonly int batch;
    private readonly PanelMatrix<float> left;
    private readonly PanelMatrix<float> right;
    private readonly PanelMatrix<float> result;
    private readonly int resultRows;

    /// <param name="map">Which positions meet.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="product">Which product.</param>
    /// <param name="batch">Examples.</param>
    public ConvolutionWork(ConvolutionMap map, int inputs, int outputs, ConvolutionProduct product, int batch)
    {
        this.map = product == ConvolutionProduct.InputGradient ? map.Reversed : map;
        this.product = product;
        this.batch = batch;
        Random random = new(1);
        (int from, int into) = product == ConvolutionProduct.InputGradient ? (outputs, inputs) : (inputs, outputs);
        int weightRows = map.Taps * Panel.Count<float>(from) * Panel.Width<float>();
        left = Volume(batch, from, this.map.Inputs, random);
        right = product == ConvolutionProduct.WeightGradient
            ? Volume(batch, into, this.map.Outputs, random)
            : ProductWork<TVector>.Random(weightRows, into, random);
        resultRows = product == ConvolutionProduct.WeightGradient ? weightRows : batch;
        result = product == ConvolutionProduct.WeightGradient
            ? ProductWork<TVector>.Zeros(weightRows, into)
            : Volume(batch, into, this.map.Outputs, random);
        Operations = 2.0 * batch * inputs * outputs * Contacts(map);
    }

    /// <summary>Operations of one run: taps outside the image and padding don't count.</summary>
    public double Operations { get; }

    /// <summary>Positions and taps that meet.</summary>
    public static int Contacts(ConvolutionMap map)
    {
        int contacts = 0;
        for (int tap = 0; tap < map.Taps; tap++)
            contacts += map.ForTap(tap).Length;
        return contacts;
    }

    /// <summary>A volume of values between −½ and ½, with zero padding.</summary>
    public static PanelMatrix<float> Volume(int batch, int channels, int positions, Random random)
    {
        int stride = Panel.Stride<float>(batch);
        float[] storage = AlignedMemory.Allocate<float>(stride * Panel.Count<float>(channels) * positions, out int offset);
        PanelMatrix<float> volume = new(storage, offset, channels, positions, stride);
        for (int panel = 0; panel < volume.Panels; panel++)
        {
            Tile tile = new(panel, 0, batch);
            foreach (ref float value in volume.Tile(tile))
                value = random.NextSingle() - 0.5f;
            volume.ClearPadding(tile);
        }

        return volume;
    }

    void IParallelWork.Run(Worker worker)
    {
        foreach (Tile tile in worker.Share<float>(resultRows, result.Panels, result.ChannelPanels))
        {
            ReadOnlySpan<float> values = product == ConvolutionProduct.WeightGradient
                ? Convolution.MultiplyTransposed<TVector, float>(worker, left, map, right, batch, tile)
                : Convolution.Multiply<TVector, float>(worker, left, map, right, tile);
            values.CopyTo(result.Tile(tile));
        }
    }
}
