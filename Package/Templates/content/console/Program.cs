using VaeGen;

// dotnet run -c Release             trains a new model and leaves its weights and pictures in the folder "out"
// dotnet run -c Release -- sample   draws digits from the weights that are there

const string Folder = "out";
string weights = Path.Combine(Folder, "weights.safetensors");
Directory.CreateDirectory(Folder);

if (args is ["sample"])
{
    DigitVae trained = DigitVae.Load(weights);
    ImageGrid.Save(Path.Combine(Folder, "drawn.png"), trained.Sample(100, seed: 7, Pixels.Drawn), (28, 28), rows: 10, columns: 10);
    Console.WriteLine($"{Folder}/drawn.png: 100 digits");
    return;
}

// The data: digits of 28×28 pixels that the library draws, gray, taken as the probability of a 1.
// Your own: Csv.Read("table.csv"), PngFolder.Read("images"), Npy.ReadExamples("x.npy"), DataSet.From(array).
DataSet train = Digits.Generate(20_000, seed: 1).Binarize(Binarization.Dynamic);
DataSet test = Digits.Generate(2_000, seed: 2).Binarize(Binarization.Dynamic);

// Ctrl+C ends the training after the batch that is under way.
using CancellationTokenSource cancellation = new();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    cancellation.Cancel();
};

// The training: the negative evidence lower bound (NELBO) in nats per image; lower is better.
var model = new DigitVae(seed: 1);
var epochs = new List<ElboCurvePoint>();
try
{
    FitReport report = model.Fit(
        train,
        new FitOptions
        {
            Epochs = 10,
            BatchSize = 128,
            LearningRate = 1e-3,
            Test = test,
            AfterEpoch = epoch =>
            {
                EpochRecord record = epoch.Record;
                epochs.Add(new ElboCurvePoint(record.Epoch, record.Train.Nelbo, record.Test!.Nelbo));
                Console.WriteLine(
                    $"epoch {record.Epoch,2}: train {record.Train.Nelbo:F1}, test {record.Test.Nelbo:F1} nats, "
                        + $"{record.ExamplesPerSecond:F0} images/s");
            },
        },
        cancellation.Token);

    // What a reader of the numbers has to know beside them; empty is the rule.
    foreach (Finding finding in report.Findings)
        Console.WriteLine(finding);
}
catch (OperationCanceledException)
{
    Console.WriteLine("Cancelled; what was learned is kept.");
}

// The evaluation, of the weights as they are read back from their file.
model.Save(weights);
DigitVae loaded = DigitVae.Load(weights);
Console.WriteLine($"test: {loaded.Evaluate(test)}");

// The pictures.
ImageGrid.Save(Path.Combine(Folder, "samples.png"), loaded.Sample(25, seed: 3), (28, 28), rows: 5, columns: 5);

float[] images = new float[10 * test.Features];
for (int i = 0; i < 10; i++)
    test.CopyExample(i, epoch: null, images.AsSpan(i * test.Features, test.Features));
ImageGrid.SaveComparison(Path.Combine(Folder, "reconstructions.png"), images, loaded.Reconstruct(images), (28, 28));

if (epochs.Count > 0)
    ElboCurve.Save(Path.Combine(Folder, "elbo.png"), epochs);

Console.WriteLine($"{Folder}/: weights.safetensors, samples.png, reconstructions.png{(epochs.Count > 0 ? ", elbo.png" : "")}");
Console.WriteLine("Next: dotnet run -c Release -- sample");
