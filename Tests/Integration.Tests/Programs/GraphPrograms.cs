using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;
using VaeGen.Generator.Objectives;
using VaeGen.Integration.Tests.Extensions;

namespace VaeGen.Integration.Tests.Programs;

/// <summary>Graphs of random variables that no attribute declares yet, put together of the generator's own networks and
/// variables.</summary>
internal static class GraphPrograms
{
    private const int Features = HandMadeProgram.Features;

    private static readonly Vocabulary Words = Vocabulary.Standard;

    /// <summary>Five levels: q(z1|x) q(z2|z1) … q(z5|z4), and p(z5) p(z4|z5) … p(x|z1).</summary>
    public static VariationalProgram FiveLevels() => Levels([6, 5, 4, 3, 3], new ElboObjective());

    /// <summary>Three levels with seven draws of each example.</summary>
    public static VariationalProgram ThreeLevelsOfSevenDraws() => Levels([5, 4, 3], new ImportanceObjective(samples: 7));

    /// <summary>Twelve columns under a Gaussian and seven under a Bernoulli, not in this order in x.</summary>
    public static VariationalProgram TwoGroups() => OneLevel(
        new DiagonalNormal(), new StandardNormal(), new ElboObjective(),
        (new ColumnGroup("amounts", Columns("amounts", 12), [.. Enumerable.Range(7, 12)]), Gaussian.NetworkVariance),
        (new ColumnGroup("flags", Columns("flags", 7), [.. Enumerable.Range(0, 7)]), new Bernoulli()));

    /// <summary>A posterior without a closed KL to its prior.</summary>
    public static VariationalProgram NoClosedKl() =>
        OneLevel(new Logistic(isPrior: false), new StandardNormal(), new ElboObjective(), Everything());

    /// <summary>The same with seven draws, and a prior of its own family.</summary>
    public static VariationalProgram SevenDrawsWithoutClosedKl() =>
        OneLevel(new Logistic(isPrior: false), new Logistic(isPrior: true), new ElboObjective(samples: 7), Everything());

    /// <summary>A full covariance, whose KL is sampled.</summary>
    public static VariationalProgram FullCovarianceUnderLaplace() =>
        OneLevel(new FullNormal(), new StandardLaplace(), new ElboObjective(), Everything());

    /// <summary>A full covariance with seven draws.</summary>
    public static VariationalProgram FullCovarianceOfSevenDraws() =>
        OneLevel(new FullNormal(), new StandardNormal(), new ImportanceObjective(samples: 7), Everything());

    private static (ColumnGroup Group, DistributionFamily Family) Everything() => (ColumnGroup.Next("x", Features), new Bernoulli());

    private static DataTensor Columns(string name, int columns) => new(name, Axis.Batch, new Axis(name, columns));

    private static VariationalProgram OneLevel(
        DistributionFamily posterior, DistributionFamily prior, Objective objective,
        params (ColumnGroup Group, DistributionFamily Family)[] groups)
    {
        Axis latent = new("z", HandMadeProgram.Latent);
        bool isOnly = groups.Length == 1;
        ColumnGroup first = groups[0].Group;
        SideInput[] further = [.. groups.Skip(1).Select(group => SideInput.Columns(group.Group))];
        NetworkLowering encoder =
            new("encoder", Network(first.Value.Axes[1].Size!.Value, 11, latent.Size!.Value), Words, firstNumber: 1, [.. further]);
        NetworkLowering decoder = new("decoder", Network(latent.Size!.Value, 17, Features), Words, encoder.NextNumber);
        LikelihoodLowering[] likelihoods =
            [.. groups.Select((group, index) => new LikelihoodLowering(group.Family, group.Group, decoder, isOnly: isOnly, stream: index))];

        ImmutableArray<ObservedVariable> Observed(Tensor z)
        {
            Tensor hidden = decoder.Hidden(z, isTraining: true);
            return [.. likelihoods.Select(likelihood => likelihood.Of(hidden))];
        }

        Tensor encoded = encoder.Hidden(first.Value, isTraining: true);
        LatentVariable drawn = LatentVariable.Draw("z", encoder.Distribution(posterior, encoded, latent), stream: 0, objective.Rows);
        Bound bound = new(Observed(drawn.Value), [drawn.Under(Conditional.Fixed(prior, latent), Words.ClosedKls)]);
        DataTensor given = new("z", Axis.Batch, latent);
        return VariationalProgram.Of(
            [.. encoder.Parameters, .. decoder.Parameters], [.. groups.Select(group => group.Group)], [], bound, bound,
            new Decoding([given], Observed(given)), objective, []);
    }

    private static VariationalProgram Levels(int[] sizes, Objective objective)
    {
        ColumnGroup x = ColumnGroup.Next("x", Features);
        Axis[] axes = [.. sizes.Select((size, level) => new Axis(Name(level), size))];
        int number = 1;
        NetworkLowering[] encoders = [.. axes.Select((axis, level) => NextNetwork(
            level == 0 ? "encoder" : "encoder." + Name(level), level == 0 ? Features : sizes[level - 1], 9, axis.Size!.Value))];
        NetworkLowering[] priors = [.. axes.SkipLast(1).Select((axis, level) => NextNetwork(
            "decoder." + Name(level), sizes[level + 1], 8, axis.Size!.Value))];
        NetworkLowering decoder = NextNetwork("decoder", sizes[0], 17, Features);
        LikelihoodLowering likelihood = new(new Bernoulli(), x, decoder);
        DiagonalNormal normal = new();

        List<LatentVariable> latents = [];
        Tensor below = x.Value;
        for (int level = 0; level < axes.Length; level++)
        {
            Tensor encoded = encoders[level].Hidden(below, isTraining: true);
            Conditional q = encoders[level].Distribution(normal, encoded, axes[level], prefix: Name(level));
            latents.Add(LatentVariable.Draw(Name(level), q, stream: level, objective.Rows));
            below = latents[level].Value;
        }

        Conditional Prior(int level, Tensor above) => priors[level].Distribution(
            normal, priors[level].Hidden(above, isTraining: true), axes[level], prefix: Name(level) + "Prior");

        IEnumerable<LatentTerm> terms = latents.Select((latent, level) => latent.Under(
            level == axes.Length - 1 ? Conditional.Fixed(new StandardNormal(), axes[level]) : Prior(level, latents[level + 1].Value),
            Words.ClosedKls));
        Bound bound = new([likelihood.Of(decoder.Hidden(latents[0].Value, isTraining: true))], [.. terms]);

        // From the top down, each level drawn from what the one above says.
        DataTensor given = new(Name(axes.Length - 1), Axis.Batch, axes[^1]);
        Tensor value = given;
        for (int level = axes.Length - 2; level >= 0; level--)
            value = LatentVariable.Draw(Name(level), Prior(level, value), stream: level).Value;
        Decoding decoded = new([given], [likelihood.Of(decoder.Hidden(value, isTraining: true))]);
        return VariationalProgram.Of(
            [.. encoders.Concat(priors).Append(decoder).SelectMany(network => network.Parameters)], [x], [], bound, bound, decoded,
            objective, []);

        NetworkLowering NextNetwork(string name, int inputs, int hidden, int outputs)
        {
            NetworkLowering network = new(name, Network(inputs, hidden, outputs), Words, number);
            number = network.NextNumber;
            return network;
        }
    }

    private static string Name(int level) => "z" + (level + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    // One hidden layer.
    private static NetworkSpec Network(int inputs, int hidden, int outputs) => new(
        ArgumentLocation.None, Sourced(ValueShape.Vector(inputs)),
        new LayerSpec[]
        {
            new DenseLayerSpec(
                ArgumentLocation.None, ValueShape.Vector(inputs), ValueShape.Vector(hidden), Sourced(Generator.Activation.Tanh)),
        }.ToEquatableArray(),
        Sourced(ValueShape.Vector(outputs)));

    private static Sourced<T> Sourced<T>(T value)
        where T : notnull => new(value, ArgumentLocation.None);
}
