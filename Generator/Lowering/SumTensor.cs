using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Differentiation;

namespace VaeGen.Generator.Lowering;

/// <summary>The sum over some axes.</summary>
internal sealed class SumTensor : Tensor
{
    public SumTensor(string name, Tensor source, params ImmutableArray<Axis> over)
        : base(name, source.Axes.RemoveRange(over))
    {
        Source = source;
        Over = over;
    }

    private SumTensor(Axis channels, string name, Tensor source)
        : base(name, [channels])
    {
        Source = source;
        Over = source.Axes;
        IsOverPositions = true;
    }

    public Tensor Source { get; }

    public ImmutableArray<Axis> Over { get; }

    /// <summary>Whether it adds the batch and the positions of a volume, and leaves its channels.</summary>
    public bool IsOverPositions { get; }

    public override IEnumerable<Tensor> Inputs => [Source];

    public override bool IsWrittenWhereComputed => false;

    public override bool FillsSink => Axes.Length == 1 && Source.HasBatch && !HasBatch;

    public override string Field => HasBatch ? Name + RowSpaces.NameOf(Rows) + "Sums" : base.Field;

    public override string RowValues => Field + ".Totals";

    /// <summary>The method of the runtime that computes it, where it is no sum of each row.</summary>
    public string Kernel => Source.Axes.Length == 1 ? (Source.HasBatch ? "VectorSums.OverRows" : "VectorSums.OverColumns")
        : !IsOverPositions ? "Product.SumRows"
        : Source.Axes[1].IsVolume ? "Convolution.SumRows"
        : "ImageConvolution.SumRows";

    /// <summary>The sum over the batch: one number an element; over a volume's positions too where it is of <paramref name="columns"/>, its
    /// channels.</summary>
    public static SumTensor OverBatch(string name, Tensor source, Axis columns) =>
        source.Axes.Contains(columns) ? new(name, source, source.Rows!) : new(columns, name, source);

    public override Tensor AsPart(GradientWalk names)
    {
        string name = names.NewName(Name + "Sum");
        return IsOverPositions ? new SumTensor(Axes[0], name, Source) : new SumTensor(name, Source, Over);
    }

    // Each element of the source has the gradient of the sum, which is broadcast where it is read.
    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) => [(Source, dy)];

    public override void Place(IPlacement placement)
    {
        bool isOfOneAxis = Source.Axes.Length == 2 && Axes.Length == 1;
        if (isOfOneAxis && HasBatch)
            placement.RowSum(this);
        else if ((isOfOneAxis && Axes[0] != Source.Axes[0]) || (Source.Axes.Length == 1 && Axes.IsEmpty))
            placement.Total(this);
        else
            throw NoPhase($"it sums {Source} over {string.Join(" and ", Over.Select(axis => $"'{axis.Name}'"))}.");
    }

    public override string Formula(Func<Tensor, string> letter) =>
        $"Σ {letter(Source)} over {Range}";

    private string Range => IsOverPositions ? "the examples and positions"
        : HasBatch ? "the elements"
        : Over[0].IsBatch ? "the examples"
        : $"'{Over[0].Name}'";
}
