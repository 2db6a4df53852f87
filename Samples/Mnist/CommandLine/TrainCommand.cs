using System.CommandLine;
using System.IO;
using System.Threading;
using VaeGen.Mnist.Training;

namespace VaeGen.Mnist.CommandLine;

/// <summary><c>train</c>: trains a model and leaves pictures, weights and numbers.</summary>
internal static class TrainCommand
{
    private const int DefaultEpochs = 20;
    private const ulong DefaultSeed = 1;
    private const string DefaultOut = "out";

    public static Command Create(CancellationToken cancellationToken)
    {
        Option<string?> model = OptionFactory.OneOf("--model", "The model [default: mlp].", ModelCatalog.Names);
        DataOptions data = new();
        Option<int?> epochs = OptionFactory.WholeNumber("--epochs", "Passes over the data in all, resumed ones included [default: 20].", 1);
        Option<int?> iterations = OptionFactory.WholeNumber("--iterations", "Training steps in all, in place of --epochs.", 1);
        Option<int?> batchSize =
            OptionFactory.WholeNumber(
                "--batch-size", "Images of a step [default: 128; course 100, aeb 200, frey 100; all where there are fewer].", 1);
        OptimizerOptions optimizer = new();
        Option<int?> validation =
            OptionFactory.WholeNumber(
                "--validation", "Training images to hold back; the weights that do best on them are kept [default: none].", 1);
        Option<int?> patience = OptionFactory.WholeNumber("--patience", "Passes without a better bound on the --validation images after "
            + "which training stops [default: never].", 1);
        Option<ulong?> seed = OptionFactory.Seed("--seed", "The key of everything random [default: 1].");
        Option<int?> runs = OptionFactory.WholeNumber("--runs", "Trainings with the seeds seed, seed + 1, … [default: 1].", 1, 10_000);
        Option<int?> threads =
            OptionFactory.WholeNumber(
                "--threads", "The most threads to compute on [default: one a core; fewer where the work does not pay for them].", 1, 1024);
        Option<string?> save =
            OptionFactory.Text(
                "--save", "Where the weights and the state of training go; of the last run where there are several [default: "
                    + "weights.safetensors in the folder of --out].", "FILE.safetensors");
        Option<string?> resume = OptionFactory.Text("--resume", "A file of weights to go on from.", "FILE.safetensors");
        Option<string?> metrics = OptionFactory.Text("--metrics", "Where one JSON object a line goes.", "FILE.jsonl");
        Option<string?> output = OptionFactory.Text("--out", "The folder of pictures and weights [default: out].", "DIR");
        Command command = new("train", "Trains a model and leaves pictures, weights and numbers.")
        {
            model, epochs, iterations, batchSize, seed, runs, validation, patience, threads, save, resume, metrics, output,
        };
        optimizer.AddTo(command);
        data.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(epochs) is not null && result.GetResult(iterations) is not null)
                result.AddError("--epochs and --iterations are both given; one of them was expected.");
            if (result.GetResult(resume) is not null && result.GetResult(runs) is not null && result.GetValue(runs) > 1)
                result.AddError("--resume is given with several --runs; one run was expected.");
            if (result.GetResult(patience) is not null && result.GetResult(validation) is null)
                result.AddError("--patience is given; --validation was expected beside it.");
            string weights = result.GetValue(save) ?? TrainSettings.WeightsIn(result.GetValue(output) ?? DefaultOut);
            if (result.GetValue(metrics) is { } numbers && Path.GetFullPath(weights) == Path.GetFullPath(numbers))
            {
                result.AddError(result.GetValue(save) is null
                    ? $"--metrics is '{numbers}', where the weights go; another file was expected."
                    : $"--save and --metrics are both '{weights}'; two files were expected.");
            }
        });
        command.SetAction(result =>
        {
            CatalogModel chosen = ModelCatalog.Find(result.GetValue(model) ?? "mlp");
            ulong key = result.GetValue(seed) ?? DefaultSeed;
            TrainSettings settings = new()
            {
                Model = chosen,
                Epochs = result.GetValue(epochs) ?? DefaultEpochs,
                Iterations = result.GetValue(iterations),
                BatchSize = result.GetValue(batchSize),
                Optimizer = optimizer.Read(result),
                Validation = result.GetValue(validation),
                Patience = result.GetValue(patience),
                Seed = key,
                Runs = result.GetValue(runs) ?? 1,
                Threads = result.GetValue(threads) ?? 0,
                Save = result.GetValue(save),
                Resume = result.GetValue(resume),
                Metrics = result.GetValue(metrics),
                Out = result.GetValue(output) ?? DefaultOut,
                Images = [.. data.Arguments(result), .. key == DefaultSeed ? [] : new[] { seed.Name, $"{key}" }],
            };
            return new TrainJob(settings, () => data.Load(result, chosen, settings.Seed, cancellationToken), cancellationToken).Run();
        });
        return command;
    }
}
