using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Tests.Shared;

/// <summary>Numbers over named axes, the last running fastest.</summary>
internal sealed record Numbers(ImmutableArray<Axis> Axes, double[] Values);

/// <summary>Evaluates a tensor program element by element in double precision: what its operations mean, whether or not anything emits
/// them.</summary>
/// <param name="batch">The examples of the batch.</param>
/// <param name="given">The values of columns, parameters and noise, and of anything else that is to be held.</param>
internal sealed class TensorInterpreter(int batch, IReadOnlyDictionary<Tensor, Numbers> given)
{
    private readonly Dictionary<Tensor, Numbers> memo = [];

    /// <summary>Elements of a tensor.</summary>
    public static int CountOf(Tensor tensor, int batch) => tensor.Axes.Aggregate(1, (count, axis) => count * SizeOf(axis, batch));

    /// <summary>The value of a node.</summary>
    public Numbers Of(Tensor tensor)
    {
        if (given.TryGetValue(tensor, out Numbers? known) || memo.TryGetValue(tensor, out known))
            return known;
        Numbers value = new(tensor.Axes, [.. Indices(tensor.Axes).Select(index => Element(tensor, index))]);
        memo.Add(tensor, value);
        return value;
    }

    private double Element(Tensor tensor, Dictionary<Axis, int> index) => tensor switch
    {
        ContractionTensor product =>
        product.Terms.Sum(term => Along([term.Over], index).Sum(inner => At(term.Left, inner) * At(term.Right, inner))),
        PointwiseTensor pointwise => pointwise.Value.Evaluate(symbol => At(pointwise.Arguments[symbol], index)),
        SumTensor sum => Along(sum.Over, index).Sum(inner => At(sum.Source, inner)),
        StepNumberTensor number => number.Initial,
        TriangularProductTensor triangle => Below(triangle, index).Sum(
            term => term.Element * At(triangle.Vector, new(index) { [triangle.Axes[1]] = term.Column })),
        TriangularSquaresTensor triangle => Below(triangle, index).Sum(term => term.Element * term.Element),
        SpreadTensor spread => At(spread.Source, OfExample(spread.Axes[0], index)),
        ReduceTensor reduce => RowsOf(reduce.Source.Axes[0], index).Sum(inner => At(reduce.Source, inner)),
        RowNumbersTensor { Reduction: RowReduction.None } numbers => At(numbers.Source, OfExample(numbers.Axes[0], index)),
        RowNumbersTensor { Reduction: RowReduction.Sum } numbers =>
        RowsOf(numbers.Source.Axes[0], index).Sum(inner => At(numbers.Source, inner)),
        RowNumbersTensor { Reduction: RowReduction.LogSumExp } numbers =>
        Math.Log(RowsOf(numbers.Source.Axes[0], index).Sum(inner => Math.Exp(At(numbers.Source, inner)))),
        _ => throw new InvalidOperationException($"'{tensor.Name}' has no value."),
    };

    private double At(Tensor tensor, Dictionary<Axis, int> index)
    {
        Numbers numbers = Of(tensor);
        int flat = 0;
        foreach (Axis axis in numbers.Axes)
            flat = (flat * Size(axis)) + index[axis];
        return numbers.Values[flat];
    }

    // The elements of a row of a triangular matrix that lie below its diagonal.
    private IEnumerable<(int Column, double Element)> Below(GatherTensor triangle, Dictionary<Axis, int> index)
    {
        int row = index[triangle.Axes[1]];
        Axis below = triangle.Source.Axes[1];
        return Enumerable.Range(0, row).Select(
            column => (column, At(triangle.Source, new(index) { [below] = (row * (row - 1) / 2) + column })));
    }

    private IEnumerable<Dictionary<Axis, int>> Indices(ImmutableArray<Axis> axes) => Along(axes, []);

    private IEnumerable<Dictionary<Axis, int>> Along(ImmutableArray<Axis> axes, Dictionary<Axis, int> outer)
    {
        if (axes.IsEmpty)
            return [outer];
        return Enumerable.Range(0, Size(axes[0])).SelectMany(i => Along(axes[1..], new(outer) { [axes[0]] = i }));
    }

    private static Dictionary<Axis, int> OfExample(Axis rows, Dictionary<Axis, int> index) =>
        new(index) { [Axis.Batch] = index[rows] / rows.Fan!.Count };

    private static IEnumerable<Dictionary<Axis, int>> RowsOf(Axis rows, Dictionary<Axis, int> index) =>
        Enumerable.Range(0, rows.Fan!.Count).Select(k => new Dictionary<Axis, int>(index)
        {
            [rows] = (index[Axis.Batch] * rows.Fan!.Count) + k,
        });

    private int Size(Axis axis) => SizeOf(axis, batch);

    private static int SizeOf(Axis axis, int batch) => axis.Size ?? batch * (axis.Fan?.Count ?? 1);
}
