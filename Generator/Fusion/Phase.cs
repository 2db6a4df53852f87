using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Fusion;

/// <summary>What one phase of a schedule does.</summary>
internal enum PhaseKind
{
    /// <summary>Tiles of [rows, columns]: products, then everything pointwise on the tile while it is in the first-level cache.</summary>
    Tiles,

    /// <summary>A weight gradient, tile by tile into its sink.</summary>
    WeightGradient,

    /// <summary>A bias gradient: the sum over the batch, panel by panel into its sink.</summary>
    BiasGradient,
}

/// <summary>One loop over the tiles of a matrix; the workers share it, and nothing in it depends on another tile of the same phase.</summary>
internal sealed class Phase(PhaseKind kind, Axis columns, string name)
{
    public PhaseKind Kind => kind;

    /// <summary>The axis of the panels. The rows are the batch, in a weight gradient the layer's inputs.</summary>
    public Axis Columns => columns;

    public string Name { get; } = name;

    /// <summary>The products whose tiles this phase computes.</summary>
    public List<ContractionTensor> Products { get; } = [];

    /// <summary>Noise drawn here.</summary>
    public List<NoiseTensor> Noise { get; } = [];

    /// <summary>Pointwise values of the tile, each after what it needs.</summary>
    public List<PointwiseTensor> Values { get; } = [];

    /// <summary>Sums over the columns, one number an example.</summary>
    public List<SumTensor> RowSums { get; } = [];

    /// <summary>The values of this phase that later phases or the caller read: they go to memory.</summary>
    public List<Tensor> Stored { get; } = [];

    /// <summary>The parameter whose gradient this phase computes.</summary>
    public ParameterTensor? Target { get; set; }

    /// <summary>The gradient that goes into the sink.</summary>
    public Tensor? Gradient { get; set; }

    /// <summary>Whether the workers must meet before this phase: it reads what others wrote, or writes what others may still read.</summary>
    public bool NeedsSynchronization { get; set; }

    /// <summary>Whether the value is computed in this phase.</summary>
    public bool Computes(Tensor tensor) =>
        Products.Contains(tensor) || Noise.Contains(tensor) || Values.Contains(tensor);

    /// <summary>The matrices read from memory: computed elsewhere, or given.</summary>
    public IEnumerable<Tensor> Loaded => Kind switch
    {
        PhaseKind.BiasGradient => [((SumTensor)Gradient!).Source],
        PhaseKind.WeightGradient => Gradient!.Inputs,
        _ => Products.SelectMany(product => product.Inputs)
            .Concat(Values.SelectMany(value => value.Inputs))
            .Concat(RowSums.Select(sum => sum.Source))
            .Where(tensor => !Computes(tensor))
            .Distinct(),
    };
}
