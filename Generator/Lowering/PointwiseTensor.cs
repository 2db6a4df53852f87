using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>One scalar expression at every element; arguments with fewer axes are broadcast.</summary>
internal class PointwiseTensor(
    string name, ImmutableArray<Axis> axes, Expression value, ImmutableDictionary<string, Tensor> arguments, bool signPreserving = false)
    : Tensor(name, axes)
{
    private readonly ImmutableArray<KeyValuePair<string, Tensor>> ordered =
        [.. arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    /// <summary>The expression, over the keys of <see cref="Arguments"/>.</summary>
    public Expression Value => value;

    public ImmutableDictionary<string, Tensor> Arguments => arguments;

    /// <summary>Whether the value is positive exactly where its only argument is: lets a derivative be stated in the output.</summary>
    public bool IsSignPreserving => signPreserving;

    public override IEnumerable<Tensor> Inputs => ordered.Select(pair => pair.Value);

    public override bool IsWrittenWhereComputed => false;

    public override void Place(IPlacement placement) => placement.Value(this);

    public override string Formula(Func<Tensor, string> letter) =>
        FormulaPrinter.Print(value, arguments.ToDictionary(pair => pair.Key, pair => letter(pair.Value)));

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk)
    {
        foreach (KeyValuePair<string, Tensor> argument in ordered)
        {
            if (!walk.IsActive(argument.Value))
                continue;
            Expression derivative = Simplifier.Simplify(Derivative.Of(value, new Symbol(argument.Key)));
            ImmutableDictionary<string, Tensor> read = arguments;
            if (arguments.Count == 1 && OutputForm.TryExpress(
                value, derivative, new Symbol(argument.Key), new Symbol(Symbol), signPreserving, out Expression inOutput))
            {
                derivative = inOutput;
                read = read.SetItem(Symbol, this);
            }

            // What is held constant within an expression passes nothing on.
            if (derivative.Core is Constant { Value.IsZero: true })
                continue;
            string symbol = Gradients.NameOf(Symbol);
            yield return (argument.Value, Part(argument.Value, new Symbol(symbol) * derivative, read.SetItem(symbol, dy), walk));
        }
    }

    private Tensor Part(Tensor argument, Expression product, ImmutableDictionary<string, Tensor> read, GradientWalk walk)
    {
        string gradient = Gradients.NameOf(argument.Name);
        Axis[] reduced = [.. Axes.Where(axis => !argument.Axes.Contains(axis))];
        if (reduced.Length == 0)
            return PointwiseBuilder.Create(gradient, argument.Axes, product, read);
        return Reduced(gradient, PointwiseBuilder.Create(walk.NewName(gradient + "Term"), Axes, product, read), argument, reduced);
    }

    // An argument that was broadcast has one gradient for all the elements it was used at.
    private SumTensor Reduced(string gradient, Tensor part, Tensor argument, Axis[] reduced)
    {
        if (HasBatch && argument.Axes.Length == 1 && !argument.HasBatch && Axes.Length == 2)
            return SumTensor.OverBatch(gradient, part, argument.Axes[0]);
        if (Axes.Length != 2 || reduced.Length != 2)
            return new SumTensor(gradient, part, [.. reduced]);

        // One number of a matrix: over the elements of each example while its tile is at hand, then over the examples; of weights over the
        // rows first.
        SumTensor inner = HasBatch
            ? new SumTensor(part.Name + "OfExample", part, Axes[1])
            : new SumTensor(part.Name + "OfColumn", part, Axes[0]);
        return new SumTensor(gradient, inner, inner.Axes[0]);
    }
}
