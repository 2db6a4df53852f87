using System;
using System.Globalization;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>The conditions on options and data. Each failure is one sentence that names the option, what it is, and what was expected.</summary>
internal static class OptionChecks
{
    public static void Check(FitOptions options, DataSet data)
    {
        AtLeastOne(options.Epochs, "Epochs");
        AtLeastOne(options.Iterations ?? 1, "Iterations");
        AtLeastOne(options.BatchSize, "BatchSize");
        Positive(options.LearningRate, "LearningRate");
        Decay(options.Beta1, "Beta1");
        Decay(options.Beta2, "Beta2");
        Positive(options.Epsilon, "Epsilon");
        CheckThreads(options.Threads);
        if (options.BatchSize > data.Count)
        {
            throw Invalid(
                "BatchSize", options.BatchSize, $"at most the {data.Count.ToString(CultureInfo.InvariantCulture)} examples of the training data were expected");
        }
    }

    public static void Check(EvaluateOptions options)
    {
        AtLeastOne(options.BatchSize, "BatchSize");
        CheckThreads(options.Threads);
        if (options.Samples is < 1 or > EvaluateOptions.MostSamples)
            throw Invalid("Samples", options.Samples, $"1 to {EvaluateOptions.MostSamples} was expected");
        if (options.PosteriorMean && options.Samples > 1)
            throw Invalid("Samples", options.Samples, "1 was expected, because with PosteriorMean nothing is drawn");
    }

    /// <summary>Checks that the data has the size and the values that the model's likelihood takes.</summary>
    /// <exception cref="ArgumentException">Its examples have another size.</exception>
    /// <exception cref="DataFormatException">A value is not possible under the likelihood: the message names value, example and element.</exception>
    public static void Check(ModelDescription model, DataSet data)
    {
        if (data.Features != model.Features)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"An example of '{data.Name ?? "the data"}' has {data.Features} values ({data.Shape}); {model.Name} takes {model.Features}."));
        }

        CheckSupport(model, data);
    }

    private static void CheckSupport(ModelDescription model, DataSet data)
    {
        switch (model.Likelihood)
        {
            case Distribution.Bernoulli or Distribution.ContinuousBernoulli:
                data.RequireWithin(0, 1);
                break;
            case Distribution.Poisson or Distribution.NegativeBinomial:
                data.RequireCounts();
                break;
            case Distribution.Categorical:
                data.RequireCounts();
                data.RequireWithin(0, model.Classes - 1);
                break;
            case Distribution.DiscretizedLogistic:
                data.RequireByteLevels();
                break;
            default:
                data.RequireFinite();
                break;
        }
    }

    private static void CheckThreads(int threads)
    {
        if (threads is < 0 or > ThreadChoice.Most)
            throw Invalid("Threads", threads, $"0 for as many as the model's work pays for, or 1 to {ThreadChoice.Most} was expected");
    }

    private static void AtLeastOne(int value, string option)
    {
        if (value < 1)
            throw Invalid(option, value, "at least 1 was expected");
    }

    private static void Positive(double value, string option)
    {
        if (!(double.IsFinite(value) && value > 0))
            throw Invalid(option, value, "a finite number above 0 was expected");
    }

    private static void Decay(double value, string option)
    {
        if (!(value >= 0 && value < 1))
            throw Invalid(option, value, "a number in [0, 1) was expected");
    }

    private static ArgumentException Invalid(string option, IFormattable value, string expected) =>
        new($"{option} is {value.ToString(null, CultureInfo.InvariantCulture)}; {expected}.");
}
