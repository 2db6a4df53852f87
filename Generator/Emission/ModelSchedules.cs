using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>The schedules of a model's tasks.</summary>
/// <param name="Encode">x to the posterior's parameters.</param>
/// <param name="DrawPrior">A draw of the latents that Decode begins with; null where there is no prior, or it has no draw.</param>
/// <param name="Decode">z to the likelihood's mean.</param>
/// <param name="DrawObserved">After Decode: a draw of x; null where a likelihood has none.</param>
/// <param name="EstimateElbo">Reconstruction and KL, forward only.</param>
/// <param name="DrawLatents">After Encode: a draw of the latents; null where none has noise, or an example has several draws.</param>
/// <param name="EstimateWeights">After EstimateElbo: log q − log p at the draws; null where a latent has no density.</param>
/// <param name="TrainingStep">Forward, backward, updates.</param>
internal sealed record ModelSchedules(
    Schedule Encode, Schedule? DrawLatents, Schedule? DrawPrior, Schedule Decode, Schedule? DrawObserved, Schedule EstimateElbo,
    Schedule? EstimateWeights, Schedule TrainingStep)
{
    /// <summary>All of them, those without gradients first.</summary>
    public IEnumerable<Schedule> All => [.. Inference, TrainingStep];

    /// <summary>Those without gradients.</summary>
    public IEnumerable<Schedule> Inference =>
        new[] { Encode, DrawLatents, DrawPrior, Decode, DrawObserved, EstimateElbo, EstimateWeights }.OfType<Schedule>();

    /// <summary>Builds the schedules. What training keeps, evaluation stores as well, so that they share their forward phases.</summary>
    public static ModelSchedules Of(VariationalProgram program)
    {
        (ParameterTensor, Tensor)[] gradients =
            [.. program.Parameters.Where(parameter => parameter.IsTrained).Select(parameter => (parameter, program.Gradients[parameter]))];
        Schedule training = ScheduleBuilder.Build(
            "TrainingStep", program.Training.Results, gradients, program.StateUpdates,
            new HashSet<string>(program.Training.Latents.Select(latent => latent.Variable.Value.Name)));

        // Backward values exist in training alone; forward ones are stored wherever they are computed.
        ImmutableHashSet<Tensor> forward = [.. TensorOrder.Of(program.Training.Results)];
        HashSet<string> kept = [.. training.Phases.SelectMany(phase => phase.Stored).Where(forward.Contains).Select(tensor => tensor.Name)];
        ForwardValues evaluation = program.Evaluation;
        Schedule encode = ScheduleBuilder.Build("Encode", evaluation.Posterior, [], [], kept);
        Schedule estimateElbo = ScheduleBuilder.Build("EstimateElbo", evaluation.Results, [], [], kept);
        Schedule decode = ScheduleBuilder.Build("Decode", [.. program.Decoded.Results], [], [], kept);
        Tensor[] observed = [.. program.Decoded.Observed.Select(group => group.Draw).OfType<Tensor>()];
        Tensor[] draws = [.. evaluation.Latents.Select(latent => latent.Variable.Value)];
        bool isDrawn = evaluation.Latents.Any(latent => latent.Variable.Noise is not null) && draws.All(draw => draw.Rows == Axis.Batch);
        Tensor[] ratios = [.. program.LogRatios.Select(ratio => ratio.Value).Except(evaluation.Results)];
        return new ModelSchedules(
            encode,
            isDrawn ? Next("DrawLatents", draws, encode, isDrawnAnew: true) : null,
            program.PriorDraws.IsEmpty ? null : ScheduleBuilder.Build("DrawPrior", program.PriorDraws, [], [], kept),
            decode,
            observed.Length == program.Groups.Length ? Next("DrawObserved", observed, decode, isDrawnAnew: false) : null,
            estimateElbo,
            program.LogRatios.IsEmpty ? null
                : Next("EstimateWeights", ratios, estimateElbo, isDrawnAnew: false) with { After = estimateElbo.Task },
            training);

        Schedule Next(string task, Tensor[] outputs, Schedule before, bool isDrawnAnew) =>
            ScheduleBuilder.Build(task, outputs, [], [], kept, ScheduleBuilder.Left(before, isDrawnAnew));
    }
}
