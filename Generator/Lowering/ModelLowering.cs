using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>Lowers a model to its tensor program: encoder, reparameterized posterior, decoder, likelihood, and the loss with its gradients.</summary>
internal static class ModelLowering
{
    /// <summary>The program of a valid model, backward included.</summary>
    public static VariationalProgram Lower(ModelSpec spec)
    {
        NetworkLowering encoder = new("encoder", spec.Encoder, firstNumber: 1);
        NetworkLowering decoder = new("decoder", spec.Decoder, firstNumber: 1 + spec.Encoder.Layers.Count);
        Axis features = new("x", spec.InputSize);
        Axis latent = new("z", spec.LatentSize);
        ImmutableArray<Axis> latentAxes = [Axis.Batch, latent];

        DataTensor x = new("x", Axis.Batch, features);
        DataTensor weight = new("weight", Axis.Batch);
        NoiseTensor epsilon = new("epsilon", latentAxes);

        PosteriorFamily posterior = PosteriorFamily.Of(spec.Posterior);
        Tensor encoded = encoder.Hidden(x);
        ImmutableArray<Tensor> posteriorParameters = Heads(encoder, encoded, latent, posterior.Parameters);
        Tensor z = PointwiseBuilder.Create("z", latentAxes, posterior.Sample, [.. posteriorParameters, epsilon]);
        SumTensor kl = PerExample("kl", "klTerm", latent, latentAxes, posterior.KlTo(spec.Prior), posteriorParameters);

        LikelihoodFamily likelihood = LikelihoodFamily.Of(spec.Likelihood);
        LoweredLikelihood lowered = LowerLikelihood(likelihood, decoder, z, x, features);
        DataTensor givenLatent = new("z", Axis.Batch, latent);
        LoweredLikelihood decoded = LowerLikelihood(likelihood, decoder, givenLatent, x, features);

        VariationalProgram program = new()
        {
            Parameters = [.. encoder.Parameters, .. decoder.Parameters],
            Input = x,
            ExampleWeight = weight,
            Noise = epsilon,
            Posterior = posteriorParameters,
            Latent = z,
            Reconstruction = lowered.Reconstruction,
            Kl = kl,
            SquaredError = lowered.SquaredError,
            Loss = Loss(weight, lowered.Reconstruction, kl),
            DecodedMean = decoded.Mean,
        };
        return WithGradients(program);
    }

    // loss = Σ over the examples of weight · (reconstruction + kl).
    private static Tensor Loss(Tensor weight, Tensor reconstruction, Tensor kl)
    {
        Expression value = new Symbol(weight.Symbol) * (new Symbol(reconstruction.Symbol) + new Symbol(kl.Symbol));
        Tensor weighted = PointwiseBuilder.Create("weightedLoss", [Axis.Batch], value, [weight, reconstruction, kl]);
        return new SumTensor("loss", weighted, Axis.Batch);
    }

    private static VariationalProgram WithGradients(VariationalProgram program)
    {
        ParameterTensor[] trained = [.. program.Parameters.Where(parameter => parameter.IsTrained)];
        IReadOnlyDictionary<Tensor, Tensor> gradients = Differentiation.Gradients.Of(program.Loss, trained);
        return program with { Gradients = trained.ToImmutableDictionary(parameter => parameter, parameter => gradients[parameter]) };
    }

    private static ImmutableArray<Tensor> Heads(
        NetworkLowering network, Tensor input, Axis axis, ImmutableArray<DistributionParameter> parameters) =>
        [.. parameters.Select(parameter => network.Head(input, axis, parameter.Name, parameter.FileName, parameter.Display))];

    private static SumTensor PerExample(
        string name, string termName, Axis over, ImmutableArray<Axis> axes, Expression term, IEnumerable<Tensor> arguments) =>
        new(name, PointwiseBuilder.Create(termName, axes, term, arguments), over);

    private static LoweredLikelihood LowerLikelihood(
        LikelihoodFamily likelihood, NetworkLowering decoder, Tensor latent, Tensor x, Axis features)
    {
        ImmutableArray<Axis> axes = [Axis.Batch, features];
        List<Tensor> arguments = [.. Heads(decoder, decoder.Hidden(latent), features, likelihood.Parameters)];
        foreach (DistributionParameter state in likelihood.RunningStates)
            arguments.Add(decoder.RunningState(state.Name, state.FileName));
        Tensor mean = PointwiseBuilder.Create("likelihoodMean", axes, likelihood.Mean, arguments);
        SumTensor? squaredError = likelihood.RunningStates.IsEmpty
            ? null
            : PerExample("squaredError", "squaredErrorTerm", features, axes, Scalar.Square(new Symbol("x") - likelihood.Mean), [.. arguments, x]);
        SumTensor reconstruction =
            PerExample("reconstruction", "reconstructionTerm", features, axes, -likelihood.LogDensity, [.. arguments, x]);
        return new LoweredLikelihood(mean, reconstruction, squaredError);
    }

    private sealed record LoweredLikelihood(Tensor Mean, SumTensor Reconstruction, SumTensor? SquaredError);
}
