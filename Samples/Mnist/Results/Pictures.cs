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

    private static readonly ImageGridOptions Large = new() { Scale = 3 };

    /// <summary>Writes all pictures of a training into a folder, and says what each one shows.</summary>
    public static IReadOnlyList<LeftFile> SaveAll(
        string folder, IVariationalModel<float> model, ImageData data, IReadOnlyList<EpochRecord> records, ulong seed,
        CancellationToken cancellationToken) =>
    [
        .. model.Description.IsDeterministic
            ? [SaveSamplesOfMixture(folder, model, data, seed, cancellationToken)]
            : SaveSamples(folder, model, data.Test.Shape, seed, cancellationToken),
        SaveReconstructions(folder, model, data.Test, cancellationToken),
        SaveInterpolations(folder, model, data.Test, cancellationToken),
        LatentPicture.Save(folder, model, data.Test, cancellationToken),
        SaveCurve(folder, model, records, cancellationToken),
    ];

    // Without a prior there is a mixture of the codes; what is drawn from p(x|z) says nothing of it.
    private static LeftFile SaveSamplesOfMixture(
        string folder, IVariationalModel<float> model, ImageData data, ulong seed, CancellationToken cancellationToken)
    {
        LeftFile file = new("samples.png", "samples of a mixture of normals that is fitted to the codes");
        DataSet examples = data.Train.Take(CodesOfMixture);
        int components = Math.Clamp(examples.Count / CodesOfComponent, 1, MostComponents);
        GaussianMixture codes = Inference.FitCodes(model, examples, new GaussianMixtureOptions { Components = components, Seed = seed });
        new SampleGrid(Inference.SampleFrom(model, codes, 25, seed), 5, 5)
            .Save(file.In(folder).Path, data.Test.Shape, Large, cancellationToken);
        return file;
    }

    private static LeftFile[] SaveSamples(
        string folder, IVariationalModel<float> model, DataShape shape, ulong seed, CancellationToken cancellationToken)
    {
        bool isConditional = model.Description.ConditionClasses > 0;
        LeftFile means = new("samples.png", $"samples from the prior{(isConditional ? ", one class a row" : "")}: the mean of each pixel");
        LeftFile drawn = new("drawn.png", "more samples, their pixels drawn");
        SampleGrid grid = isConditional
            ? SampleGrid.Draw(model, SamplesOfClass * model.Description.ConditionClasses, seed, Pixels.Mean)
            : new SampleGrid(Inference.Sample(model, 25, seed), 5, 5);
        grid.Save(means.In(folder).Path, shape, Large, cancellationToken);
        SampleGrid.Draw(model, 200, seed, Pixels.Drawn).Save(drawn.In(folder).Path, shape, new ImageGridOptions(), cancellationToken);
        return [means, drawn];
    }

    private static LeftFile SaveReconstructions(
        string folder, IVariationalModel<float> model, DataSet test, CancellationToken cancellationToken)
    {
        LeftFile file = new("reconstructions.png", "test images over their reconstructions");
        DataSet shown = test.Take(Reconstructions);
        float[] images = Copy(shown);
        float[] reconstructions = Inference.Reconstruct<float>(model, images, LabelsFor(model, shown));
        ImageGrid.SaveComparison(file.In(folder).Path, images, reconstructions, test.Shape, cancellationToken: cancellationToken);
        return file;
    }

    private static LeftFile SaveCurve(
        string folder, IVariationalModel<float> model, IReadOnlyList<EpochRecord> records, CancellationToken cancellationToken)
    {
        ElboCurvePoint[] points = [.. records.Select(record => new ElboCurvePoint(record.Epoch, record.Train.Loss, record.Test!.Loss))];
        foreach (string name in new[] { "elbo.png", "elbo.svg" })
            ElboCurve.Save(Path.Combine(folder, name), points, model.Description.Formula, cancellationToken);
        string loss = model.Description.IsDeterministic ? "the loss" : "the negative ELBO";
        return new LeftFile("elbo.png, .svg", $"{loss} after each pass");
    }

    private static LeftFile SaveInterpolations(
        string folder, IVariationalModel<float> model, DataSet test, CancellationToken cancellationToken)
    {
        LeftFile file = new("interpolations.png", "from image to image in a straight line through the latent space");
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
                model, Copy(test.Slice(from, 1)), Copy(test.Slice(to, 1)), all.AsSpan(row * length, length),
                isConditional ? test.Labels[from] : null);
        }

        ImageGrid.Save(file.In(folder).Path, all, test.Shape, pairs.Length, InterpolationSteps, cancellationToken: cancellationToken);
        return file;
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

    /// <summary>The labels that a conditional model is given; none for another.</summary>
    public static ReadOnlySpan<int> LabelsFor(IVariationalModel<float> model, DataSet data) =>
        model.Description.ConditionClasses > 0 ? data.Labels : default;

    /// <summary>The images as evaluation sees them [count × features].</summary>
    public static float[] Copy(DataSet data)
    {
        var values = new float[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, epoch: null, values.AsSpan(i * data.Features, data.Features));
        return values;
    }
}
