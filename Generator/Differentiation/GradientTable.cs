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
        TriangularProductTensor product => [(product.Source, Outer(product, dy, active))],
        TriangularSquaresTensor squares => [(squares.Source, Doubled(squares, dy))],
        ScatterTensor scatter => Scatter(scatter, dy),
        GatherTensor gather => [(gather.Source, Gather(gather, dy))],
        LogSumExpTensor logSumExp => [(logSumExp.Source, Softmax(logSumExp, dy))],
        _ => [],
    };

    // y = Σ_k a·b: da = Σ over the axes of b alone of dy·b, db = Σ over the axes of a alone of a·dy. Weights are [inputs, outputs]; those of a
    // convolution are [window, channels of the output], joined along its map.
    private static IEnumerable<(Tensor, Tensor)> Contraction(ContractionTensor y, Tensor dy, ISet<Tensor> active)
    {
        foreach (ContractionTerm term in y.Terms)
        {
            if (active.Contains(term.Left))
            {
                Axis over = term.Right is ParameterTensor ? term.Right.Axes[1] : term.Right.Axes.Single(axis => !term.Left.Axes.Contains(axis));
                yield return (term.Left, Product(term.Left, new ContractionTerm(dy, term.Right, over, term.Map)));
            }

            if (active.Contains(term.Right))
            {
                Axis over = term.Right is ParameterTensor ? Axis.Batch : term.Left.Axes.Single(axis => !term.Right.Axes.Contains(axis));
                yield return (term.Right, Product(term.Right, new ContractionTerm(term.Left, dy, over, term.Map)));
            }
        }
    }

    private static ContractionTensor Product(Tensor of, ContractionTerm term) => new(Gradients.NameOf(of.Name), of.Axes, [term]);

    // From the image back to the volume it is a convolution of the image.
    private static IEnumerable<(Tensor, Tensor)> Scatter(ScatterTensor y, Tensor dy) =>
    [
        (y.Volume, Product(y.Volume, new ContractionTerm(dy, y.Weights, y.Weights.Axes[0], y.Map))),
        (y.Weights, Product(y.Weights, new ContractionTerm(dy, y.Volume, Axis.Batch, y.Map))),
        (y.Bias, SumTensor.OverBatch(Gradients.NameOf(y.Bias.Name), dy, y.Bias.Axes[0])),
    ];

    private static GatherTensor Gather(GatherTensor y, Tensor dy)
    {
        string name = Gradients.NameOf(y.Source.Name);
        return y switch
        {
            RelayoutTensor => new RelayoutTensor(name, y.Source.Axes[1], dy),
            PoolingTensor pooling => new PoolingGradientTensor(name, pooling, dy),
            UpsamplingTensor upsampling => new UpsamplingGradientTensor(name, upsampling, dy),
            _ => throw new NotSupportedException($"{y.GetType().Name} '{y.Name}' has no gradient."),
        };
    }

    // y_i = Σ L_ij v_j over j < i: dL_ij = dy_i v_j. What multiplies L is noise, which has no gradient.
    private static TriangularOuterTensor Outer(TriangularProductTensor y, Tensor dy, ISet<Tensor> active) => active.Contains(y.Vector)
        ? throw new NotSupportedException($"'{y.Name}' has no gradient by '{y.Vector.Name}'.")
        : new TriangularOuterTensor(Gradients.NameOf(y.Source.Name), y.Source.Axes[1], dy, y.Vector);

    // y_i = Σ L_ij² over j < i: dL_ij = 2 dy_i L_ij, where dy is the same for all i, as in a sum over them.
    private static Tensor Doubled(TriangularSquaresTensor y, Tensor dy)
    {
        ArgumentNames names = new();
        Expression gradient = dy is PointwiseTensor pointwise ? names.Rename(pointwise.Value, pointwise.Arguments) : new Symbol(names.Of(dy));
        if (names.Tensors.Values.Any(tensor => tensor.Axes.Contains(y.Axes[1])))
            throw new NotSupportedException($"'{y.Name}' has a gradient only where all its elements have the same.");
        Expression value = 2 * gradient * new Symbol(names.Of(y.Source));
        return PointwiseBuilder.Create(Gradients.NameOf(y.Source.Name), y.Source.Axes, value, names.Tensors);
    }

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

            // What is held constant within an expression passes nothing on.
            if (derivative.Core is Constant { Value.IsZero: true })
                continue;

            string symbol = Gradients.NameOf(y.Symbol);
            string name = Gradients.NameOf(argument.Value.Name);
            bool isBroadcast = y.Axes.Any(axis => !argument.Value.Axes.Contains(axis));
            Tensor part = PointwiseBuilder.Create(
                isBroadcast ? name + "Term" : name, isBroadcast ? y.Axes : argument.Value.Axes, new Symbol(symbol) * derivative, arguments.SetItem(symbol, dy));
            yield return (argument.Value, isBroadcast ? Reduced(name, part, y.Axes, argument.Value) : part);
        }
    }

    // An argument that was broadcast has one gradient for all the elements it was used at.
    private static SumTensor Reduced(string name, Tensor part, ImmutableArray<Axis> axes, Tensor argument) =>
        argument.Axes.Length == 1 && !argument.HasBatch && axes.Length == 2
            ? SumTensor.OverBatch(name, part, argument.Axes[0])
            : new SumTensor(name, part, [.. axes.Where(axis => !argument.Axes.Contains(axis))]);

    // d log Σ exp(x) = softmax(x) dy = exp(x − y) dy.
    private static Tensor Softmax(LogSumExpTensor y, Tensor dy) => PointwiseBuilder.Create(
        Gradients.NameOf(y.Source.Name),
        y.Source.Axes,
        new Symbol("dy") * Scalar.Exp(new Symbol("x") - new Symbol("y")),
        ImmutableDictionary<string, Tensor>.Empty.Add("dy", dy).Add("x", y.Source).Add("y", y));
}
