using System;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>A group of columns of x: what the runtime gathers of an example into one matrix.</summary>
/// <param name="Name">Its name, <c>x</c> where there is one group.</param>
/// <param name="Value">The matrix.</param>
/// <param name="Columns">Which columns of an example it has, in their order; empty for the next ones after those of the group
/// before.</param>
internal sealed record ColumnGroup(string Name, DataTensor Value, ImmutableArray<int> Columns)
{
    /// <summary>A group of the next columns.</summary>
    public static ColumnGroup Next(string name, int columns) => new(name, new DataTensor(name, Axis.Batch, new Axis(name, columns)), []);
}

/// <summary>A group of columns under its likelihood. Each value is made when somebody asks for it: decoding needs no loss, training no
/// draw.</summary>
/// <param name="group">The columns.</param>
/// <param name="likelihood">The likelihood, given the latents.</param>
/// <param name="loss">Makes the loss.</param>
/// <param name="mean">Makes the mean.</param>
internal sealed class ObservedVariable(ColumnGroup group, Conditional likelihood, Func<SumTensor> loss, Func<Tensor> mean)
{
    private readonly Lazy<SumTensor> madeLoss = new(loss);
    private readonly Lazy<Tensor> madeMean = new(mean);

    /// <summary>The columns.</summary>
    public ColumnGroup Group => group;

    /// <summary>The likelihood, given the latents.</summary>
    public Conditional Likelihood => likelihood;

    /// <summary>The likelihood's family.</summary>
    public DistributionFamily Family => likelihood.Family;

    /// <summary>−log p of the group given the latents, one number a row.</summary>
    public SumTensor Loss => madeLoss.Value;

    /// <summary>The likelihood's mean, in the units of the data.</summary>
    public Tensor Mean => madeMean.Value;

    /// <summary>A draw from the likelihood, in the units of the data; null where it has none.</summary>
    public Tensor? Draw => MadeDraw.Value.Draw;

    /// <summary>What decoding leaves in memory for the draw beside the mean.</summary>
    public ImmutableArray<Tensor> DrawParameters => MadeDraw.Value.Parameters;

    /// <summary>Makes the draw, and says what it reads.</summary>
    public Lazy<(Tensor? Draw, ImmutableArray<Tensor> Parameters)> MadeDraw { get; init; } = new(() => (null, []));

    /// <summary>Σ (x − mean)² of each row, where the likelihood's variance follows it; otherwise null.</summary>
    public SumTensor? SquaredError { get; init; }

    /// <summary>(x − mean)² of each element, where the likelihood's variance of an element follows it; otherwise null.</summary>
    public Tensor? ElementSquaredErrors { get; init; }
}

/// <summary>Lowers the likelihood of a group of columns.</summary>
/// <param name="family">The family.</param>
/// <param name="group">The columns.</param>
/// <param name="decoder">The network that has its heads.</param>
/// <param name="scaling">What the encoder makes of x.</param>
/// <param name="isOnly">Whether there is no other group, so that its values need no name of its own.</param>
/// <param name="stream">The number of its draws among those of the groups.</param>
internal sealed class LikelihoodLowering(
    DistributionFamily family, ColumnGroup group, NetworkLowering decoder, InputScaling scaling = InputScaling.Raw, bool isOnly = true,
    int stream = 0)
{
    /// <summary>The posterior, whose parameters have their names already; null where each latent has names of its own.</summary>
    public DistributionFamily? Posterior { get; init; }

    private const string DrawnName = "drawnX";

    private static readonly string LikelihoodMean = DistributionFamily.LikelihoodMean.Name;

    private string Prefix => isOnly ? "" : group.Name;

    /// <summary>The likelihood's values, given the last hidden layer of the decoder.</summary>
    /// <param name="hidden">The layer.</param>
    /// <param name="exposure">The logarithm of each example's exposure; null for none.</param>
    public ObservedVariable Of(Tensor hidden, Tensor? exposure = null)
    {
        Axis features = group.Value.Axes[1];
        Axis rows = hidden.Rows!;
        ImmutableArray<Axis> axes = [rows, features];
        Tensor x = RowSpaces.Spread(group.Value, rows);
        bool isInUnits = InputLowering.IsInUnits(scaling, family);
        string prefix = isInUnits ? InputLowering.UnitInput : isOnly && MeetsPosterior() ? "x" : Prefix;
        Conditional likelihood = decoder.Distribution(family, hidden, features, prefix, isOnly ? "" : group.Name, exposure);
        ImmutableDictionary<string, Tensor> p = likelihood.Parameters;
        foreach (Symbol shared in family.SharedParameters)
            p = p.Add(shared.Name, decoder.RunningState(Named(shared.Name), FileName(shared)));
        foreach (Symbol element in family.ElementParameters)
            p = p.Add(element.Name, decoder.RunningState(Named(element.Name), FileName(element), features));
        ImmutableDictionary<string, Tensor> observed =
            p.Add(DistributionFamily.Value.Name, isInUnits ? InputLowering.InUnits(decoder, x) : x);

        Tensor Mean() => isInUnits ? InputLowering.InDataUnits(decoder, Named(LikelihoodMean), axes, family.Mean, p)
            : PointwiseBuilder.Create(Named(LikelihoodMean), axes, family.Mean, p);

        SumTensor Sum(string name, Expression term, ImmutableDictionary<string, Tensor> arguments) =>
            new(Named(name), PointwiseBuilder.Create(Named(name + "Term"), axes, term, arguments), features);

        SumTensor Loss()
        {
            if (!isInUnits)
                return Sum("reconstruction", -family.LogDensity, observed);
            Tensor logUnit = InputLowering.LogUnit(decoder, features);
            return Sum("reconstruction", -family.LogDensity + new Symbol(logUnit.Symbol), observed.Add(logUnit.Symbol, logUnit));
        }

        Lazy<Tensor> mean = new(Mean);
        Expression error = Scalar.Square(DistributionFamily.Value - family.Mean);
        return new ObservedVariable(group, likelihood, Loss, () => mean.Value)
        {
            MadeDraw = new(() => Draw(axes, p, mean.Value, isInUnits)),
            SquaredError = family.SharedParameters.Contains(Gaussian.Variance) ? Sum("squaredError", error, observed) : null,
            ElementSquaredErrors = family.ElementParameters.Contains(Gaussian.Variance)
                ? PointwiseBuilder.Create(Named("squaredErrors"), axes, error, observed)
                : null,
        };
    }

    // A posterior has a mean, too: the likelihood's is called after what it is a mean of.
    private bool MeetsPosterior() => family.Parameters.Any(parameter => parameter.Symbol == Gaussian.Location
        || Posterior?.Parameters.Any(other => other.Symbol.Name == parameter.Symbol.Name) == true);

    // By a routine of the runtime, or by the formula; what the formula has in common with the mean is read off it.
    private (Tensor? Draw, ImmutableArray<Tensor> Parameters) Draw(
        ImmutableArray<Axis> axes, ImmutableDictionary<string, Tensor> p, Tensor mean, bool isInUnits)
    {
        ImmutableDictionary<string, Tensor> known = p.Add(DistributionFamily.LikelihoodMean.Name, mean);
        if (family.DrawRoutine is var (method, symbols))
        {
            ImmutableArray<Tensor> read = [.. symbols.Select(symbol => known[symbol.Name])];
            return (new DrawTensor(Named(DrawnName), axes, method, read, stream), [.. read.Where(tensor => tensor != mean)]);
        }

        if (family.Sample is not { } sample || family.Noise is not { } symbolOfNoise)
            return (null, []);
        if (!isInUnits && family.Mean is not Symbol)
            sample = sample.Replace(family.Mean, DistributionFamily.LikelihoodMean);
        NoiseTensor noise = new(
            Named("drawn" + NetworkLowering.Capital(symbolOfNoise.Name)),
            symbolOfNoise == DistributionFamily.Epsilon ? NoiseKind.Normal : NoiseKind.Uniform, stream, axes[0], axes[1]);
        ImmutableArray<Tensor> parameters =
        [
            .. sample.FreeSymbols().Where(p.ContainsKey).Select(name => p[name])
                .Where(tensor => tensor is not ParameterTensor && tensor != mean),
        ];
        known = known.Add(symbolOfNoise.Name, noise);
        Tensor drawn = isInUnits ? InputLowering.InDataUnits(decoder, Named(DrawnName), axes, sample, known)
            : PointwiseBuilder.Create(Named(DrawnName), axes, sample, known);
        return (drawn, parameters);
    }

    private string Named(string name) => Prefix.Length == 0 ? name : Prefix + NetworkLowering.Capital(name);

    // minVariance is min_variance in files.
    private string FileName(Symbol symbol) => (isOnly ? "" : group.Name + ".")
        + string.Concat(symbol.Name.Select(letter => char.IsUpper(letter) ? "_" + char.ToLowerInvariant(letter) : letter.ToString()));
}
