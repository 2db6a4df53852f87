using System;
using System.Linq;
using System.Threading;

namespace VaeGen.Mnist.Results;

/// <summary>Samples in rows and columns. Those of a conditional model have one class a row.</summary>
/// <param name="Images">Image after image.</param>
/// <param name="Rows">The rows of the grid.</param>
/// <param name="Columns">The columns of the grid.</param>
internal sealed record SampleGrid(float[] Images, int Rows, int Columns)
{
    /// <summary>Draws samples of each class in turn where the model has classes, and of p(x) where it has none; about twice as wide as
    /// high.</summary>
    public static SampleGrid Draw(IVariationalModel<float> model, int count, ulong seed, Pixels pixels)
    {
        int classes = model.Description.ConditionClasses;
        if (classes == 0)
            return Arrange(Inference.Sample(model, count, seed, pixels), count);
        int columns = RoundUp(count, classes);
        int[] labels = [.. Enumerable.Range(0, count).Select(sample => sample / columns)];
        return new SampleGrid(Inference.Sample(model, labels, seed, pixels), RoundUp(count, columns), columns);
    }

    /// <summary>Draws samples of one class.</summary>
    public static SampleGrid DrawClass(IVariationalModel<float> model, int label, int count, ulong seed, Pixels pixels)
    {
        int[] labels = [.. Enumerable.Repeat(label, count)];
        return Arrange(Inference.Sample(model, labels, seed, pixels), count);
    }

    /// <summary>Writes the picture.</summary>
    public void Save(string path, DataShape shape, ImageGridOptions options, CancellationToken cancellationToken) =>
        ImageGrid.Save(path, Images, shape, Rows, Columns, options, cancellationToken);

    private static SampleGrid Arrange(float[] images, int count)
    {
        int columns = (int)Math.Ceiling(Math.Sqrt(2.0 * count));
        return new SampleGrid(images, RoundUp(count, columns), columns);
    }

    private static int RoundUp(int count, int size) => (count + size - 1) / size;
}
