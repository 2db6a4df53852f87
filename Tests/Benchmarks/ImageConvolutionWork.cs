using System;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>Which product of a convolution between an image and a volume.</summary>
internal enum ImageProduct
{
    /// <summary>A first layer forward, or a head's gradient by the volume.</summary>
    ToVolume,

    /// <summary>The gradient by the weights.</summary>
    WeightGradient,

    /// <summary>A head forward.</summary>
    ToImage,
}

/// <summary>One product of a convolution between an image and a volume, each tile stored to a matrix.</summary>
internal sealed class ImageConvolutionWork<TVector> : IParallelWork
    where TVector : struct, IVector<TVector, float>
{
    private readonly ImageMap<float> map;
    private readonly ImageProduct product;
    private readonly int batch;
    private readonly PanelMatrix<float> image;
    private readonly PanelMatrix<float> volume;
    private readonly PanelMatrix<float> weights;
    private readonly PanelMatrix<float> transposed;
    private readonly PanelMatrix<float> bias;

    /// <param name="geometry">From the image to the volume.</param>
    /// <param name="imageChannels">Channels of the image.</param>
    /// <param name="channels">Channels of the volume.</param>
    /// <param name="product">Which product.</param>
    /// <param name="batch">Examples.</param>
    public ImageConvolutionWork(ConvolutionMap geometry, int imageChannels, int channels, ImageProduct product, int batch)
    {
        map = new ImageMap<float>(geometry, imageChannels);
        this.product = product;
        this.batch = batch;
        Random random = new(1);
        image = ProductWork<TVector>.Random(batch, imageChannels * map.Pixels, random);
        volume = ConvolutionWork<TVector>.Volume(batch, channels, map.Positions, random);
        weights = ProductWork<TVector>.Random(map.Rows, channels, random);
        transposed = ProductWork<TVector>.Random(channels, map.Rows, random);
        bias = ProductWork<TVector>.Zeros(1, imageChannels);
        Operations = 2.0 * batch * imageChannels * channels * ConvolutionWork<TVector>.Contacts(geometry);
    }

    /// <summary>Operations of one run: taps outside the image and padding don't count.</summary>
    public double Operations { get; }

    void IParallelWork.Run(Worker worker)
    {
        switch (product)
        {
            case ImageProduct.ToVolume:
                foreach (Tile tile in worker.Share<float>(batch, volume.Panels, volume.ChannelPanels))
                    ImageConvolution.Multiply<TVector, float>(worker, image, map, weights, tile).CopyTo(volume.Tile(tile));
                break;
            case ImageProduct.WeightGradient:
                foreach (Tile tile in worker.Share<float>(map.Rows, weights.Panels))
                    ImageConvolution.MultiplyTransposed<TVector, float>(worker, image, map, volume, batch, tile).CopyTo(weights.Tile(tile));
                break;
            default:
                foreach (Tile tile in worker.Share<float>(batch, panels: 1))
                    ImageConvolution.Scatter<TVector, float>(worker, volume, map, transposed, bias, image, tile);
                break;
        }
    }
}
