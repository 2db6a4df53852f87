using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using VaeGen.Mnist.Results;

namespace VaeGen.Mnist.CommandLine;

/// <summary><c>evaluate</c>: the bound of saved weights on a test set.</summary>
internal static class EvaluateCommand
{
    private const ulong DefaultSeed = 1;

    public static Command Create(CancellationToken cancellationToken)
    {
        Option<string?> weights = OptionFactory.Text("--weights", "The weights.", "FILE.safetensors");
        weights.Required = true;
        DataOptions data = new();
        Option<string?> model = OptionFactory.OneOf("--model", "The model, where the file does not say it.", ModelCatalog.Names);
        Option<int?> importanceSamples = OptionFactory.WholeNumber(
            "--importance-samples", "Also gives the importance weighted bound with so many samples of each image, and their effective "
                + "number.", 1, EvaluateOptions.MostSamples);
        Option<bool> posteriorMean = new("--posterior-mean") { Description = "Takes z at the posterior's mean instead of a sample." };
        Option<string?> perExample = OptionFactory.Text("--per-example", "Where the terms of each image go.", "FILE.csv");
        Option<ulong?> seed = OptionFactory.Seed("--seed", "The key of drawn pixels [default: 1].");
        Option<int?> threads =
            OptionFactory.WholeNumber(
                "--threads", "The most threads to compute on [default: one a core; fewer where the work does not pay for them].", 1, 1024);
        Command command = new("evaluate", "Estimates the evidence lower bound of saved weights on the test set.")
        {
            weights, model, importanceSamples, posteriorMean, perExample, seed, threads,
        };
        data.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(posteriorMean) && result.GetResult(importanceSamples) is not null)
                result.AddError("--posterior-mean and --importance-samples are both given; one of them was expected.");
        });
        command.SetAction(result =>
        {
            (CatalogModel entry, IVariationalModel<float> loaded) =
                ModelCatalog.Load(result.GetRequiredValue(weights)!, result.GetValue(model));
            DataSet test = data.Load(result, entry, result.GetValue(seed) ?? DefaultSeed, cancellationToken).Test;
            EvaluateOptions options = new() { PosteriorMean = result.GetValue(posteriorMean), Threads = result.GetValue(threads) ?? 0 };
            ElboScores scores = Evaluator.Score(loaded, test, options, cancellationToken);
            ImportanceScores? importance = result.GetValue(importanceSamples) is { } samples
                ? Evaluator.ScoreImportance(loaded, test, options with { Samples = samples }, cancellationToken)
                : null;
            if (result.GetValue(perExample) is { } path)
                ScoreFile.Save(path, scores, importance);
            Elbo mean = scores.Mean;
            Write($"model {entry.Name}, {test}");
            Write($"nelbo {Text(mean, mean.Nelbo)}");
            Write($"reconstruction {mean.Reconstruction:F4}");
            Write($"kl {Text(mean, mean.Kl)}");
            if (importance is not null)
            {
                Write($"importance_bound {importance.MeanBound:F4}");
                Write($"effective_sample_size {importance.MeanEffectiveSampleSize:F2}");
            }

            foreach (Finding finding in scores.Findings)
                Console.Error.WriteLine(finding.Message);
            return ExitCode.Done;
        });
        return command;
    }

    private static string Text(Elbo mean, double value) => mean.HasBound ? value.ToString("F4", CultureInfo.InvariantCulture) : "null";

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
