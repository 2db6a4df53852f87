using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>What the emitters of one model share: its precision and the names of sizes, panels and weights in the emitted code.</summary>
internal sealed class EmissionContext
{
    private readonly HashSet<Tensor> transposed;
    private readonly HashSet<Tensor> forward;
    private readonly Dictionary<ParameterTensor, Axis> inputs = [];

    public EmissionContext(ModelSpec spec, VariationalProgram program, ModelSchedules modelSchedules)
    {
        Schedule[] schedules = [.. modelSchedules.All];
        Spec = spec;
        Program = program;
        Namespace = NetworkNamespace.Of(spec.Host);
        Letters = FormulaLetters.Of(program);
        FieldNames.Check(program.Parameters);
        foreach (ContractionTerm term in modelSchedules.EstimateElbo.Phases.SelectMany(phase => phase.Products)
            .SelectMany(product => product.Terms))
        {
            if (term.Right is ParameterTensor weights)
                inputs[weights] = term.Left.Axes[1];
        }

        Sizes = SizeNames.Of(program, schedules, PanelWidth);
        Maps = [.. schedules.SelectMany(schedule => schedule.Phases).SelectMany(MapsOf).Distinct()];
        Sparse = SparseMatrices.Of(program, modelSchedules);
        forward = [.. TensorOrder.Of(program.Training.Results.Concat(program.Evaluation.Results))];
        transposed = [.. schedules.SelectMany(schedule => schedule.Phases)
            .SelectMany(phase => phase.Products)
            .SelectMany(product => product.Terms)
            .Where(term => term.ReadsTransposed)
            .Select(term => term.Right)
            .Concat(schedules.SelectMany(schedule => schedule.Phases).SelectMany(phase => phase.Scatters)
                .Select(scatter => scatter.Weights))];
    }

    public ModelSpec Spec { get; }

    public VariationalProgram Program { get; }

    /// <summary>The likelihood that the words of the model name.</summary>
    public DistributionFamily Likelihood => Program.Decoded.Observed[0].Family;

    /// <summary>The letters of the model's values in formulas.</summary>
    public IReadOnlyDictionary<string, string> Letters { get; }

    /// <summary>The code of the phases that were asked for: their formulas name what it names.</summary>
    public Dictionary<Phase, PhaseCode> Codes { get; } = [];

    /// <summary>The constants that hold sizes.</summary>
    public SizeNames Sizes { get; }

    /// <summary>The maps of convolutions and windows, in the order of their use.</summary>
    public IReadOnlyList<WindowMap> Maps { get; }

    /// <summary>The matrices that keep account of what is not zero in them.</summary>
    public SparseMatrices Sparse { get; }

    /// <summary><c>float</c> or <c>double</c>.</summary>
    public string ElementType => Spec.ElementType;

    /// <summary>The precision of the vectors.</summary>
    public Precision Precision => Spec.Precision.Value;

    /// <summary>Columns of a panel: 64 bytes.</summary>
    public int PanelWidth => ElementType == "double" ? 8 : 16;

    /// <summary>The namespace of the network.</summary>
    public string Namespace { get; }

    /// <summary>The class that makes networks and holds sizes, as it is called from anywhere.</summary>
    public string Network => $"global::{Namespace}.Network";

    /// <summary>A number in code.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The elements that a product reads with these weights; null where none does.</summary>
    public Axis? InputOf(ParameterTensor weights) => inputs.TryGetValue(weights, out Axis axis) ? axis : null;

    /// <summary>The letter of a value in formulas; its symbol where it has none.</summary>
    public string Letter(Tensor tensor) => Letters.TryGetValue(tensor.Symbol, out string letter) ? letter : tensor.Symbol;

    /// <summary>Whether a value belongs to the pass from x to the loss; otherwise it is a gradient.</summary>
    public bool IsForward(Tensor tensor) => forward.Contains(tensor);

    /// <summary>Whether a value of each element of x counts only where the element is there: a term of a sum of the likelihood, or its
    /// gradient.</summary>
    public bool CountsWhereObserved(Tensor tensor, Phase phase)
    {
        SumTensor[] sums = [.. phase.RowSums.Where(sum => OfLikelihoods.Any(observed => IsSumOf(observed, sum)))];
        return IsScaledInput(tensor) || sums.Length > 0
            && (!IsForward(tensor) || sums.Any(sum => sum.Source == tensor)
                || OfLikelihoods.Any(observed => observed.ElementSquaredErrors == tensor));
    }

    /// <summary>Whether a sum is a term of the bound: of a likelihood, or a KL.</summary>
    public bool IsTermOfBound(SumTensor sum) => OfLikelihoods.Any(observed => observed.Loss == sum)
        || Program.Training.Latents.Concat(Program.Evaluation.Latents).Any(latent => latent.Term.Kl == sum);

    /// <summary>The number of the group of columns that a phase's sums are over; 0 where there is one.</summary>
    public int GroupOf(Phase phase)
    {
        ColumnGroup? group = OfLikelihoods.FirstOrDefault(observed => phase.RowSums.Any(sum => IsSumOf(observed, sum)))?.Group;
        return group is null ? 0 : Program.Groups.IndexOf(group);
    }

    /// <summary>Whether the last panel of an axis, or of each of its positions, has lanes that are no columns.</summary>
    public bool HasPadding(Axis axis) => axis.Channels % PanelWidth != 0;

    /// <summary>Whether a transposed copy of these weights is kept, stored or derived.</summary>
    public bool IsTransposed(Tensor weights) => transposed.Contains(weights);

    /// <summary>The right factor of a product: weights, or their transposed copy where the product sums over the layer's outputs.</summary>
    public string Factor(ContractionTerm term) => !term.ReadsTransposed ? FieldNames.Of(term.Right)
        : term.Right is ParameterTensor ? FieldNames.Of(term.Right) + ".Transposed"
        : FieldNames.Of(term.Right) + "Transposed";

    /// <summary>The map of a product along which it goes, from the input of the layer or back; empty where there is none.</summary>
    public string MapArgument(ContractionTerm term) =>
        term.Map is null ? "" : term.Map.Name + (term.ReadsTransposed ? ".Reversed, " : ", ");

    /// <summary>The product of a term: of matrices, or along a map.</summary>
    /// <param name="term">The term.</param>
    /// <param name="continues">Whether it adds to the terms before it.</param>
    public static string Product(ContractionTerm term, bool continues) =>
        (term.Over.IsBatch ? "MultiplyTransposed" : term.Map is null ? "Multiply" : "Convolve") + (continues ? "Add" : "");

    /// <summary>The call that sums a matrix over its rows, and over the positions where there are some; or the elements of a
    /// vector.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="slot">The tile buffer.</param>
    public string SumRows(SumTensor sum, int slot = 0)
    {
        string source = FieldNames.Of(sum.Source);
        string buffer = slot == 0 ? "" : ", slot: " + Text(slot);
        if (sum.Axes.IsEmpty)
        {
            string vector = sum.Source.HasBatch ? $"{RowValues(sum.Source)}.AsSpan(0, {RowsOf(sum.Source.Rows!)})" : source;
            return $"{sum.Kernel}<{ElementType}>(worker, {vector}{buffer})";
        }

        string channels = sum.Kernel == "ImageConvolution.SumRows" ? $"{Sizes.Channels(sum.Axes[0])}, " : "";
        string rows = sum.Source.Rows is { } batch ? RowsOf(batch) : Sizes.StoredRows(sum.Source.Axes[0]);
        return $"{sum.Kernel}<TVector, {ElementType}>(worker, {source}, {channels}{rows}, tile.Panel{buffer})";
    }

    /// <summary>How many rows the current batch has of that kind.</summary>
    public static string RowsOf(Axis rows) => rows.Fan is null ? "Rows" : $"Rows * {RowSpaces.CountOf(rows)}";

    /// <summary>For how many rows of that kind there is room.</summary>
    public static string CapacityOf(Axis rows) => rows.Fan is null ? "capacity" : $"capacity * {RowSpaces.CountOf(rows)}";

    /// <summary>The array that holds one value for each example.</summary>
    public string RowValues(Tensor tensor) => tensor.RowValues;

    /// <summary>The row of a vector over the columns of a tile: that of the tile's panel, or of the panel's channels.</summary>
    public string RowOf(Tensor tensor, Axis? columns)
    {
        string panel = tensor.Axes.IsEmpty ? "0" : Equals(tensor.Axes[0], columns) ? "tile.Panel"
            : columns!.Channels <= PanelWidth ? "0"
            : $"tile.Panel % {Sizes.ChannelPanels(columns)}";
        return tensor is ParameterTensor ? $"{FieldNames.Of(tensor)}.Row({panel})" : $"{FieldNames.Of(tensor)}.Row(0, {panel})";
    }

    /// <summary>The value of a scalar, in the model's precision.</summary>
    public string Scalar(Tensor tensor) => tensor.ScalarCode(ElementType, Sizes.Positions);

    /// <summary>Whether it is x in the units that the encoder reads it in.</summary>
    public static bool IsScaledInput(Tensor tensor) => tensor.Name == InputLowering.ScaledInput;

    /// <summary>The likelihoods of training and of evaluation.</summary>
    public IEnumerable<ObservedVariable> OfLikelihoods =>
        Program.Training.Observed.Concat(Program.Evaluation.Observed).Select(observed => observed.Variable);

    private static bool IsSumOf(ObservedVariable observed, SumTensor sum) => sum == observed.Loss || sum == observed.SquaredError;

    private static IEnumerable<WindowMap> MapsOf(Phase phase) =>
        phase.Products.Append(phase.Gradient as ContractionTensor).OfType<ContractionTensor>()
            .SelectMany(product => product.Terms).Select(term => term.Map)
            .Concat(phase.Scatters.Select(scatter => scatter.Map))
            .Concat(phase.Gathers.Select(gather => gather.Map))
            .OfType<WindowMap>();
}
