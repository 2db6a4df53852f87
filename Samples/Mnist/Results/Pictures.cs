using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace VaeGen.Mnist.Results;

/// <summary>The pictures that show what a model has learned.</summary>
internal static class Pictures
{
    private const int Interpolations = 5;
    private const int InterpolationSteps = 10;
    private const int Reconstructions = 10;

    /// <summary>Writes all pictures of a training into a folder.</summary>
    public static void SaveAll(
        string folder, IVariationalModel<float> model, DataSet test, IReadOnlyList<EpochRecord> records, ulong seed, CancellationToken cancellationToken)
    {
        DataShape shape = test.Shape;
        float[] means = Inference.Sample(model, 25, seed);
        ImageGrid.Save(Path.Combine(folder, "samples.png"), means, shape, rows: 5, columns: 5, new ImageGridOptions { Scale = 3 }, cancellationToken);
        float[] drawn = Inference.Sample(model, 200, seed, Pixels.Drawn);
        ImageGrid.Save(Path.Combine(folder, "drawn.png"), drawn, shape, rows: 10, columns: 20, cancellationToken: cancellationToken);
        float[] images = Copy(test, Enumerable.Range(0, Math.Min(Reconstructions, test.Count)));
        ImageGrid.SaveComparison(
            Path.Combine(folder, "reconstructions.png"), images, Inference.Reconstruct<float>(model, images), shape, cancellationToken: cancellationToken);
        SaveInterpolations(Path.Combine(folder, "interpolations.png"), model, test, cancellationToken);
        ElboCurvePoint[] points = [.. records.Select(record => new ElboCurvePoint(record.Epoch, record.Train.Nelbo, record.Test!.Nelbo))];
        ElboCurve.Save(Path.Combine(folder, "elbo.svg"), points, model.Description.Formula, cancellationToken);
    }

    /// <summary>Writes square images as a grid about twice as wide as high.</summary>
    public static void SaveGrid(string path, float[] images, CancellationToken cancellationToken)
    {
        DataShape shape = (28, 28);
        int count = images.Length / shape.Features;
        int columns = (int)Math.Ceiling(Math.Sqrt(2.0 * count));
        int rows = (count + columns - 1) / columns;
        ImageGrid.Save(path, images, shape, rows, columns, cancellationToken: cancellationToken);
    }

    private static void SaveInterpolations(string path, IVariationalModel<float> model, DataSet test, CancellationToken cancellationToken)
    {
        var all = new float[Interpolations * InterpolationSteps * test.Features];
        for (int i = 0; i < Interpolations; i++)
        {
            (int from, int to) = Pair(test, i);
            Span<float> points = all.AsSpan(i * InterpolationSteps * test.Features, InterpolationSteps * test.Features);
            Inference.Interpolate<float>(model, Copy(test, [from]), Copy(test, [to]), points);
        }

        ImageGrid.Save(path, all, test.Shape, rows: Interpolations, columns: InterpolationSteps, cancellationToken: cancellationToken);
    }

    // Two images of different classes, where there are labels: the first of class 2i and the first of class 2i + 1.
    private static (int From, int To) Pair(DataSet test, int index)
    {
        int from = test.Labels.IndexOf(2 * index);
        int to = test.Labels.IndexOf(2 * index + 1);
        return from >= 0 && to >= 0 ? (from, to) : (2 * index % test.Count, (2 * index + 1) % test.Count);
    }

    private static float[] Copy(DataSet data, IEnumerable<int> examples)
    {
        int[] chosen = [.. examples];
        var values = new float[chosen.Length * data.Features];
        for (int i = 0; i < chosen.Length; i++)
            data.CopyExample(chosen[i], epoch: null, values.AsSpan(i * data.Features, data.Features));
        return values;
    }
}
