using System;

namespace VaeGen.Generator.Lowering;

/// <summary>The number of values of a batch that one statistic is over: rows, or rows times positions.</summary>
internal sealed class CountTensor(string name, Axis columns) : LeafTensor(name, [])
{
    /// <summary>The axis whose positions count.</summary>
    public Axis Columns => columns;

    public override string Formula(Func<Tensor, string> letter) => columns.Positions == 1 ? "examples" : "examples · positions";

    public override string ScalarCode(string elementType, Func<Axis, string> positions) =>
        columns.Positions == 1 ? "Rows" : $"({elementType})Rows * {positions(columns)}";
}
