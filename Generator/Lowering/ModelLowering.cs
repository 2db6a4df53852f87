using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>Lowers a model to its tensor program: encoder, reparameterized posterior, decoder, likelihood, and the loss with its
/// gradients.</summary>
internal static class ModelLowering
{
    private const string LikelihoodMean = "likelihoodMean";

    /// <summary>The program of a valid model, backward included.</summary>
    public static VariationalProgram Lower(ModelSpec spec, Vocabulary vocabulary)
    {
        DataTensor? condition = spec.Condition is { } classes ? new DataTensor("c", Axis.Batch, new Axis("c", classes.Value)) : null;
        NetworkLowering encoder = new("encoder", spec.Encoder, vocabulary, firstNumber: 1, condition);
        NetworkLowering decoder =
            new("decoder", spec.Decoder, vocabulary, firstNumber: 1 + NetworkLowering.CountOf(spec.Encoder.Layers), condition);
        Axis features = new("x", spec.InputSize);
        Axis latent = new("z", spec.LatentSize);

        DataTensor x = new("x", Axis.Batch, features);
        DataTensor weight = new("weight", Axis.Batch) { Source = "Batch.Weights" };
        NoiseTensor epsilon = new("epsilon", NoiseKind.Normal, stream: 0, Axis.Batch, latent);
        DistributionFamily likelihood = vocabulary.Likelihood(spec.Likelihood);
        ExposureLowering? exposure = ExposureLowering.Of(spec.Likelihood, decoder, features);

        ForwardValues Forward(bool isTraining)
        {
            Tensor encoded = encoder.Hidden(InputLowering.Scaled(spec.Input, encoder, x), isTraining);
            LoweredPosterior q = spec.IsDeterministic ? Deterministic(encoder, encoded, latent)
                : spec.Posterior.HasFullCovariance ? FullCovarianceLowering.Lower(encoder, encoded, latent, epsilon)
                : Normal(encoder, encoded, latent, epsilon);
            LoweredLikelihood lowered = LowerLikelihood(
                likelihood, spec.Input, decoder, decoder.Hidden(q.Latent, isTraining), x, features, exposure?.LogOfExample);
            return new ForwardValues(
                q.Parameters, q.Latent, lowered.Reconstruction, q.Kl, lowered.SquaredError,
                lowered.ElementSquaredErrors)
            { Factor = q.Factor };
        }

        ForwardValues training = Forward(isTraining: true);
        bool differs = NetworkLowering.DependsOnTraining(spec.Encoder.Layers) || NetworkLowering.DependsOnTraining(spec.Decoder.Layers);
        DataTensor givenLatent = new("z", Axis.Batch, latent);
        LoweredLikelihood decoded = LowerLikelihood(
            likelihood, spec.Input, decoder, decoder.Hidden(givenLatent, isTraining: false), x, features, exposure?.LogOfExample);

        VariationalProgram program = new(
            Parameters: [.. encoder.Parameters, .. decoder.Parameters],
            Input: x,
            Condition: condition,
            ExampleWeight: weight,
            Noise: epsilon,
            Training: training,
            Evaluation: differs ? Forward(isTraining: false) : training,
            StateUpdates: [.. encoder.StateUpdates, .. decoder.StateUpdates],
            Loss: Loss(weight, training.Reconstruction, training.Kl),
            DecodedMean: decoded.Mean,
            Likelihood: likelihood)
        {
            DrawParameters = decoded.DrawParameters,
            Exposure = exposure,
        };
        return program.WithGradients();
    }

    private static LoweredPosterior Normal(NetworkLowering encoder, Tensor encoded, Axis latent, Tensor epsilon)
    {
        NormalPosterior posterior = new();
        ImmutableArray<Axis> axes = [encoded.Rows!, latent];
        ImmutableDictionary<string, Tensor> q = Heads(encoder, encoded, latent, "", posterior);
        Tensor z = PointwiseBuilder.Create("z", axes, posterior.Sample, q.Add(DistributionFamily.Epsilon.Name, epsilon));
        SumTensor kl = PerExample("kl", "klTerm", latent, axes, posterior.KlToStandardNormal, q);
        return new LoweredPosterior([.. posterior.Parameters.Select(parameter => q[parameter.Symbol.Name])], z, kl);
    }

    private static LoweredPosterior Deterministic(NetworkLowering encoder, Tensor encoded, Axis latent)
    {
        Tensor z = Heads(encoder, encoded, latent, "", new DeterministicPosterior())[DeterministicPosterior.Code.Name];
        return new LoweredPosterior([z], z, null);
    }

    // loss = Σ over the examples of weight · (reconstruction + kl), or without a KL of weight · reconstruction.
    private static Tensor Loss(Tensor weight, Tensor reconstruction, Tensor? kl)
    {
        Expression bound = kl is null ? new Symbol(reconstruction.Symbol) : new Symbol(reconstruction.Symbol) + new Symbol(kl.Symbol);
        Tensor[] terms = kl is null ? [weight, reconstruction] : [weight, reconstruction, kl];
        Tensor weighted = PointwiseBuilder.Create("weightedLoss", [Axis.Batch], new Symbol(weight.Symbol) * bound, terms);
        return new SumTensor("loss", weighted, Axis.Batch);
    }

    // One value for each parameter of the distribution, under the parameter's symbol: the head's output, within the range that the
    // parameter has.
    private static ImmutableDictionary<string, Tensor> Heads(
        NetworkLowering network, Tensor input, Axis axis, string prefix, DistributionFamily distribution, Tensor? exposure = null) =>
        distribution.Parameters.ToImmutableDictionary(
            parameter => parameter.Symbol.Name, parameter => network.Head(input, axis, prefix, parameter, exposure));

    private static SumTensor PerExample(
        string name, string termName, Axis over, ImmutableArray<Axis> axes, Expression term,
        IReadOnlyDictionary<string, Tensor> arguments) =>
        new(name, PointwiseBuilder.Create(termName, axes, term, arguments), over);

    private static LoweredLikelihood LowerLikelihood(
        DistributionFamily likelihood, InputScaling scaling, NetworkLowering decoder, Tensor hidden, Tensor x, Axis features,
        Tensor? exposure)
    {
        ImmutableArray<Axis> axes = [hidden.Rows!, features];
        // The posterior has a mean, too: the likelihood's is called after what it is a mean of.
        string prefix = likelihood.Parameters.Any(parameter => parameter.Symbol == Gaussian.Location) ? "x" : "";
        bool isInUnits = InputLowering.IsInUnits(scaling, likelihood);
        ImmutableDictionary<string, Tensor> p =
            Heads(decoder, hidden, features, isInUnits ? InputLowering.UnitInput : prefix, likelihood, exposure);
        foreach (Symbol shared in likelihood.SharedParameters)
            p = p.Add(shared.Name, decoder.RunningState(shared.Name, FileName(shared)));
        foreach (Symbol element in likelihood.ElementParameters)
            p = p.Add(element.Name, decoder.RunningState(element.Name, FileName(element), features));
        Tensor mean = isInUnits ? InputLowering.InDataUnits(decoder, LikelihoodMean, axes, likelihood.Mean, p)
            : PointwiseBuilder.Create(LikelihoodMean, axes, likelihood.Mean, p);
        ImmutableDictionary<string, Tensor> observed =
            p.Add(DistributionFamily.Value.Name, isInUnits ? InputLowering.InUnits(decoder, x) : x);
        Expression squaredErrorTerm = Scalar.Square(DistributionFamily.Value - likelihood.Mean);
        SumTensor? squaredError = likelihood.SharedParameters.Contains(Gaussian.Variance)
            ? PerExample("squaredError", "squaredErrorTerm", features, axes, squaredErrorTerm, observed)
            : null;
        Tensor? elementErrors = likelihood.ElementParameters.Contains(Gaussian.Variance)
            ? PointwiseBuilder.Create("squaredErrors", axes, squaredErrorTerm, observed)
            : null;
        Expression loss = -likelihood.LogDensity;
        if (isInUnits)
        {
            Tensor logUnit = InputLowering.LogUnit(decoder, features);
            observed = observed.Add(logUnit.Symbol, logUnit);
            loss += new Symbol(logUnit.Symbol);
        }

        SumTensor reconstruction = PerExample("reconstruction", "reconstructionTerm", features, axes, loss, observed);
        return new LoweredLikelihood(mean, reconstruction, squaredError)
        {
            ElementSquaredErrors = elementErrors,
            DrawParameters = [.. likelihood.DrawParameters.Select(parameter => p[parameter.Name])],
        };
    }

    // minVariance is min_variance in files.
    private static string FileName(Symbol symbol) =>
        string.Concat(symbol.Name.Select(letter => char.IsUpper(letter) ? "_" + char.ToLowerInvariant(letter) : letter.ToString()));

    private sealed record LoweredLikelihood(Tensor Mean, SumTensor Reconstruction, SumTensor? SquaredError)
    {
        public Tensor? ElementSquaredErrors { get; init; }

        public ImmutableArray<Tensor> DrawParameters { get; init; } = [];
    }
}
