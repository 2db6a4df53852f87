using System.CommandLine;
using System.CommandLine.Parsing;
using VaeGen.Mnist.Training;

namespace VaeGen.Mnist.CommandLine;

/// <summary>The options that say how the weights are changed: the optimizer, its learning rate, and bounds on the gradient.</summary>
internal sealed class OptimizerOptions
{
    private readonly Option<string?> optimizer =
        OptionFactory.OneOf(
            "--optimizer", "The rule that changes the weights [default: adam].", ["adam", "adamw", "rmsprop", "centred-rmsprop"]);

    private readonly Option<double?> learningRate =
        OptionFactory.PositiveNumber("--learning-rate", "The optimizer's step size [default: 1e-3].");

    private readonly Option<double?> weightDecay =
        OptionFactory.PositiveNumber("--weight-decay", "AdamW's decay of the weights [default: 0.01].");

    private readonly Option<string?> schedule = OptionFactory.OneOf(
        "--schedule", "How the learning rate falls: to 0 at the last step along a cosine or a line, by a tenth a pass, or to a tenth "
            + "every 10 passes [default: constant].",
        ["constant", "cosine", "linear", "exponential", "step"]);

    private readonly Option<int?> warmUp =
        OptionFactory.WholeNumber("--warm-up", "Steps in which the learning rate rises to its full size first [default: 0].", 1);

    private readonly Option<double?> clipNorm =
        OptionFactory.PositiveNumber("--clip-norm", "The largest norm of a step's gradient [default: none].");

    public void AddTo(Command command)
    {
        command.Add(optimizer);
        command.Add(learningRate);
        command.Add(weightDecay);
        command.Add(schedule);
        command.Add(warmUp);
        command.Add(clipNorm);
        command.Validators.Add(Check);
    }

    public OptimizerSettings Read(ParseResult result) => new()
    {
        Optimizer = result.GetValue(optimizer) switch
        {
            "adamw" => result.GetValue(weightDecay) is { } decay ? new AdamW { WeightDecay = decay } : new AdamW(),
            "rmsprop" => new RmsProp(),
            "centred-rmsprop" => new RmsProp { Centred = true },
            _ => new Adam(),
        },
        LearningRate = result.GetValue(learningRate) ?? 1e-3,
        Schedule = result.GetValue(warmUp) is { } steps ? Schedule(result).WithWarmUp(steps) : Schedule(result),
        ClipNorm = result.GetValue(clipNorm),
    };

    private LearningRateSchedule Schedule(ParseResult result) => result.GetValue(schedule) switch
    {
        "cosine" => LearningRateSchedule.Cosine(),
        "linear" => LearningRateSchedule.Linear(),
        "exponential" => LearningRateSchedule.Exponential(0.9),
        "step" => LearningRateSchedule.Step(epochs: 10),
        _ => LearningRateSchedule.Constant,
    };

    private void Check(CommandResult result)
    {
        if (result.GetResult(weightDecay) is not null && result.GetValue(optimizer) != "adamw")
            result.AddError("--weight-decay is given; --optimizer adamw was expected beside it.");
    }
}
