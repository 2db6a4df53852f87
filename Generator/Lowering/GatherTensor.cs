using System.Collections.Generic;
using System.Collections.Immutable;
using VaeGen.Generator.Differentiation;

namespace VaeGen.Generator.Lowering;

/// <summary>A value whose tile is gathered from other places of one matrix: no sum of products, no expression of one element.</summary>
internal abstract class GatherTensor : Tensor
{
    /// <summary>A value over the rows of its source.</summary>
    protected GatherTensor(string name, Axis columns, Tensor source)
        : this(name, source.Rows!, columns, source)
    {
    }

    /// <summary>A value over rows of its own.</summary>
    protected GatherTensor(string name, Axis rows, Axis columns, Tensor source)
        : base(name, [rows, columns]) => Source = source;

    /// <summary>The matrix that is read.</summary>
    public Tensor Source { get; }

    public override IEnumerable<Tensor> Inputs => [Source];

    public override bool IsWrittenWhereComputed => false;

    /// <summary>The positions that are read for each; null where it is no matter of positions.</summary>
    public abstract WindowMap? Map { get; }

    public sealed override void Place(IPlacement placement) => placement.Gather(this);

    /// <summary>The call of the kernel that makes its tile.</summary>
    /// <param name="stored">What the phase keeps in memory: a second result is asked for only where somebody reads it.</param>
    public abstract KernelCall Call(ICollection<Tensor> stored);

    public sealed override Tensor AsPart(GradientWalk names) => Renamed(names.NewName(Name + "Gathered"));

    /// <summary>The same value under another name.</summary>
    protected abstract GatherTensor Renamed(string name);
}

/// <summary>A call of the runtime that makes one tile, for an emitter to print.</summary>
/// <param name="Kernel">Class and method.</param>
/// <param name="Operands">The matrices and maps, in the order of the method's parameters.</param>
/// <param name="IsVectorized">Whether the method is generic over the vector.</param>
/// <param name="FillsSlot">Whether the tile comes into a buffer of the worker, which is an argument; otherwise the method knows its
/// place.</param>
internal sealed record KernelCall(string Kernel, ImmutableArray<string> Operands, bool IsVectorized = false, bool FillsSlot = true);
