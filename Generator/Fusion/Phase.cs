using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Fusion;

/// <summary>What one phase of a schedule does.</summary>
internal enum PhaseKind
{
    /// <summary>Tiles of [rows, columns]: products, then everything pointwise on the tile while it is in the first-level cache.</summary>
    Tiles,

    /// <summary>Rows of images: convolutions of volumes that add up in their pixels.</summary>
    Images,

    /// <summary>One number an example: totals of sums over the columns, and what follows from them.</summary>
    RowStatistics,

    /// <summary>One number a column or channel: sums over the batch, and what follows from them or from parameters of one row.</summary>
    ColumnStatistics,

    /// <summary>One number: sums of a vector, and what follows from them or from parameters of one number.</summary>
    Numbers,

    /// <summary>Tiles of weights [inputs, outputs]: what follows from parameters, and gradients by it. There is no batch but in the
    /// sums.</summary>
    WeightValues,

    /// <summary>A weight gradient, tile by tile into its sink.</summary>
    WeightGradient,

    /// <summary>A bias gradient: the sum over the batch, panel by panel into its sink.</summary>
    BiasGradient,

    /// <summary>A gradient that an earlier phase has computed, tile by tile into its sink.</summary>
    ComputedGradient,
}

/// <summary>One loop over the tiles of a matrix; the workers share it, and nothing in it depends on another tile of the same
/// phase.</summary>
internal sealed class Phase(PhaseKind kind, Axis? rows, Axis? columns, string name)
{
    private HashSet<Tensor>? computed;
    private Tensor[]? loaded;

    public PhaseKind Kind => kind;

    /// <summary>The axis of the panels; for statistics of rows these rows, and null for a single number.</summary>
    public Axis? Columns => columns;

    /// <summary>The rows: of weights their inputs, of tiles the examples, or the several rows of each; null where there is one.</summary>
    public Axis? Rows => rows;

    public string Name { get; } = name;

    /// <summary>The products whose tiles this phase computes.</summary>
    public List<ContractionTensor> Products { get; } = [];

    /// <summary>The tiles gathered from elsewhere.</summary>
    public List<GatherTensor> Gathers { get; } = [];

    /// <summary>Images that get the patches of volumes.</summary>
    public List<ScatterTensor> Scatters { get; } = [];

    /// <summary>Noise drawn here.</summary>
    public List<NoiseTensor> Noise { get; } = [];

    /// <summary>Numbers of rows that are made of those of coarser or finer ones.</summary>
    public List<RowNumbersTensor> RowNumbers { get; } = [];

    /// <summary>Pointwise values of the tile, each after what it needs.</summary>
    public List<PointwiseTensor> Values { get; } = [];

    /// <summary>Second results of what this phase computes.</summary>
    public List<Tensor> SecondResults { get; } = [];

    /// <summary>Sums over the columns, one number an example: the tiles leave their parts.</summary>
    public List<SumTensor> RowSums { get; } = [];

    /// <summary>Sums over the columns whose parts this phase adds up.</summary>
    public List<SumTensor> Totals { get; } = [];

    /// <summary>Sums over the batch, over the rows of weights, or over a vector that this phase computes.</summary>
    public List<SumTensor> ColumnSums { get; } = [];

    /// <summary>The values of this phase that later phases or the caller read: they go to memory.</summary>
    public List<Tensor> Stored { get; } = [];

    /// <summary>The stored values that are gradients of parameters: what lies in their padding would become weights.</summary>
    public HashSet<Tensor> ForSinks { get; } = [];

    /// <summary>Running quantities that get a value of this phase.</summary>
    public List<StateUpdate> StateUpdates { get; } = [];

    /// <summary>The parameter whose gradient this phase takes to its sink.</summary>
    public ParameterTensor? Target { get; set; }

    /// <summary>The gradient that goes into the sink.</summary>
    public Tensor? Gradient { get; set; }

    /// <summary>Whether the workers must meet before this phase: it reads what others wrote, or writes what others may still
    /// read.</summary>
    public bool NeedsSynchronization { get; set; }

    /// <summary>All that is computed in this phase and may go to memory.</summary>
    public IEnumerable<Tensor> Computed =>
        Products.Cast<Tensor>().Concat(Gathers).Concat(SecondResults).Concat(Scatters).Concat(Noise).Concat(RowNumbers).Concat(ColumnSums)
            .Concat(Values);

    /// <summary>The matrices read from memory: computed elsewhere, or given.</summary>
    public IReadOnlyList<Tensor> Loaded => loaded ?? [.. FindLoaded(new HashSet<Tensor>(Computed))];

    /// <summary>Whether the value is computed in this phase.</summary>
    public bool Computes(Tensor tensor) => computed?.Contains(tensor) ?? Computed.Contains(tensor);

    /// <summary>Nothing more is added: what it computes and loads is found once, however often it is asked for.</summary>
    public void Close()
    {
        computed = new HashSet<Tensor>(Computed);
        loaded = [.. FindLoaded(computed)];
    }

    private IEnumerable<Tensor> FindLoaded(HashSet<Tensor> own)
    {
        IEnumerable<Tensor> read = Gradient is { } gradient
            ? (kind == PhaseKind.ComputedGradient ? [gradient] : gradient.Inputs)
            : Products.Cast<Tensor>().Concat(Gathers).Concat(Scatters).Concat(RowNumbers).Concat(Values)
                .SelectMany(value => value.Inputs)
                .Concat(RowSums.Concat(ColumnSums).Select(sum => sum.Source))
                .Concat(Totals)
                .Where(tensor => !own.Contains(tensor));
        return read.Distinct();
    }
}
