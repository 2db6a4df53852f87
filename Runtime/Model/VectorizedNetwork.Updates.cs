using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>Where gradients go: tile by tile straight into the optimizer, so that the gradient of a whole matrix never exists, or into the
/// gradient buffer.</summary>
public abstract partial class VectorizedNetwork<TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Updates the weights of a dense layer: dW = Aᵀ dY.</summary>
    /// <param name="worker">Whose share of the tiles is updated.</param>
    /// <param name="input">A [rows, inputs].</param>
    /// <param name="outputGradient">dY [rows, outputs].</param>
    /// <param name="weights">W [inputs, outputs].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void UpdateWeights(Worker worker, PanelMatrix<T> input, PanelMatrix<T> outputGradient, Parameter<T> weights)
    {
        int rows = RowsOf(input);
        foreach (Tile tile in worker.Share<T>(weights.StoredRows, weights.Matrix.Panels, input))
        {
            Prefetch(worker, tile, weights);
            Update(Product.MultiplyTransposed<TVector, T>(worker, input, outputGradient, rows, tile), weights, tile);
        }
    }

    /// <summary>Updates the weights of a convolution: for each tap dW = Σ Aᵀ dY over the pairs of positions that the tap joins.</summary>
    /// <param name="worker">Whose share of the tiles is updated.</param>
    /// <param name="input">A [rows, channels at the positions of the input].</param>
    /// <param name="map">Which positions meet.</param>
    /// <param name="outputGradient">dY [rows, channels at the positions of the output].</param>
    /// <param name="weights">W [taps · channels of A, channels of dY].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void UpdateWeights(
        Worker worker, PanelMatrix<T> input, ConvolutionMap map, PanelMatrix<T> outputGradient, Parameter<T> weights)
    {
        int rows = RowsOf(input);
        foreach (Tile tile in worker.Share<T>(weights.StoredRows, weights.Matrix.Panels))
        {
            Prefetch(worker, tile, weights);
            Update(Convolution.MultiplyTransposed<TVector, T>(worker, input, map, outputGradient, rows, tile), weights, tile);
        }
    }

    /// <summary>Updates the weights of a convolution between an image and a volume.</summary>
    /// <param name="worker">Whose share of the tiles is updated.</param>
    /// <param name="image">The image, or its gradient.</param>
    /// <param name="map">Which pixels meet which positions.</param>
    /// <param name="volume">The gradient of the volume, or the volume.</param>
    /// <param name="weights">W [image channels · taps, channels of the volume].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void UpdateWeights(Worker worker, PanelMatrix<T> image, ImageMap<T> map, PanelMatrix<T> volume, Parameter<T> weights)
    {
        int rows = RowsOf(image);
        foreach (Tile tile in worker.Share<T>(weights.StoredRows, weights.Matrix.Panels))
        {
            Prefetch(worker, tile, weights);
            Update(ImageConvolution.MultiplyTransposed<TVector, T>(worker, image, map, volume, rows, tile), weights, tile);
        }
    }

    /// <summary>Updates a parameter of one value a column, such as a bias: its gradient is the sum over the examples.</summary>
    /// <param name="worker">Whose share of the panels is updated.</param>
    /// <param name="gradient">What each example contributes [rows, columns].</param>
    /// <param name="bias">The parameter [columns].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void UpdateBias(Worker worker, PanelMatrix<T> gradient, Parameter<T> bias)
    {
        foreach (Tile tile in worker.Share<T>(1, bias.Matrix.Panels))
            Update(SumOverBatch(worker, gradient, tile), bias, tile);
    }

    /// <summary>Updates a parameter of one value a channel: its gradient is the sum over the examples and the positions.</summary>
    /// <param name="worker">Whose share of the panels is updated.</param>
    /// <param name="gradient">What each example contributes at each position of a volume.</param>
    /// <param name="bias">The parameter [channels].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void UpdateBiasOfChannels(Worker worker, PanelMatrix<T> gradient, Parameter<T> bias)
    {
        foreach (Tile tile in worker.Share<T>(1, bias.Matrix.Panels))
            Update(SumOverPositions(worker, gradient, tile), bias, tile);
    }

    /// <summary>Updates a parameter of one value a channel of an image: its gradient is the sum over the examples and the pixels.</summary>
    /// <param name="worker">Whose share of the panels is updated.</param>
    /// <param name="gradient">What each example contributes at each pixel [rows, channels · pixels].</param>
    /// <param name="bias">The parameter [channels].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void UpdateBiasOfImage(Worker worker, PanelMatrix<T> gradient, Parameter<T> bias)
    {
        foreach (Tile tile in worker.Share<T>(1, bias.Matrix.Panels))
            Update(SumOverPixels(worker, gradient, bias.Matrix.Columns, tile), bias, tile);
    }

    /// <summary>Has the next product fetch what the update of its strip will read and write: weights, moments, and the transposed
    /// copy.</summary>
    protected void Prefetch(Worker worker, Tile tile, Parameter<T> weights)
    {
        if (tile.Place > 0 || Sink == GradientSink.Buffer || Training is not { } training)
            return;
        PanelMatrix<T> matrix = weights.Matrix;
        for (int panel = tile.Panel; panel < tile.Panel + tile.StripPanels; panel++)
        {
            Tile part = new(panel, tile.FirstRow, tile.Rows);
            int offset = matrix.OffsetOf(part);
            worker.Wanted.Add(ref Parameters.Storage[offset]);
            if (Rule != UpdateRule.RmsProp)
                worker.Wanted.Add(ref training.FirstMoments[offset + training.FirstMomentShift]);
            worker.Wanted.Add(ref training.SecondMoments[offset + training.SecondMomentShift]);
            if (weights.Shape.Transposed)
                worker.Wanted.Add(ref weights.Transposed.Tile(Transposition.TileOf(matrix, weights.Transposed, part))[0]);
        }
    }

    /// <summary>Sends one tile's gradient into the optimizer, or into the gradient buffer.</summary>
    protected void Update(ReadOnlySpan<T> gradient, Parameter<T> parameter, Tile tile)
    {
        if (Sink == GradientSink.Buffer)
            gradient.CopyTo(Gradients.AsSpan(parameter.Matrix.OffsetOf(tile) + GradientShift, gradient.Length));
        else
            Step(gradient, parameter, tile);
    }

    /// <inheritdoc/>
    protected sealed override void ApplyGradients(Worker worker)
    {
        foreach (Parameter<T> parameter in Parameters.All)
        {
            if (!parameter.IsTrained)
                continue;
            foreach (Tile tile in worker.Share<T>(parameter.StoredRows, parameter.Matrix.Panels))
            {
                int offset = parameter.Matrix.OffsetOf(tile) + GradientShift;
                Step(Gradients.AsSpan(offset, tile.Rows * Panel.Width<T>()), parameter, tile);
            }
        }
    }

    // One step of the optimizer that Fit was asked for, and the tile's transpose where one is kept.
    private void Step(ReadOnlySpan<T> gradient, Parameter<T> parameter, Tile tile)
    {
        TrainingState<T> training = Training!;
        int offset = parameter.Matrix.OffsetOf(tile);
        Span<T> weight = Parameters.Storage.AsSpan(offset, gradient.Length);
        Span<T> firstMoment = training.FirstMoments.AsSpan(offset + training.FirstMomentShift, gradient.Length);
        Span<T> secondMoment = training.SecondMoments.AsSpan(offset + training.SecondMomentShift, gradient.Length);
        switch (Rule)
        {
            case UpdateRule.Adam:
                AdamUpdate.Apply<TVector, T>(gradient, weight, firstMoment, secondMoment, Adam);
                break;
            case UpdateRule.AdamW:
                AdamWUpdate.Apply<TVector, T>(gradient, weight, firstMoment, secondMoment, Adam, RetentionAt(offset));
                break;
            case UpdateRule.RmsProp:
                RmsPropUpdate.Apply<TVector, T>(gradient, weight, secondMoment, RmsProp);
                break;
            case UpdateRule.CentredRmsProp:
                CentredRmsPropUpdate.Apply<TVector, T>(gradient, weight, firstMoment, secondMoment, RmsProp);
                break;
            default:
                throw new UnreachableException($"No update by {Rule}.");
        }

        if (parameter.Shape.Transposed)
            Transposition.Write(parameter.Matrix, parameter.Transposed, tile);
    }
}
