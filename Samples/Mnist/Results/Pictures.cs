using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using VaeGen.Mnist.Data;

namespace VaeGen.Mnist.Results;

/// <summary>The pictures that show what a model has learned.</summary>
internal static class Pictures
{
    private const int Interpolations = 5;
    private const int InterpolationSteps = 10;
    private const int Reconstructions = 10;
    private const int SamplesOfClass = 10;
    private const int CodesOfMixture = 10_000;
    private const int MostComponents = 40;
    private const int CodesOfComponent = 10;

    /// <summary>Writes all pictures of a training into a folder.</summary>
    public static void SaveAll(
        string folder, IVariationalModel<float> model, ImageData data, IReadOnlyList<EpochRecord> records, ulong seed,
        CancellationToken cancellationToken)
    {
        DataSet test = data.Test;
        DataShape shape = test.Shape;
        ImageGridOptions large = new() { Scale = 3 };
        if (model.Description.IsDeterministic)
        {
            DataSet examples = data.Train.Take(CodesOfMixture);
            int components = Math.Clamp(examples.Count / CodesOfComponent, 1, MostComponents);
            GaussianMixture codes =
                Inference.FitCodes(model, examples, new GaussianMixtureOptions { Components = components, Seed = seed });
            new SampleGrid(Inference.SampleFrom(model, codes, 25, seed), 5, 5)
                .Save(Path.Combine(folder, "samples.png"), shape, large, cancellationToken);
        }
        else
        {
            SaveSamples(folder, model, shape, large, seed, cancellationToken);
        }

        int[] shown = [.. Enumerable.Range(0, Math.Min(Reconstructions, test.Count))];
        float[] images = Copy(test, shown);
        float[] reconstructions = Inference.Reconstruct<float>(model, images, Labels(model, test, shown));
        ImageGrid.SaveComparison(
            Path.Combine(folder, "reconstructions.png"), images, reconstructions, shape, cancellationToken: cancellationToken);
        SaveInterpolations(Path.Combine(folder, "interpolations.png"), model, test, cancellationToken);
        ElboCurvePoint[] points = [.. records.Select(record => new ElboCurvePoint(record.Epoch, record.Train.Loss, record.Test!.Loss))];
        ElboCurve.Save(Path.Combine(folder, "elbo.svg"), points, model.Description.Formula, cancellationToken);
    }

    // Without a prior there is a mixture of the codes; what is drawn from p(x|z) says nothing of it.
    private static void SaveSamples(
        string folder, IVariationalModel<float> model, DataShape shape, ImageGridOptions large, ulong seed,
        CancellationToken cancellationToken)
    {
        SampleGrid means = model.Description.ConditionClasses > 0
            ? SampleGrid.Draw(model, SamplesOfClass * model.Description.ConditionClasses, seed, Pixels.Mean)
            : new SampleGrid(Inference.Sample(model, 25, seed), 5, 5);
        means.Save(Path.Combine(folder, "samples.png"), shape, large, cancellationToken);
        SampleGrid.Draw(model, 200, seed, Pixels.Drawn)
            .Save(Path.Combine(folder, "drawn.png"), shape, new ImageGridOptions(), cancellationToken);
    }

    private static void SaveInterpolations(string path, IVariationalModel<float> model, DataSet test, CancellationToken cancellationToken)
    {
        bool isConditional = model.Description.ConditionClasses > 0;
        (int From, int To)[] pairs =
            [.. Enumerable.Range(0, isConditional ? model.Description.ConditionClasses : Interpolations)
                .Select(row => isConditional ? PairOfClass(test, row) : Pair(test, row))];
        int length = InterpolationSteps * test.Features;
        var all = new float[pairs.Length * length];
        for (int row = 0; row < pairs.Length; row++)
        {
            (int from, int to) = pairs[row];
            Inference.Interpolate<float>(
                model, Copy(test, [from]), Copy(test, [to]), all.AsSpan(row * length, length), isConditional ? test.Labels[from] : null);
        }

        ImageGrid.Save(path, all, test.Shape, pairs.Length, InterpolationSteps, cancellationToken: cancellationToken);
    }

    // Two images of different classes, where there are labels: the first of class 2i and the first of class 2i + 1.
    private static (int From, int To) Pair(DataSet test, int index)
    {
        int from = test.Labels.IndexOf(2 * index);
        int to = test.Labels.IndexOf(2 * index + 1);
        return from >= 0 && to >= 0 ? (from, to) : (2 * index % test.Count, (2 * index + 1) % test.Count);
    }

    // The first two images of a class, or of the classes there are in turn where a small test set lacks it: one class for both ends.
    private static (int From, int To) PairOfClass(DataSet test, int label)
    {
        int from = test.Labels.IndexOf(label);
        if (from < 0)
            from = label % test.Count;
        int next = test.Labels[(from + 1)..].IndexOf(test.Labels[from]);
        return (from, next < 0 ? from : from + 1 + next);
    }

    private static int[] Labels(IVariationalModel<float> model, DataSet data, int[] examples)
    {
        var labels = new int[model.Description.ConditionClasses > 0 ? examples.Length : 0];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = data.Labels[examples[i]];
        return labels;
    }

    private static float[] Copy(DataSet data, int[] examples)
    {
        var values = new float[examples.Length * data.Features];
        for (int i = 0; i < examples.Length; i++)
            data.CopyExample(examples[i], epoch: null, values.AsSpan(i * data.Features, data.Features));
        return values;
    }
}
