using System;
using System.Linq;
using System.Numerics.Tensors;

namespace VaeGen.Integration.Tests.Quality;

/// <summary>
/// A network of one hidden layer that tells digits apart, written here by hand so that nothing of what is tested judges itself: ReLU,
/// softmax, plain stochastic gradient descent on single images with a rate that falls along a line.
/// </summary>
internal sealed class DigitClassifier
{
    private const int Hidden = 64;
    private const int Classes = 10;
    private const float Rate = 0.03f;

    private readonly float[][] inputWeights;
    private readonly float[][] outputWeights;
    private readonly float[] h = new float[Hidden];
    private readonly float[] dh = new float[Hidden];
    private readonly float[] scores = new float[Classes];

    // A row of weights for each pixel and one for the bias, which is a pixel that is always 1: dark pixels cost nothing. The same for the
    // classes.
    private DigitClassifier(int features, Random random)
    {
        inputWeights = Rows(features + 1, Hidden, MathF.Sqrt(6f / features), random);
        outputWeights = Rows(Classes, Hidden + 1, MathF.Sqrt(6f / Hidden), random);
    }

    /// <summary>Learns from labelled images.</summary>
    public static DigitClassifier Train(DataSet data, int epochs, int seed)
    {
        Random random = new(seed);
        DigitClassifier classifier = new(data.Features, random);
        var x = new float[data.Features];
        int[] order = [.. Enumerable.Range(0, data.Count)];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            for (int i = 0; i < order.Length; i++)
            {
                data.CopyExample(order[i], epoch: null, x);
                float done = (epoch + i / (float)order.Length) / epochs;
                classifier.Learn(x, data.Labels[order[i]], Rate * (1 - done));
            }
        }

        return classifier;
    }

    /// <summary>The most probable class of an image.</summary>
    public int Classify(ReadOnlySpan<float> x)
    {
        Score(x);
        return TensorPrimitives.IndexOfMax<float>(scores);
    }

    /// <summary>The share of images that are recognized.</summary>
    public double Accuracy(DataSet data)
    {
        var x = new float[data.Features];
        int right = 0;
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyExample(i, epoch: null, x);
            right += Classify(x) == data.Labels[i] ? 1 : 0;
        }

        return right / (double)data.Count;
    }

    private void Score(ReadOnlySpan<float> x)
    {
        inputWeights[^1].AsSpan().CopyTo(h);
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] != 0)
                TensorPrimitives.MultiplyAdd(inputWeights[i], x[i], h, h);
        }

        TensorPrimitives.Max(h, 0f, h);
        for (int c = 0; c < Classes; c++)
            scores[c] = TensorPrimitives.Dot<float>(outputWeights[c].AsSpan(0, Hidden), h) + outputWeights[c][Hidden];
    }

    // The gradient of −log softmax(scores)[label], taken off at once.
    private void Learn(ReadOnlySpan<float> x, int label, float rate)
    {
        Score(x);
        TensorPrimitives.SoftMax(scores, scores);
        scores[label] -= 1;
        Array.Clear(dh);
        for (int c = 0; c < Classes; c++)
        {
            Span<float> weights = outputWeights[c].AsSpan(0, Hidden);
            TensorPrimitives.MultiplyAdd(weights, scores[c], dh, dh);
            TensorPrimitives.MultiplyAdd(h, -rate * scores[c], weights, weights);
            outputWeights[c][Hidden] -= rate * scores[c];
        }

        for (int j = 0; j < Hidden; j++)
            dh[j] = h[j] > 0 ? dh[j] : 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] != 0)
                TensorPrimitives.MultiplyAdd(dh, -rate * x[i], inputWeights[i], inputWeights[i]);
        }

        TensorPrimitives.MultiplyAdd(dh, -rate, inputWeights[^1], inputWeights[^1]);
    }

    private static float[][] Rows(int count, int length, float bound, Random random) =>
        [.. Enumerable.Range(0, count)
            .Select(_ => Enumerable.Range(0, length).Select(_ => bound * (2 * random.NextSingle() - 1)).ToArray())];
}
