using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Objectives;
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
/// <param name="objective">What is minimized; the negative ELBO of one draw where nothing is given.</param>
internal sealed class HandMadeProgram(HandMadeLayer encoder, HandMadeLayer decoder, Objective? objective = null)
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
        ColumnGroup x = ColumnGroup.Next("x", Features);
        Axis latent = new("z", Latent);
        Objective minimized = objective ?? new ElboObjective();
        Tensor hidden = encoder(this, x.Value, new Axis("h1", 11));
        Conditional q = new(
            new DiagonalNormal(), latent,
            ImmutableDictionary<string, Tensor>.Empty
                .Add("mean", Affine("mean", hidden, latent)).Add("logVariance", Affine("logVariance", hidden, latent)));
        LatentVariable z = LatentVariable.Draw("z", q, stream: 0, minimized.Rows);
        Bound bound = new(
            [Likelihood(x, z.Value)],
            [z.Under(Conditional.Fixed(new StandardNormal(), latent), FamilyTable.Standard.ClosedKls)]);
        DataTensor given = new("z", Axis.Batch, latent);
        Decoding decoded = new([given], [Likelihood(x, given)]);
        return VariationalProgram.Of([.. order], [x], [], bound, bound, decoded, minimized, []);
    }

    private ObservedVariable Likelihood(ColumnGroup x, Tensor z)
    {
        Bernoulli likelihood = new();
        Axis features = x.Value.Axes[1];
        Axis rows = z.Rows!;
        Dictionary<string, Tensor> p = new() { ["logits"] = Decoded(z, features), ["x"] = RowSpaces.Spread(x.Value, rows) };
        Tensor term = PointwiseBuilder.Create("reconstructionTerm", [rows, features], -likelihood.LogDensity, p);
        return new ObservedVariable(
            x, new Conditional(likelihood, features, ImmutableDictionary<string, Tensor>.Empty),
            () => new SumTensor("reconstruction", term, features),
            () => PointwiseBuilder.Create("likelihoodMean", [rows, features], likelihood.Mean, p));
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
