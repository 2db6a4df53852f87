using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Distributions;

/// <summary>A distribution in a program: a family, and what its parameters are.</summary>
/// <param name="Family">The family.</param>
/// <param name="Elements">What it is over.</param>
/// <param name="Parameters">A value for each parameter, by its symbol; those of the heads and those that are no heads.</param>
/// <param name="Prefix">What names of values begin with that belong to it; empty where there is only one of its kind.</param>
internal sealed record Conditional(
    DistributionFamily Family, Axis Elements, ImmutableDictionary<string, Tensor> Parameters, string Prefix = "")
{
    /// <summary>The finest rows that a parameter has; those of the examples where none has any.</summary>
    public Axis Rows => Parameters.Values.Select(parameter => parameter.Rows).FirstOrDefault(rows => rows?.Fan is not null) ?? Axis.Batch;

    /// <summary>A distribution without parameters.</summary>
    public static Conditional Fixed(DistributionFamily family, Axis elements) =>
        new(family, elements, ImmutableDictionary<string, Tensor>.Empty);

    /// <summary>A draw by a formula, without gradients: of a prior that depends on nothing. Null where the family has none.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="stream">The number of its noise among the variables of the program.</param>
    public Tensor? DrawFor(string name, int stream)
    {
        if (Family.Sample is not { } sample || Family.Noise is not { } symbol)
            return null;
        NoiseKind kind = symbol == DistributionFamily.Epsilon ? NoiseKind.Normal : NoiseKind.Uniform;
        // Standard normal noise is the draw itself.
        if (sample.Core == symbol)
            return new NoiseTensor(name, kind, stream, Axis.Batch, Elements);
        NoiseTensor noise = new("prior" + NetworkLowering.Capital(NameOf(symbol.Name)), kind, stream, Axis.Batch, Elements);
        return PointwiseBuilder.Create(name, [Axis.Batch, Elements], sample, Arguments(noise));
    }

    /// <summary>A name among those of the variable's own.</summary>
    public string NameOf(string name) => Prefix.Length == 0 ? name : Prefix + NetworkLowering.Capital(name);

    /// <summary>What a symbol of a prior is called beside that of a posterior.</summary>
    public static string OfPrior(string symbol) => "prior" + NetworkLowering.Capital(symbol);

    /// <summary>The same as finer rows read it.</summary>
    public Conditional At(Axis rows) =>
        this with { Parameters = Parameters.ToImmutableDictionary(pair => pair.Key, pair => RowSpaces.Spread(pair.Value, rows)) };

    /// <summary>All that formulas of the family may name but the value itself.</summary>
    /// <param name="noise">The noise of the draw; null where nothing is drawn.</param>
    public ImmutableDictionary<string, Tensor> Arguments(Tensor? noise)
    {
        ImmutableDictionary<string, Tensor> arguments =
            noise is not null && Family.Noise is { } symbol ? Parameters.Add(symbol.Name, noise) : Parameters;
        foreach ((Symbol name, Tensor value) in Family.Beside(this, noise))
            arguments = arguments.Add(name.Name, value);
        return arguments;
    }

    /// <summary>The same for a prior: under names that tell them from a posterior's.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> PriorArguments() =>
        Parameters.Select(pair => new KeyValuePair<string, Tensor>(OfPrior(pair.Key), pair.Value));

    /// <summary>An expression of the family with its symbols called as a prior's; the value keeps its name.</summary>
    public Expression AsPrior(Expression expression) => expression.Substitute(
        Parameters.Keys.ToDictionary(name => name, name => (Expression)new Symbol(OfPrior(name))));
}
