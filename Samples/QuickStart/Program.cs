using System;
using VaeGen;
using VaeGen.QuickStart;

// A training and a test set of drawn digits: 28×28 pixels, gray values in [0, 1] taken as the probabilities of a one.
DataSet train = Digits.Generate(10_000, seed: 1).Binarize(Binarization.Dynamic);
DataSet test = Digits.Generate(1_000, seed: 2).Binarize(Binarization.Dynamic);

// Maximize the evidence lower bound with Adam. The numbers are nats per image.
var model = new DigitVae(seed: 1);
FitReport report = model.Fit(train, new FitOptions { Epochs = 5, Test = test });
foreach (EpochRecord epoch in report.Epochs)
    Console.WriteLine($"epoch {epoch.Epoch}: train NELBO {epoch.Train.Nelbo:F2}, test NELBO {epoch.Test!.Nelbo:F2}");

Elbo elbo = model.Evaluate(test);
Console.WriteLine($"test: {elbo}");

// What the model has learned to draw: z from the prior, decoded to the probabilities of each pixel.
float[] images = model.Sample(25, seed: 3);
ImageGrid.Save("samples.png", images, (28, 28), rows: 5, columns: 5);

// Weights with PyTorch's names and shapes, and back again.
model.Save("digits.safetensors");
DigitVae loaded = DigitVae.Load("digits.safetensors");
Console.WriteLine($"loaded: {loaded.Evaluate(test)}");
Console.WriteLine("samples.png and digits.safetensors are in the current folder.");

namespace VaeGen.QuickStart
{
    /// <summary>The whole model. Its numerics are written by the generator while the project builds.</summary>
    [Encoder(784, 400, 20)]
    [Decoder(20, 400, 784)]
    [Prior(Normal)]
    [Likelihood(Bernoulli)]
    public partial class DigitVae;
}
