using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Differentiation;

/// <summary>The gradient of each operation by its inputs: dy is the gradient of the operation's result.</summary>
internal static class GradientTable
{
    /// <summary>The contribution of an operation to the gradient of each active input.</summary>
    public static IEnumerable<(Tensor Input, Tensor Part)> Of(Tensor y, Tensor dy, ISet<Tensor> active) => y switch
    {
        ContractionTensor product => Contraction(product, dy, active),
        PointwiseTensor pointwise => Pointwise(pointwise, dy, active),
        SumTensor sum => [(sum.Source, dy)],
        LogSumExpTensor logSumExp => [(logSumExp.Source, Softmax(logSumExp, dy))],
        _ => [],
    };

    // y = Σ_k a·b: da = Σ over the axes of b alone of dy·b, db = Σ over the axes of a alone of a·dy.
    private static IEnumerable<(Tensor, Tensor)> Contraction(ContractionTensor y, Tensor dy, ISet<Tensor> active)
    {
        foreach (ContractionTerm term in y.Terms)
        {
            if (active.Contains(term.Left))
            {
                Axis over = term.Right.Axes.Single(axis => !term.Left.Axes.Contains(axis));
                yield return (term.Left, Product(term.Left, dy, term.Right, over));
            }

            if (active.Contains(term.Right))
            {
                Axis over = term.Left.Axes.Single(axis => !term.Right.Axes.Contains(axis));
                yield return (term.Right, Product(term.Right, term.Left, dy, over));
            }
        }
    }

    private static ContractionTensor Product(Tensor of, Tensor left, Tensor right, Axis over) =>
        new(Gradients.NameOf(of.Name), of.Axes, [new ContractionTerm(left, right, over)]);

    private static IEnumerable<(Tensor, Tensor)> Pointwise(PointwiseTensor y, Tensor dy, ISet<Tensor> active)
    {
        foreach (KeyValuePair<string, Tensor> argument in y.Arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!active.Contains(argument.Value))
                continue;
            Expression derivative = Simplifier.Simplify(Derivative.Of(y.Value, new Symbol(argument.Key)));
            ImmutableDictionary<string, Tensor> arguments = y.Arguments;
            if (y.Arguments.Count == 1 && OutputForm.TryExpress(
                y.Value, derivative, new Symbol(argument.Key), new Symbol(y.Symbol), y.IsSignPreserving, out Expression inOutput))
            {
                derivative = inOutput;
                arguments = arguments.SetItem(y.Symbol, y);
            }

            string symbol = Gradients.NameOf(y.Symbol);
            Tensor part = PointwiseBuilder.Create(
                Gradients.NameOf(argument.Value.Name), y.Axes, new Symbol(symbol) * derivative, arguments.SetItem(symbol, dy));
            ImmutableArray<Axis> broadcast = [.. y.Axes.Where(axis => !argument.Value.Axes.Contains(axis))];
            yield return (argument.Value, broadcast.IsEmpty ? part : new SumTensor(part.Name, part, broadcast));
        }
    }

    // d log Σ exp(x) = softmax(x) dy = exp(x − y) dy.
    private static Tensor Softmax(LogSumExpTensor y, Tensor dy) => PointwiseBuilder.Create(
        Gradients.NameOf(y.Source.Name),
        y.Source.Axes,
        new Symbol("dy") * Scalar.Exp(new Symbol("x") - new Symbol("y")),
        ImmutableDictionary<string, Tensor>.Empty.Add("dy", dy).Add("x", y.Source).Add("y", y));
}
