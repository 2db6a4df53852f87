using System;
using System.Globalization;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>The conditions on options and data. Each failure is one sentence that names the option, what it is, and what was
/// expected.</summary>
internal static class OptionChecks
{
    public static void Check(FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Optimizer);
        ArgumentNullException.ThrowIfNull(options.Schedule);
        FromZero(options.Epochs, "Epochs");
        FromZero(options.Iterations ?? 0, "Iterations");
        AtLeastOne(options.BatchSize ?? 1, "BatchSize");
        Positive(options.LearningRate, "LearningRate");
        Check(options.Optimizer, options.LearningRate);
        Positive(options.ClipNorm ?? 1, "ClipNorm");
        Positive(options.ClipValue ?? 1, "ClipValue");
        CheckThreads(options.Threads);
        CheckValidation(options);
    }

    public static void CheckBatch(FitOptions options, ModelDescription model, DataSet data)
    {
        if (options.BatchSize is int batchSize && batchSize > data.Count)
        {
            throw Invalid(
                "BatchSize",
                batchSize, $"at most the {data.Count.ToString(CultureInfo.InvariantCulture)} examples of the training data were expected");
        }

        if (options.BatchSizeFor(data.Count) < model.LeastBatchSize)
        {
            throw new ArgumentException(
                $"A batch has 1 example; {model.Name} has a BatchNorm of a vector, which takes the variance over a batch: at least 2 "
                    + "were expected.");
        }
    }

    /// <summary>Checks that the model's moments are those of the optimizer, or none.</summary>
    /// <exception cref="ArgumentException">They are another's.</exception>
    public static void CheckMoments<T>(FitOptions options, TrainingState<T>? training, ModelDescription model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (training is { Step: > 0, Rule: { } rule } && rule != options.Optimizer.Rule)
        {
            throw new ArgumentException(
                $"Optimizer is {options.Optimizer.Rule}; {model.Name} has been trained by {rule}, whose moments it holds. Go on with "
                    + $"{rule}, or forget them by Trainer.Restart.");
        }
    }

    private static void Check(Optimizer optimizer, double learningRate)
    {
        switch (optimizer)
        {
            case Adam adam:
                CheckAdam(adam.Beta1, adam.Beta2, adam.Epsilon);
                break;
            case AdamW adam:
                CheckAdam(adam.Beta1, adam.Beta2, adam.Epsilon);
                if (!(adam.WeightDecay >= 0 && learningRate * adam.WeightDecay < 1))
                {
                    throw Invalid(
                        "WeightDecay", adam.WeightDecay,
                        "a finite number from 0 was expected, whose product with the learning rate is below 1");
                }

                break;
            case RmsProp rmsProp:
                Decay(rmsProp.Decay, "Decay");
                Positive(rmsProp.Epsilon, "Epsilon");
                break;
        }
    }

    private static void CheckAdam(double beta1, double beta2, double epsilon)
    {
        Decay(beta1, "Beta1");
        Decay(beta2, "Beta2");
        Positive(epsilon, "Epsilon");
    }

    private static void CheckValidation(FitOptions options)
    {
        AtLeastOne(options.Patience ?? 1, "Patience");
        if (!(double.IsFinite(options.MinimumImprovement) && options.MinimumImprovement >= 0))
            throw Invalid("MinimumImprovement", options.MinimumImprovement, "a finite number from 0 was expected");
        if (options.ValidationFraction is double fraction && !(fraction > 0 && fraction < 1))
            throw Invalid("ValidationFraction", fraction, "a number in (0, 1) was expected");
        if (options.Validation is not null && options.ValidationFraction is not null)
            throw new ArgumentException("Validation and ValidationFraction are both given; one of them was expected.");
        if (options.Patience is int patience && options.Validation is null && options.ValidationFraction is null)
            throw Invalid("Patience", patience, "Validation or ValidationFraction was expected beside it");
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

    /// <summary>
    /// Checks that the data has the size, the shape and the values that the model takes. A model whose x is a volume takes images of that
    /// shape and plain vectors of its size; one whose x is a row of elements takes any shape of their number.
    /// </summary>
    /// <exception cref="ArgumentException">Its examples have another size, or are images of another shape.</exception>
    /// <exception cref="DataFormatException">A value is not possible under the likelihood, or beyond the range of the precision: the
    /// message names value, example and element.</exception>
    /// <typeparam name="T">The model's precision.</typeparam>
    public static void Check<T>(ModelDescription model, DataSet data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (data.Features != model.Features)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"An example of '{data.Name ?? "the data"}' has {data.Features} values{(data.Shape.IsImage ? $" ({data.Shape})" : "")}; "
                    + $"{model.Name} takes {model.Features}{(model.Shape is { } taken ? $" ({taken})" : "")}. The model's size of x is the "
                    + $"first of a chain [Encoder(…)] and the last of [Decoder(…)], or the shape in the likelihood."));
        }

        if (model.Shape is { } shape && data.Shape.IsImage && data.Shape != shape)
        {
            throw new ArgumentException(
                $"An example of '{data.Name ?? "the data"}' is an image of {data.Shape}; {model.Name} takes {shape}. Give the images "
                    + "that shape or declare the model with theirs; "
                + "where the values lie in the model's order already, WithShape says so.");
        }

        if (model.ConditionClasses > 0)
            data.RequireLabels(model.ConditionClasses);
        LikelihoodSupport.Check<T>(model, data);
        if (model.Input is InputScaling.Log1p or InputScaling.LogStandardize)
            data.RequireLogarithm(model);
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

    private static void FromZero(int value, string option)
    {
        if (value < 0)
            throw Invalid(option, value, "a number from 0 was expected");
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
