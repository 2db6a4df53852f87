using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Says of a training whose numbers are no numbers any more what is known of it, finds out what its cause is as far as that goes,
/// and advises accordingly.</summary>
/// <param name="model">The model.</param>
/// <param name="data">The training data.</param>
/// <param name="options">How it was trained.</param>
/// <param name="good">The weights to go back to.</param>
internal sealed class Divergence<T>(IVariationalModel<T> model, DataSet data, FitOptions options, GoodWeights<T> good)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Puts the good weights back, and makes the exception of a step whose loss is not finite.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <param name="isFirst">Whether it is the first of the call: nothing had changed the weights then.</param>
    /// <param name="reconstruction">The sum of its reconstruction losses.</param>
    /// <param name="kl">The sum of its KL terms.</param>
    /// <param name="learningRate">The learning rate of the step.</param>
    /// <param name="examples">The examples of the step.</param>
    public TrainingDivergedException OfStep(
        int step, bool isFirst, double reconstruction, double kl, double learningRate, ReadOnlySpan<int> examples)
    {
        string? parameter = FiniteWeights.FirstOther(model.ModelState.Parameters);
        good.Restore();
        string advice =
            BrokenBefore() ?? OfExample(examples) ?? OfGradient(examples)
            ?? (isFirst
                ? OfNoise()
                : OfSteps("the losses of the same examples are finite: the steps since then went too far", learningRate));
        string place = string.Create(CultureInfo.InvariantCulture, $"at step {step}{(isFirst ? ", the first of this call" : "")}");
        return new TrainingDivergedException(Message(place, Terms(reconstruction, kl), parameter, advice), step, parameter ?? "loss");
    }

    /// <summary>Puts the good weights back, and makes the exception of weights that are not finite at the end of a pass, whose losses
    /// were.</summary>
    /// <param name="step">The last step, from 1.</param>
    /// <param name="parameter">The first parameter that is not finite.</param>
    /// <param name="learningRate">The learning rate of the step.</param>
    public TrainingDivergedException OfPass(int step, string parameter, double learningRate)
    {
        good.Restore();
        int[] all = [.. Enumerable.Range(0, data.Count)];
        string advice = BrokenBefore() ?? OfGradient(all) ?? OfSteps("all losses were finite: a step went too far", learningRate);
        return new TrainingDivergedException(
            Message(string.Create(CultureInfo.InvariantCulture, $"by step {step}"), "the loss is finite", parameter, advice), step,
            parameter);
    }

    private string Message(string place, string terms, string? parameter, string advice)
    {
        string found = parameter is null ? "all weights are finite" : $"the first parameter that is not finite is {parameter}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Training diverged {place}: {terms}, {found}; the weights of step {good.Step} ({Epochs(good.Epoch)} done) are back. {advice}");
    }

    // Of whole passes, because the step may lie within one or at its end.
    private static string Epochs(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} epoch{(count == 1 ? "" : "s")}");

    private static string Terms(double reconstruction, double kl)
    {
        bool isKlFinite = double.IsFinite(kl);
        return (double.IsFinite(reconstruction), isKlFinite) switch
        {
            (false, false) => string.Create(CultureInfo.InvariantCulture, $"the reconstruction is {reconstruction} and the KL is {kl}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"the reconstruction is {reconstruction}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"the KL is {kl}"),
        };
    }

    private string? BrokenBefore() => FiniteWeights.FirstOther(model.ModelState.Parameters) is { } parameter
        ? $"But {parameter} was not finite before that pass already: load good weights, or make the model anew. Neither data nor options "
            + $"are the cause."
        : null;

    // An example whose loss the good weights don't give either: then it is not they that moved too far.
    private string? OfExample(ReadOnlySpan<int> examples)
    {
        int[] batch = examples.ToArray();
        DataSet part = data.Select(batch);
        double[] losses = Evaluator.LossesOf(model, part, EvaluateOptions.On(options));
        int found = Array.FindIndex(losses, loss => !double.IsFinite(loss));
        if (found < 0)
            return null;
        string before =
            string.Create(
                CultureInfo.InvariantCulture, $"With those weights the loss of example {batch[found]} is {losses[found]} already, so it "
                    + $"is not the last steps. ");
        return before + ExtremeData.Advice(model, part[found..(found + 1)]);
    }

    // An example whose gradient is not finite at the good weights, though its loss is: no learning rate helps.
    private string? OfGradient(ReadOnlySpan<int> examples)
    {
        if (new GradientSearch<T>(model, data).FirstNotFinite(examples) is not int example)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"With those weights the loss of example {example} is finite and its gradient is not: its values, in "
                + $"{ExtremeData.RangeOf(data[example..(example + 1)])}, are too large for it. {ExtremeData.Advice<T>(model.Description)}");
    }

    // No step had been done, and the losses at other noise are finite.
    private string OfNoise() =>
        $"No step had changed the weights, so it is not the learning rate: the values of the data, in {ExtremeData.RangeOf(data)}, or "
            + "the weights that the model began with are too large.";

    private string OfSteps(string known, double learningRate)
    {
        List<string> ways = [string.Create(CultureInfo.InvariantCulture, $"a learning rate below {learningRate}")];
        if (options.ClipNorm is null)
            ways.Add("ClipNorm");
        ways.Add("a warm-up");
        string advice = $"With those weights {known}. Try {string.Join(", ", ways.SkipLast(1))} or {ways[^1]}.";
        Finding? finding = ExtremeData.FarFromOne(model.Description, data, ColumnStatistics.Of<T>(data));
        return finding is null ? advice : $"{advice} {finding.Message}";
    }
}
