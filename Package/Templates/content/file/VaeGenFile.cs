#:package VaeGen@VAEGEN_VERSION
#:property Optimize=true

// dotnet run VaeGenFile.cs              trains, and leaves weights and a picture beside this file
// dotnet publish VaeGenFile.cs -o app   makes a native program of it

using VaeGen;

// The data: digits of 28×28 pixels that the library draws, gray, taken as the probability of a 1.
// Your own: Csv.Read("table.csv"), PngFolder.Read("images"), Npy.ReadExamples("x.npy"), DataSet.From(array).
DataSet train = Digits.Generate(20_000, seed: 1).Binarize(Binarization.Dynamic);
DataSet test = Digits.Generate(2_000, seed: 2).Binarize(Binarization.Dynamic);

// The training: the negative evidence lower bound (NELBO) in nats per image; lower is better.
var model = new DigitVae(seed: 1);
FitReport report = model.Fit(train, new FitOptions
{
    Epochs = 10,
    Test = test,
    AfterEpoch = epoch => Console.WriteLine($"epoch {epoch.Record.Epoch,2}: test {epoch.Record.Test!.Nelbo:F1} nats"),
});
foreach (Finding finding in report.Findings)
    Console.WriteLine(finding);

// Weights to a file and back, evaluation, samples from the prior.
model.Save("digits.safetensors");
DigitVae loaded = DigitVae.Load("digits.safetensors");
Console.WriteLine($"test: {loaded.Evaluate(test)}");
ImageGrid.Save("samples.png", loaded.Sample(25, seed: 3), (28, 28), rows: 5, columns: 5);
Console.WriteLine("digits.safetensors and samples.png are in the current folder.");

/// <summary>The whole model. Loss, gradient and training step are written by the generator while the file is compiled.</summary>
[Encoder(784, 400, 20)]
[Decoder(20, 400, 784)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class DigitVae;
