using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>A network whose loops run over vectors of one width: what every emitted network derives from.</summary>
/// <remarks>The products here are the kernels of the same meaning, with the vectors of this network; they are inlined.</remarks>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class VectorizedNetwork<TVector, T> : VariationalNetwork<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Binds weights to scratch memory for batches of up to <paramref name="capacity"/> examples.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="capacity">The most examples of a batch.</param>
    /// <param name="training">The moments; null for a network that only evaluates.</param>
    /// <param name="stepNumbers">The numbers of the step by their names, and what they are until somebody sets them.</param>
    protected VectorizedNetwork(
        Parameters<T> parameters, int capacity, TrainingState<T>? training, params ReadOnlySpan<(string Name, double Initial)> stepNumbers)
        : base(parameters, capacity, training, stepNumbers)
    {
    }

    /// <inheritdoc cref="Product.Multiply"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Span<T> Multiply(Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, Tile tile, int slot = 0) =>
        Product.Multiply<TVector, T>(worker, left, right, tile, slot);

    /// <inheritdoc cref="Product.MultiplyAdd"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Span<T> MultiplyAdd(Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, Tile tile, int slot = 0) =>
        Product.MultiplyAdd<TVector, T>(worker, left, right, tile, slot);

    /// <inheritdoc cref="Product.MultiplyTransposed"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected Span<T> MultiplyTransposed(Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, Tile tile, int slot = 0) =>
        Product.MultiplyTransposed<TVector, T>(worker, left, right, RowsOf(left), tile, slot);

    /// <inheritdoc cref="Product.MultiplyTransposedAdd"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected Span<T> MultiplyTransposedAdd(Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, Tile tile, int slot = 0) =>
        Product.MultiplyTransposedAdd<TVector, T>(worker, left, right, RowsOf(left), tile, slot);

    /// <inheritdoc cref="Convolution.MultiplyTransposed"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected Span<T> MultiplyTransposed(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, Tile tile, int slot = 0) =>
        Convolution.MultiplyTransposed<TVector, T>(worker, left, map, right, RowsOf(left), tile, slot);

    /// <inheritdoc cref="Convolution.MultiplyTransposedAdd"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected Span<T> MultiplyTransposedAdd(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, Tile tile, int slot = 0) =>
        Convolution.MultiplyTransposedAdd<TVector, T>(worker, left, map, right, RowsOf(left), tile, slot);

    /// <inheritdoc cref="ImageConvolution.MultiplyTransposed"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected Span<T> MultiplyTransposed(
        Worker worker, PanelMatrix<T> image, ImageMap<T> map, PanelMatrix<T> volume, Tile tile, int slot = 0) =>
        ImageConvolution.MultiplyTransposed<TVector, T>(worker, image, map, volume, RowsOf(image), tile, slot);

    /// <inheritdoc cref="Convolution.Multiply"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Span<T> Convolve(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, Tile tile, int slot = 0) =>
        Convolution.Multiply<TVector, T>(worker, left, map, right, tile, slot);

    /// <inheritdoc cref="Convolution.MultiplyAdd"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Span<T> ConvolveAdd(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, Tile tile, int slot = 0) =>
        Convolution.MultiplyAdd<TVector, T>(worker, left, map, right, tile, slot);

    /// <inheritdoc cref="ImageConvolution.Multiply"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Span<T> Convolve(
        Worker worker, PanelMatrix<T> image, ImageMap<T> map, PanelMatrix<T> weights, Tile tile, int slot = 0) =>
        ImageConvolution.Multiply<TVector, T>(worker, image, map, weights, tile, slot);

    /// <inheritdoc cref="ImageConvolution.MultiplyAdd"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Span<T> ConvolveAdd(
        Worker worker, PanelMatrix<T> image, ImageMap<T> map, PanelMatrix<T> weights, Tile tile, int slot = 0) =>
        ImageConvolution.MultiplyAdd<TVector, T>(worker, image, map, weights, tile, slot);

    /// <inheritdoc cref="ImageConvolution.Scatter"/>
    protected static void ConvolveIntoImage(
        Worker worker, PanelMatrix<T> volume, ImageMap<T> map, Parameter<T> weights, Parameter<T> bias, PanelMatrix<T> image, Tile tile) =>
        ImageConvolution.Scatter<TVector, T>(worker, volume, map, weights.Transposed, bias.Matrix, image, tile);

    /// <summary>The sum over the examples of the batch, for the tile's panel of columns.</summary>
    /// <returns>The sums of the panel: W elements.</returns>
    protected ReadOnlySpan<T> SumOverBatch(Worker worker, PanelMatrix<T> matrix, Tile tile, int slot = 0) =>
        Product.SumRows<TVector, T>(worker, matrix, RowsOf(matrix), tile.Panel, slot);

    /// <summary>The sum over the examples of the batch and the positions of a volume, for the tile's panel of channels.</summary>
    /// <inheritdoc cref="SumOverBatch"/>
    protected ReadOnlySpan<T> SumOverPositions(Worker worker, PanelMatrix<T> volume, Tile tile, int slot = 0) =>
        Convolution.SumRows<TVector, T>(worker, volume, RowsOf(volume), tile.Panel, slot);

    /// <summary>The sum over the examples of the batch and the pixels of each channel of an image.</summary>
    /// <inheritdoc cref="SumOverBatch"/>
    protected ReadOnlySpan<T> SumOverPixels(Worker worker, PanelMatrix<T> image, int channels, Tile tile, int slot = 0) =>
        ImageConvolution.SumRows<TVector, T>(worker, image, channels, RowsOf(image), tile.Panel, slot);

    /// <summary>A tile buffer of the worker, for values that go nowhere else.</summary>
    protected static Span<T> TileBuffer(Worker worker, Tile tile, int slot) => worker.Slot<T>(slot)[..(tile.Rows * Panel.Width<T>())];
}
