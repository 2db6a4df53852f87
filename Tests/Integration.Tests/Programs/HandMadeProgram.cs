using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Integration.Tests.Programs;

/// <summary>A layer of a program that no model declares yet: makes a hidden layer over <paramref name="output"/> of its input.</summary>
internal delegate Tensor HandMadeLayer(HandMadeProgram program, Tensor input, Axis output);

/// <summary>
/// A variational autoencoder put together by hand, with one hidden layer in each network: the whole way from a program to emitted code, for
/// operations and values that the language has no words for.
/// </summary>
/// <param name="encoder">The encoder's hidden layer.</param>
/// <param name="decoder">The decoder's hidden layer.</param>
/// <param name="klWeight">What the KL is multiplied by in the loss; null for nothing.</param>
/// <param name="samples">Draws of z for each example.</param>
/// <param name="isImportanceWeighted">Whether the loss is the importance weighted bound of the draws, in place of the mean over
/// them.</param>
internal sealed class HandMadeProgram(
    HandMadeLayer encoder, HandMadeLayer decoder, StepNumberTensor? klWeight = null, int samples = 1, bool isImportanceWeighted = false)
{
    /// <summary>Elements of x.</summary>
    public const int Features = 19;

    /// <summary>Elements of z.</summary>
    public const int Latent = 3;

    /// <summary>What declares a model of these sizes.</summary>
    public static string Source(string name, string precision) => $"""
        [Model(Precision = Precision.{precision})] [Encoder(19, 11, 3)] [Decoder(3, 17, 19)] [Prior(Normal)] [Likelihood(Bernoulli)]
        internal sealed partial class {name};

        """;

    private readonly Dictionary<string, ParameterTensor> parameters = [];
    private readonly List<ParameterTensor> order = [];

    /// <summary>A dense layer with a bias: a = x W + b.</summary>
    public Tensor Affine(string name, Tensor input, Axis output) =>
        Pointwise(
            name, [input.Rows!, output], Symbol("product") + Symbol("bias"),
            ("product", Product(name + "Product", input, Weights(name + "Weights", input, output))),
            ("bias", Vector(name + "Bias", output)));

    /// <summary>A product with weights, stored or derived.</summary>
    public ContractionTensor Product(string name, Tensor input, Tensor weights) =>
        new(name, [input.Rows!, weights.Axes[1]], [new ContractionTerm(input, weights, weights.Axes[0])]);

    /// <summary>Weights [inputs, outputs], the same at every call.</summary>
    public ParameterTensor Weights(string name, Tensor input, Axis output) =>
        Parameter(name, ParameterKind.Weight, [input.Axes[1], output]);

    /// <summary>A parameter of one number an element.</summary>
    public ParameterTensor Vector(string name, Axis axis) => Parameter(name, ParameterKind.Bias, [axis]);

    /// <summary>A parameter of one number.</summary>
    public ParameterTensor Number(string name) => Parameter(name, ParameterKind.Bias, []);

    /// <summary>An expression of tensors.</summary>
    public Tensor Pointwise(string name, ImmutableArray<Axis> axes, Expression value, params (string Symbol, Tensor Value)[] arguments) =>
        PointwiseBuilder.Create(name, axes, value, arguments.ToDictionary(argument => argument.Symbol, argument => argument.Value));

    /// <summary>A symbol.</summary>
    public static Symbol Symbol(string name) => new(name);

    /// <summary>The program with its gradients.</summary>
    public VariationalProgram Build()
    {
        Axis features = new("x", Features);
        Axis latent = new("z", Latent);
        DataTensor x = new("x", Axis.Batch, features);
        DataTensor weight = new("weight", Axis.Batch) { Source = "Batch.Weights" };
        Axis rows = samples == 1 ? Axis.Batch : Axis.Fanned(AxisRole.Sample, samples);
        NoiseTensor epsilon = new("epsilon", NoiseKind.Normal, stream: 0, rows, latent);

        Tensor hidden = encoder(this, x, new Axis("h1", 11));
        Tensor mean = Affine("mean", hidden, latent);
        Tensor logVariance = Affine("logVariance", hidden, latent);
        NormalPosterior posterior = new();
        Dictionary<string, Tensor> q = new() { ["mean"] = mean, ["logVariance"] = logVariance };
        Dictionary<string, Tensor> drawn = q.ToDictionary(pair => pair.Key, pair => RowSpaces.Spread(pair.Value, rows));
        drawn["epsilon"] = epsilon;
        Tensor z = PointwiseBuilder.Create(samples == 1 ? "z" : "zDraws", [rows, latent], posterior.Sample, drawn);
        SumTensor kl = new("kl", PointwiseBuilder.Create("klTerm", [Axis.Batch, latent], posterior.KlToStandardNormal, q), latent);
        Bernoulli likelihood = new();
        Dictionary<string, Tensor> p = new() { ["logits"] = Decoded(z, features), ["x"] = RowSpaces.Spread(x, rows) };
        SumTensor ofDraw = new(
            samples == 1 ? "reconstruction" : "reconstructionOfDraw",
            PointwiseBuilder.Create("reconstructionTerm", [rows, features], -likelihood.LogDensity, p), features);
        Tensor reconstruction = samples == 1 ? ofDraw : isImportanceWeighted ? Bound(ofDraw, z, drawn, latent) : MeanOverDraws(ofDraw);
        Tensor decodedLogits = Decoded(new DataTensor("z", Axis.Batch, latent), features);
        Tensor given = samples == 1 ? z : new DataTensor("z", Axis.Batch, latent);
        ForwardValues values = new([mean, logVariance], given, reconstruction, isImportanceWeighted ? null : kl, null, null);
        VariationalProgram program = new(
            [.. order], x, null, weight, epsilon, values, values, [], new SumTensor("loss", Weighted(weight, values), Axis.Batch),
            PointwiseBuilder.Create(
                "likelihoodMean", [Axis.Batch, features], likelihood.Mean, new Dictionary<string, Tensor> { ["logits"] = decodedLogits }),
                likelihood);
        return program.WithGradients();
    }

    private Tensor Weighted(Tensor weight, ForwardValues values)
    {
        List<(string, Tensor)> terms = [("weight", weight), ("reconstruction", values.Reconstruction)];
        Expression bound = Symbol("reconstruction");
        if (values.Kl is { } kl)
        {
            terms.Add(("kl", kl));
            bound += klWeight is null ? Symbol("kl") : Symbol(klWeight.Name) * Symbol("kl");
        }

        if (klWeight is not null)
            terms.Add((klWeight.Name, klWeight));
        return Pointwise("weightedLoss", [Axis.Batch], Symbol("weight") * bound, [.. terms]);
    }

    private Tensor MeanOverDraws(Tensor ofDraw) => Pointwise(
        "reconstruction", [Axis.Batch], Symbol("sum") / samples, ("sum", RowSpaces.Sum("reconstructionSum", ofDraw)));

    // −log (1/K) Σ w, log w = log p(x|z) + Σ ½ (ε² + log σ² − z²).
    private Tensor Bound(Tensor ofDraw, Tensor z, Dictionary<string, Tensor> drawn, Axis latent)
    {
        Expression term = Scalar.OneHalf * (Scalar.Square(Symbol("epsilon")) + Symbol("logVariance") - Scalar.Square(Symbol("z")));
        Tensor terms = Pointwise(
            "priorTerm", z.Axes, term, ("epsilon", drawn["epsilon"]), ("logVariance", drawn["logVariance"]), ("z", z));
        Tensor logWeight = Pointwise(
            "logWeight", [z.Rows!], Symbol("prior") - Symbol("reconstruction"), ("prior", new SumTensor("prior", terms, latent)),
            ("reconstruction", ofDraw));
        return Pointwise(
            "reconstruction", [Axis.Batch], Scalar.Log(samples) - Symbol("total"), ("total", RowSpaces.LogSumExp("logTotal", logWeight)));
    }

    private Tensor Decoded(Tensor z, Axis features) => Affine("logits", decoder(this, z, new Axis("h2", 17)), features);

    private ParameterTensor Parameter(string name, ParameterKind kind, ImmutableArray<Axis> axes)
    {
        if (!parameters.TryGetValue(name, out ParameterTensor? parameter))
        {
            string file = "by.hand." + name;
            parameter = new ParameterTensor(name + "Parameter", name, file, kind, 4, axes);
            parameters.Add(name, parameter);
            order.Add(parameter);
        }

        return parameter;
    }
}
