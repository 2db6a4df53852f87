using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>The schedules of a model's tasks.</summary>
/// <param name="Encode">x to the posterior's parameters.</param>
/// <param name="Decode">z to the likelihood's mean.</param>
/// <param name="EstimateElbo">Reconstruction and KL, forward only.</param>
/// <param name="EstimateWeights">These and log q − log p at the draws; null where a latent has no density.</param>
/// <param name="TrainingStep">Forward, backward, updates.</param>
internal sealed record ModelSchedules(
    Schedule Encode, Schedule Decode, Schedule EstimateElbo, Schedule? EstimateWeights, Schedule TrainingStep)
{
    /// <summary>All of them, those without gradients first.</summary>
    public IEnumerable<Schedule> All => [.. Inference, TrainingStep];

    /// <summary>Those without gradients.</summary>
    public IEnumerable<Schedule> Inference =>
        new[] { Encode, Decode, EstimateElbo, EstimateWeights }.OfType<Schedule>();

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
        return new ModelSchedules(
            ScheduleBuilder.Build("Encode", program.Evaluation.Posterior, [], [], kept),
            ScheduleBuilder.Build("Decode", [.. program.Decoded.Results], [], [], kept),
            ScheduleBuilder.Build("EstimateElbo", program.Evaluation.Results, [], [], kept),
            program.LogRatios.IsEmpty ? null : ScheduleBuilder.Build(
                "EstimateWeights", [.. program.Evaluation.Results, .. program.LogRatios.Select(ratio => ratio.Value)], [], [], kept),
            training);
    }
}
