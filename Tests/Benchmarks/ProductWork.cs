using System;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>One product, each tile stored to a matrix: A B, or Aᵀ B.</summary>
internal sealed class ProductWork<TVector> : IParallelWork
    where TVector : struct, IVector<TVector, float>
{
    private readonly PanelMatrix<float> left;
    private readonly PanelMatrix<float> right;
    private readonly PanelMatrix<float> result;
    private readonly int batch;
    private readonly bool isTransposed;

    /// <param name="left">A.</param>
    /// <param name="right">B.</param>
    /// <param name="batch">Rows of A.</param>
    /// <param name="isTransposed">Whether A is transposed.</param>
    public ProductWork(PanelMatrix<float> left, PanelMatrix<float> right, int batch, bool isTransposed)
    {
        this.left = left;
        this.right = right;
        this.batch = batch;
        this.isTransposed = isTransposed;
        result = Zeros(ResultRows, right.Columns);
    }

    private int ResultRows => isTransposed ? left.Columns : batch;

    /// <summary>A matrix of values between −½ and ½.</summary>
    public static PanelMatrix<float> Random(int rows, int columns, Random random)
    {
        PanelMatrix<float> matrix = Zeros(rows, columns);
        for (int i = 0; i < matrix.Storage.Length; i++)
            matrix.Storage[i] = random.NextSingle() - 0.5f;
        return matrix;
    }

    /// <summary>A matrix of zeros.</summary>
    public static PanelMatrix<float> Zeros(int rows, int columns)
    {
        int stride = Panel.Stride<float>(rows);
        float[] storage = AlignedMemory.Allocate<float>(stride * Panel.Count<float>(columns), out int offset);
        return new PanelMatrix<float>(storage, offset, columns, stride);
    }

    void IParallelWork.Run(Worker worker)
    {
        foreach (Tile tile in worker.Share(ResultRows, result.Panels, left))
        {
            ReadOnlySpan<float> product = isTransposed
                ? Product.MultiplyTransposed<TVector, float>(worker, left, right, batch, tile)
                : Product.Multiply<TVector, float>(worker, left, right, tile);
            product.CopyTo(result.Tile(tile));
        }
    }
}
