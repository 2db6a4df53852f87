using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using VaeGen;

// Two models that differ in one line, the posterior, with two latents to look at; then what squared distance says of images.
// Without an argument on built-in digits; with the folder of the four MNIST files on those.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
(DataSet train, DataSet test) = args.Length > 0 ? Mnist(args[0]) : (Digits.Generate(20_000, seed: 1), Digits.Generate(2_000, seed: 2));
string folder = args.Length > 1 ? args[1] : "latents";
Directory.CreateDirectory(folder);
(train, test) = (train.Binarize(Binarization.Threshold), test.Binarize(Binarization.Threshold));
FitOptions options = new() { Epochs = 20, BatchSize = 128 };

PlaneAutoencoder autoencoder = new(seed: 1);
autoencoder.Fit(train, options);
PlaneVae vae = new(seed: 1);
vae.Fit(train, options);

int shown = Math.Min(2_000, test.Count);
float[] images = new float[shown * test.Features];
for (int i = 0; i < shown; i++)
    test.CopyExample(i, epoch: null, images.AsSpan(i * test.Features, test.Features));
ReadOnlySpan<int> labels = test.Labels[..shown];
LatentScatter.Save(Path.Combine(folder, "autoencoder.svg"), autoencoder.Encode(images), labels, "Autoencoder: codes");
LatentScatter.Save(Path.Combine(folder, "vae.svg"), vae.Encode(images).Mean, labels, "Variational autoencoder: posterior means");

GaussianMixture codes = Inference.FitCodes(autoencoder, train.Take(10_000), new GaussianMixtureOptions { Components = 20 });
ImageGrid.Save(Path.Combine(folder, "autoencoder-mixture.png"), Inference.SampleFrom(autoencoder, codes, 40, seed: 1), test.Shape, 4, 10);
ImageGrid.Save(Path.Combine(folder, "autoencoder-normal.png"), autoencoder.Decode(Noise(40)), test.Shape, 4, 10);
ImageGrid.Save(Path.Combine(folder, "vae-prior.png"), vae.Sample(40, seed: 1), test.Shape, 4, 10);

Console.WriteLine($"autoencoder   {autoencoder.Evaluate(test)}");
Console.WriteLine($"VAE           {vae.Evaluate(test)}");
Distances(train, test, folder);

// The squared distance of a test image to itself moved by two pixels, and to the nearest training image of another class.
static void Distances(DataSet train, DataSet test, string folder)
{
    DataShape shape = test.Shape;
    int features = test.Features;
    const int Tried = 100;
    List<float> picture = [];
    double shiftedSum = 0;
    double otherSum = 0;
    int nearer = 0;
    float[] candidates = new float[Math.Min(10_000, train.Count) * features];
    for (int i = 0; i * features < candidates.Length; i++)
        train.CopyExample(i, epoch: null, candidates.AsSpan(i * features, features));
    for (int i = 0; i < Tried; i++)
    {
        float[] image = new float[features];
        test.CopyExample(i, epoch: null, image);
        float[] shifted = Shift(image, shape.Width, 2);
        (float[] other, double distance) = Nearest(image, test.Labels[i], candidates, train.Labels);
        double toShifted = Squared(image, shifted);
        shiftedSum += toShifted;
        otherSum += distance;
        if (distance >= toShifted)
            continue;
        nearer++;
        if (picture.Count < 30 * features)
            picture.AddRange([.. image, .. shifted, .. other]);
    }

    Console.WriteLine($"squared distance to itself, two pixels to the right: {shiftedSum / Tried:F1}");
    Console.WriteLine($"to the nearest image of another class:               {otherSum / Tried:F1}");
    Console.WriteLine($"nearer to another class than to itself moved:        {nearer} of {Tried}");
    if (picture.Count > 0)
        ImageGrid.Save(Path.Combine(folder, "distances.png"), picture.ToArray(), shape, picture.Count / (3 * features), 3);
}

static float[] Shift(float[] image, int width, int pixels)
{
    float[] shifted = new float[image.Length];
    for (int i = 0; i < image.Length; i++)
    {
        if (i % width >= pixels)
            shifted[i] = image[i - pixels];
    }

    return shifted;
}

static (float[] Image, double Distance) Nearest(float[] image, int label, float[] candidates, ReadOnlySpan<int> labels)
{
    int best = -1;
    double least = double.PositiveInfinity;
    for (int i = 0; i * image.Length < candidates.Length; i++)
    {
        if (labels[i] == label)
            continue;
        double distance = Squared(image, candidates.AsSpan(i * image.Length, image.Length));
        if (distance < least)
            (best, least) = (i, distance);
    }

    return (candidates[(best * image.Length)..((best + 1) * image.Length)], least);
}

static double Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
{
    double sum = 0;
    for (int i = 0; i < a.Length; i++)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

// What a VAE's prior would draw: a classical autoencoder has never seen such codes.
static float[] Noise(int count)
{
    Random random = new(1);
    float[] z = new float[2 * count];
    for (int i = 0; i < z.Length; i++)
        z[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    return z;
}

static (DataSet Train, DataSet Test) Mnist(string folder)
{
    MnistFolder read = MnistFolder.Load(folder);
    return (read.Train, read.Test);
}

/// <summary>A classical autoencoder whose bottleneck is a plane.</summary>
[Encoder(784, 512, 128, 2)]
[Decoder(2, 128, 512, 784)]
[Posterior(Deterministic)]
[Likelihood(Bernoulli)]
public partial class PlaneAutoencoder;

/// <summary>The same layers with a posterior and a prior.</summary>
[Encoder(784, 512, 128, 2)]
[Decoder(2, 128, 512, 784)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class PlaneVae;
