using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Objectives;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>A graph of random variables as a tensor program: its parameters and the values that its tasks compute.</summary>
/// <param name="Parameters">All stored tensors, in the order of the files.</param>
/// <param name="Groups">The examples: groups of columns.</param>
/// <param name="Conditions">What each example is conditional on: its class, as a one among zeros.</param>
/// <param name="ExampleWeight">The weight of each example in the loss.</param>
/// <param name="Training">The values of a training step.</param>
/// <param name="Evaluation">The values of an evaluation: the same, but for layers that are something else in training.</param>
/// <param name="StateUpdates">What running statistics become in a training step.</param>
/// <param name="Loss">What training minimizes: the weighted sum over the examples of what the objective makes of the bound.</param>
/// <param name="Decoded">The likelihoods for latents that the caller gives.</param>
internal sealed record VariationalProgram(
    ImmutableArray<ParameterTensor> Parameters,
    ImmutableArray<ColumnGroup> Groups,
    ImmutableArray<DataTensor> Conditions,
    DataTensor ExampleWeight,
    ForwardValues Training,
    ForwardValues Evaluation,
    ImmutableArray<StateUpdate> StateUpdates,
    Tensor Loss,
    Decoding Decoded)
{
    /// <summary>What rates are in proportion to; null for nothing.</summary>
    public ExposureLowering? Exposure { get; init; }

    /// <summary>A draw of each latent that decoding begins with from its prior; none where one of them has no draw.</summary>
    public ImmutableArray<Tensor> PriorDraws { get; init; } = [];

    /// <summary>log q − log p of each latent at its draw in an evaluation, one number a draw; none where a latent has no density.</summary>
    public ImmutableArray<(string Variable, Tensor Value)> LogRatios { get; init; } = [];

    /// <summary>The gradient of the loss by each trained parameter.</summary>
    public ImmutableDictionary<ParameterTensor, Tensor> Gradients { get; private init; } =
        ImmutableDictionary<ParameterTensor, Tensor>.Empty;

    /// <summary>The program of a bound, with the gradient of its loss by each trained parameter.</summary>
    /// <param name="parameters">All stored tensors, in the order of the files.</param>
    /// <param name="groups">The examples.</param>
    /// <param name="conditions">What they are conditional on.</param>
    /// <param name="training">The terms in a training step.</param>
    /// <param name="evaluation">The terms in an evaluation; the same object where it computes the same.</param>
    /// <param name="decoded">The likelihoods for latents that the caller gives.</param>
    /// <param name="objective">What is minimized.</param>
    /// <param name="updates">What running statistics become in a training step.</param>
    /// <exception cref="System.NotSupportedException">An operation on the way has no gradient rule, or the loss does not depend on a
    /// parameter that is trained.</exception>
    public static VariationalProgram Of(
        ImmutableArray<ParameterTensor> parameters, ImmutableArray<ColumnGroup> groups, ImmutableArray<DataTensor> conditions,
        Bound training, Bound evaluation, Decoding decoded, Objective objective, ImmutableArray<StateUpdate> updates)
    {
        DataTensor weight = new("weight", Axis.Batch) { Source = "Batch.Weights" };
        Tensor lossOfExample = objective.Of(training);
        Tensor weighted = PointwiseBuilder.Create(
            "weightedLoss", [Axis.Batch], new Symbol(weight.Symbol) * new Symbol(lossOfExample.Symbol), [weight, lossOfExample]);
        SumTensor loss = new("loss", weighted, Axis.Batch);
        ForwardValues trained = training.Values(objective.IsBound ? null : lossOfExample);
        ForwardValues evaluated = training == evaluation ? trained
            : evaluation.Values(objective.IsBound ? null : objective.Of(evaluation));
        ParameterTensor[] wanted = [.. parameters.Where(parameter => parameter.IsTrained)];
        IReadOnlyDictionary<Tensor, Tensor> gradients = Differentiation.Gradients.Of(loss, wanted);
        return new VariationalProgram(parameters, groups, conditions, weight, trained, evaluated, updates, loss, decoded)
        {
            Gradients = wanted.ToImmutableDictionary(parameter => parameter, parameter => gradients[parameter]),
            PriorDraws = DrawsOfPriors(evaluation, decoded),
            LogRatios = evaluation.HasDensity
                ? [.. evaluation.Latents.Select(latent => (latent.Variable.Name, latent.AtDraw!))]
                : [],
        };
    }

    private static ImmutableArray<Tensor> DrawsOfPriors(Bound bound, Decoding decoded)
    {
        Tensor?[] draws =
        [
            .. decoded.Latents.Select((given, index) => bound.Latents
                .FirstOrDefault(latent => latent.Variable.Name == given.Name && latent.Prior is { Parameters.IsEmpty: true })
                ?.Prior!.DrawFor(given.Name, index)),
        ];
        return draws.Contains(null) ? [] : [.. draws.OfType<Tensor>()];
    }
}

/// <summary>The likelihoods for latents that the caller gives.</summary>
/// <param name="Latents">The latents.</param>
/// <param name="Observed">The likelihoods.</param>
internal sealed record Decoding(ImmutableArray<DataTensor> Latents, ImmutableArray<ObservedVariable> Observed)
{
    /// <summary>All that the caller reads.</summary>
    public IEnumerable<Tensor> Results => Observed.SelectMany(observed => new[] { observed.Mean }.Concat(observed.DrawParameters));
}

/// <summary>The values that a pass from x to the terms of the bound computes.</summary>
/// <param name="Observed">The groups of x.</param>
/// <param name="Latents">The latent variables.</param>
/// <param name="Objective">What training minimizes, one number an example; null where it is the sum of the terms.</param>
internal sealed record ForwardValues(
    ImmutableArray<ObservedValues> Observed, ImmutableArray<LatentValues> Latents, Tensor? Objective)
{
    /// <summary>All that the caller reads. Parameters of posteriors that follow from others are for those who ask for the posterior
    /// alone.</summary>
    public ImmutableArray<Tensor> Results =>
    [
        .. Latents.SelectMany(latent => latent.Parameters(all: false)),
        .. Observed.Select(observed => observed.Reconstruction),
        .. Latents.Select(latent => latent.Kl).OfType<Tensor>(),
        .. Observed.SelectMany(observed => new[] { observed.Variable.SquaredError, observed.Variable.ElementSquaredErrors })
            .OfType<Tensor>(),
        .. new[] { Objective }.OfType<Tensor>(),
    ];

    /// <summary>All that whoever encodes is told.</summary>
    public ImmutableArray<Tensor> Posterior => [.. Latents.SelectMany(latent => latent.Parameters(all: true))];
}

/// <summary>A group of x in a pass.</summary>
/// <param name="Variable">The group under its likelihood.</param>
/// <param name="Reconstruction">−log p(x|z) of each example.</param>
internal sealed record ObservedValues(ObservedVariable Variable, Tensor Reconstruction);

/// <summary>A latent variable in a pass.</summary>
/// <param name="Term">The variable under its prior.</param>
/// <param name="Kl">KL(q ‖ p) of each example; null where q has no density.</param>
internal sealed record LatentValues(LatentTerm Term, Tensor? Kl)
{
    /// <summary>The variable.</summary>
    public LatentVariable Variable => Term.Variable;

    /// <summary>The parameters that the caller is told, with their names in files.</summary>
    public ImmutableArray<(string Name, Tensor Value)> Told { get; } = Term.Variable.Told();

    /// <summary>The posterior's parameters: those of the heads, or with those that follow from them.</summary>
    public IEnumerable<Tensor> Parameters(bool all) =>
        Told.Take(all ? Told.Length : Variable.Posterior.Family.Parameters.Count).Select(parameter => parameter.Value);
}
