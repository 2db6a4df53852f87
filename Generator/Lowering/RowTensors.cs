using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>Values over coarser or finer rows: several draws of each example, or its classes.</summary>
internal static class RowSpaces
{
    /// <summary>A value as finer rows read it: each row of an example has the example's. The value itself where the rows are the same, or
    /// it has none.</summary>
    public static Tensor Spread(Tensor value, Axis rows) =>
        value.Rows is not { } own || own == rows ? value
        : own != Axis.Batch ? throw new ArgumentException($"{value} has rows of its own; those of examples are spread.", nameof(value))
        : value.Axes.Length == 1 ? new RowNumbersTensor(value.Name + "OfRow", rows, value, RowReduction.None)
        : new SpreadTensor(value.Name + "OfRow", rows, value);

    /// <summary>The sum over the rows of each example.</summary>
    public static Tensor Sum(string name, Tensor value) => value.Axes.Length == 1
        ? new RowNumbersTensor(name, Axis.Batch, value, RowReduction.Sum)
        : new ReduceTensor(name, value);

    /// <summary>log Σ exp over the rows of each example.</summary>
    public static Tensor LogSumExp(string name, Tensor value) => new RowNumbersTensor(name, Axis.Batch, value, RowReduction.LogSumExp);

    /// <summary>What the rows are called at the end of names: <c>h2Draws</c> is h2 of all draws; nothing where each example has
    /// one.</summary>
    public static string NameOf(Axis? rows) => rows?.Fan switch
    {
        null => "",
        { Role: AxisRole.Sample } => "Draws",
        _ => "Classes",
    };

    /// <summary>How many rows an example has, as the emitted code calls it.</summary>
    public static string CountOf(Axis rows) => rows.Fan is { } fan ? fan.Role + "Count" : "1";
}

/// <summary>A matrix of one row an example as finer rows read it: row r is the example's row r / count.</summary>
internal sealed class SpreadTensor(string name, Axis rows, Tensor source) : GatherTensor(name, rows, source.Axes[1], source)
{
    public override WindowMap? Map => null;

    public override KernelCall Call(ICollection<Tensor> stored) => new("RowSpaces.Spread", [Source.Field, RowSpaces.CountOf(Axes[0])]);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) =>
        [(Source, new ReduceTensor(Gradients.NameOf(Source.Name), walk.Spread(dy, this)))];

    public override string Formula(Func<Tensor, string> letter) => $"{letter(Source)} of the example";

    protected override GatherTensor Renamed(string name) => new SpreadTensor(name, Axes[0], Source);
}

/// <summary>A matrix of finer rows, summed over the rows of each example in their order.</summary>
internal sealed class ReduceTensor(string name, Tensor source) : GatherTensor(name, Axis.Batch, source.Axes[1], source)
{
    public override WindowMap? Map => null;

    public override KernelCall Call(ICollection<Tensor> stored) =>
        new("RowSpaces.Sum", [Source.Field, RowSpaces.CountOf(Source.Axes[0])]);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) =>
        [(Source, new SpreadTensor(Gradients.NameOf(Source.Name), Source.Axes[0], walk.Spread(dy, this)))];

    public override string Formula(Func<Tensor, string> letter) => $"Σ {letter(Source)} over the rows of the example";

    protected override GatherTensor Renamed(string name) => new ReduceTensor(name, Source);
}

/// <summary>What is made of one number a row on the way to other rows.</summary>
internal enum RowReduction
{
    /// <summary>Finer rows get the number of their example.</summary>
    None,

    /// <summary>The sum over the rows of an example, in their order.</summary>
    Sum,

    /// <summary>log Σ exp over the rows of an example, in their order.</summary>
    LogSumExp,
}

/// <summary>One number a row that is made of those of coarser or finer rows.</summary>
/// <param name="name">The name of its buffer.</param>
/// <param name="rows">Its rows.</param>
/// <param name="source">One number a row of the other rows.</param>
/// <param name="reduction">What is made of them.</param>
internal sealed class RowNumbersTensor(string name, Axis rows, Tensor source, RowReduction reduction) : Tensor(name, [rows])
{
    public Tensor Source => source;

    public RowReduction Reduction => reduction;

    public override IEnumerable<Tensor> Inputs => [source];

    // A call of the runtime makes the numbers of a tile where they lie.
    public override bool IsWrittenWhereComputed => true;

    /// <summary>The call that makes the numbers of a tile of rows.</summary>
    public string Call => $"RowSpaces.{(reduction == RowReduction.None ? "Spread" : reduction.ToString())}({source.RowValues}, "
        + $"{RowSpaces.CountOf(reduction == RowReduction.None ? rows : source.Axes[0])}, {RowValues}, tile)";

    public override void Place(IPlacement placement) => placement.RowNumbers(this);

    public override Tensor AsPart(GradientWalk names) => new RowNumbersTensor(names.NewName(Name + "Part"), rows, source, reduction);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk)
    {
        string gradient = Gradients.NameOf(source.Name);
        Tensor own = walk.Spread(dy, this);
        if (reduction == RowReduction.None)
            return [(source, new RowNumbersTensor(gradient, source.Axes[0], own, RowReduction.Sum))];
        Tensor spread = new RowNumbersTensor(own.Name + "OfRow", source.Axes[0], own, RowReduction.None);
        if (reduction == RowReduction.Sum)
            return [(source, spread)];

        // The share of a row in the sum of exponentials.
        Tensor total = new RowNumbersTensor(Name + "OfRow", source.Axes[0], this, RowReduction.None);
        Expression share = Scalar.Exp(new Symbol(source.Symbol) - new Symbol(total.Symbol));
        return
        [
            (source, PointwiseBuilder.Create(gradient, source.Axes, new Symbol(spread.Symbol) * share, [spread, source, total])),
        ];
    }

    public override string Formula(Func<Tensor, string> letter) => reduction switch
    {
        RowReduction.None => $"{letter(source)} of the example",
        RowReduction.Sum => $"Σ {letter(source)} over the rows of the example",
        _ => $"log Σ exp {letter(source)} over the rows of the example",
    };
}
