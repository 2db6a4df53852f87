using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;
using VaeGen.Generator.Objectives;

namespace VaeGen.Generator.Lowering;

/// <summary>Lowers a model to its tensor program: the variables, the networks between them, and the loss with its gradients.</summary>
internal static class ModelLowering
{
    /// <summary>The program of a valid model, backward included.</summary>
    public static VariationalProgram Lower(ModelSpec spec, Vocabulary vocabulary)
    {
        DataTensor[] conditions =
            spec.Condition is { } classes ? [new DataTensor("c", Axis.Batch, new Axis("c", classes.Value))] : [];
        SideInput[] beside = [.. conditions.Select(SideInput.Condition)];
        NetworkLowering encoder = new("encoder", spec.Encoder, vocabulary, firstNumber: 1, [.. beside]);
        NetworkLowering decoder = new("decoder", spec.Decoder, vocabulary, encoder.NextNumber, [.. beside]);
        ColumnGroup x = ColumnGroup.Next("x", spec.InputSize);
        Axis latent = new("z", spec.LatentSize);
        Objective objective = vocabulary.Objective(spec);
        DistributionFamily posterior = vocabulary.Posterior(spec.Posterior);
        Conditional? prior = spec.Prior is null ? null : Conditional.Fixed(vocabulary.Prior(spec.Prior), latent);
        LikelihoodLowering likelihood = new(vocabulary.Likelihood(spec.Likelihood), x, decoder, spec.Input) { Posterior = posterior };
        ExposureLowering? exposure = ExposureLowering.Of(spec.Likelihood, decoder, x.Value.Axes[1]);

        Bound Forward(bool isTraining)
        {
            Tensor encoded = encoder.Hidden(InputLowering.Scaled(spec.Input, encoder, x.Value), isTraining);
            LatentVariable z = LatentVariable.Draw(
                "z", encoder.Distribution(posterior, encoded, latent), stream: 0, objective.Rows);
            return new Bound(
                [likelihood.Of(decoder.Hidden(z.Value, isTraining), exposure?.LogOfExample)], [z.Under(prior, vocabulary.ClosedKls)]);
        }

        Bound training = Forward(isTraining: true);
        bool differs = encoder.IsOtherInTraining || decoder.IsOtherInTraining;
        DataTensor given = new("z", Axis.Batch, latent);
        Decoding decoded = new([given], [likelihood.Of(decoder.Hidden(given, isTraining: false), exposure?.LogOfExample)]);
        Bound evaluation = differs ? Forward(isTraining: false) : training;
        return VariationalProgram.Of(
            [.. encoder.Parameters, .. decoder.Parameters], [x], [.. conditions], training, evaluation, decoded, objective,
            [.. encoder.StateUpdates, .. decoder.StateUpdates]) with
        { Exposure = exposure };
    }
}
