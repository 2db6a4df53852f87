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
    public static VariationalProgram Lower(ModelSpec spec, Vocabulary vocabulary)
    {
        DataTensor? condition = spec.Condition is { } classes ? new DataTensor("c", Axis.Batch, new Axis("c", classes.Value)) : null;
        NetworkLowering encoder = new("encoder", spec.Encoder, vocabulary, firstNumber: 1, condition);
        NetworkLowering decoder = new("decoder", spec.Decoder, vocabulary, firstNumber: 1 + spec.Encoder.Layers.Count, condition);
        Axis features = new("x", spec.InputSize);
        Axis latent = new("z", spec.LatentSize);
        ImmutableArray<Axis> latentAxes = [Axis.Batch, latent];

        DataTensor x = new("x", Axis.Batch, features);
        DataTensor weight = new("weight", Axis.Batch);
        NoiseTensor epsilon = new("epsilon", latentAxes);

        NormalPosterior posterior = new();
        Tensor encoded = encoder.Hidden(x);
        ImmutableDictionary<string, Tensor> q = Heads(encoder, encoded, latent, "", posterior);
        Tensor z = PointwiseBuilder.Create("z", latentAxes, posterior.Sample, q.Add(DistributionFamily.Epsilon.Name, epsilon));
        SumTensor kl = PerExample("kl", "klTerm", latent, latentAxes, posterior.KlToStandardNormal, q);

        DistributionFamily likelihood = vocabulary.Likelihood(spec.Likelihood);
        LoweredLikelihood lowered = LowerLikelihood(likelihood, decoder, z, x, features);
        DataTensor givenLatent = new("z", Axis.Batch, latent);
        LoweredLikelihood decoded = LowerLikelihood(likelihood, decoder, givenLatent, x, features);

        VariationalProgram program = new(
            Parameters: [.. encoder.Parameters, .. decoder.Parameters],
            Input: x,
            Condition: condition,
            ExampleWeight: weight,
            Noise: epsilon,
            Posterior: [.. posterior.Parameters.Select(parameter => q[parameter.Symbol.Name])],
            Latent: z,
            Reconstruction: lowered.Reconstruction,
            Kl: kl,
            SquaredError: lowered.SquaredError,
            Loss: Loss(weight, lowered.Reconstruction, kl),
            DecodedMean: decoded.Mean,
            Likelihood: likelihood);
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

    // One head for each parameter of the distribution, under the parameter's symbol.
    private static ImmutableDictionary<string, Tensor> Heads(
        NetworkLowering network, Tensor input, Axis axis, string prefix, DistributionFamily distribution) =>
        distribution.Parameters.ToImmutableDictionary(
            parameter => parameter.Symbol.Name,
            parameter => network.Head(input, axis, prefix, parameter.Symbol.Name, parameter.Name));

    private static SumTensor PerExample(
        string name, string termName, Axis over, ImmutableArray<Axis> axes, Expression term, IReadOnlyDictionary<string, Tensor> arguments) =>
        new(name, PointwiseBuilder.Create(termName, axes, term, arguments), over);

    private static LoweredLikelihood LowerLikelihood(DistributionFamily likelihood, NetworkLowering decoder, Tensor latent, Tensor x, Axis features)
    {
        ImmutableArray<Axis> axes = [Axis.Batch, features];
        // The posterior has a mean, too: the likelihood's is called after what it is a mean of.
        string prefix = likelihood.Parameters.Any(parameter => parameter.Symbol == Gaussian.Location) ? "x" : "";
        ImmutableDictionary<string, Tensor> p = Heads(decoder, decoder.Hidden(latent), features, prefix, likelihood);
        foreach (Symbol shared in likelihood.SharedParameters)
            p = p.Add(shared.Name, decoder.RunningState(shared.Name, shared.Name));
        Tensor mean = PointwiseBuilder.Create("likelihoodMean", axes, likelihood.Mean, p);
        ImmutableDictionary<string, Tensor> observed = p.Add(DistributionFamily.Value.Name, x);
        SumTensor? squaredError = likelihood.SharedParameters.Count == 0
            ? null
            : PerExample("squaredError", "squaredErrorTerm", features, axes, Scalar.Square(DistributionFamily.Value - likelihood.Mean), observed);
        SumTensor reconstruction = PerExample("reconstruction", "reconstructionTerm", features, axes, -likelihood.LogDensity, observed);
        return new LoweredLikelihood(mean, reconstruction, squaredError);
    }

    private sealed record LoweredLikelihood(Tensor Mean, SumTensor Reconstruction, SumTensor? SquaredError);
}
