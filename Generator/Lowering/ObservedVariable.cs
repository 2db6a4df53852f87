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

/// <summary>A group of columns under its likelihood.</summary>
/// <param name="Group">The columns.</param>
/// <param name="Family">The likelihood's family.</param>
/// <param name="Loss">−log p of the group given the latents, one number a row.</param>
/// <param name="Mean">The likelihood's mean, in the units of the data.</param>
/// <param name="DrawParameters">What a draw needs beside the mean, or in its place.</param>
internal sealed record ObservedVariable(
    ColumnGroup Group, DistributionFamily Family, SumTensor Loss, Tensor Mean, ImmutableArray<Tensor> DrawParameters)
{
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
internal sealed class LikelihoodLowering(
    DistributionFamily family, ColumnGroup group, NetworkLowering decoder, InputScaling scaling = InputScaling.Raw, bool isOnly = true)
{
    private const string LikelihoodMean = "likelihoodMean";

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
        // The posterior has a mean, too: the likelihood's is called after what it is a mean of.
        string prefix = isInUnits ? InputLowering.UnitInput
            : isOnly && family.Parameters.Any(parameter => parameter.Symbol == Gaussian.Location) ? "x"
            : Prefix;
        ImmutableDictionary<string, Tensor> p =
            decoder.Distribution(family, hidden, features, prefix, isOnly ? "" : group.Name, exposure).Parameters;
        foreach (Symbol shared in family.SharedParameters)
            p = p.Add(shared.Name, decoder.RunningState(Named(shared.Name), FileName(shared)));
        foreach (Symbol element in family.ElementParameters)
            p = p.Add(element.Name, decoder.RunningState(Named(element.Name), FileName(element), features));
        Tensor mean = isInUnits ? InputLowering.InDataUnits(decoder, Named(LikelihoodMean), axes, family.Mean, p)
            : PointwiseBuilder.Create(Named(LikelihoodMean), axes, family.Mean, p);
        ImmutableDictionary<string, Tensor> observed =
            p.Add(DistributionFamily.Value.Name, isInUnits ? InputLowering.InUnits(decoder, x) : x);
        Expression error = Scalar.Square(DistributionFamily.Value - family.Mean);
        Expression loss = -family.LogDensity;
        ImmutableDictionary<string, Tensor> lossArguments = observed;
        if (isInUnits)
        {
            Tensor logUnit = InputLowering.LogUnit(decoder, features);
            lossArguments = observed.Add(logUnit.Symbol, logUnit);
            loss += new Symbol(logUnit.Symbol);
        }

        SumTensor Sum(string name, Expression term, ImmutableDictionary<string, Tensor> arguments) =>
            new(Named(name), PointwiseBuilder.Create(Named(name + "Term"), axes, term, arguments), features);

        SumTensor? squaredError = family.SharedParameters.Contains(Gaussian.Variance) ? Sum("squaredError", error, observed) : null;
        Tensor? elementErrors = family.ElementParameters.Contains(Gaussian.Variance)
            ? PointwiseBuilder.Create(Named("squaredErrors"), axes, error, observed)
            : null;
        return new ObservedVariable(
            group, family, Sum("reconstruction", loss, lossArguments), mean,
            [.. family.DrawParameters.Select(parameter => p[parameter.Name])])
        {
            SquaredError = squaredError,
            ElementSquaredErrors = elementErrors,
        };
    }

    private string Named(string name) => Prefix.Length == 0 ? name : Prefix + NetworkLowering.Capital(name);

    // minVariance is min_variance in files.
    private string FileName(Symbol symbol) => (isOnly ? "" : group.Name + ".")
        + string.Concat(symbol.Name.Select(letter => char.IsUpper(letter) ? "_" + char.ToLowerInvariant(letter) : letter.ToString()));
}
