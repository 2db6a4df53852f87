using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>y_i = Σ L_ij v_j over j &lt; i: a triangular matrix of each example, which is a row of its elements below the diagonal, times a
/// vector.</summary>
internal sealed class TriangularProductTensor(string name, Axis columns, Tensor below, Tensor vector) : GatherTensor(name, columns, below)
{
    public Tensor Vector => vector;

    public override IEnumerable<Tensor> Inputs => [Source, vector];

    public override WindowMap? Map => null;

    public override KernelCall Call(ICollection<Tensor> stored) => new("Triangular.Multiply", [Source.Field, vector.Field]);

    // dL_ij = dy_i v_j. What multiplies L is noise, which has no gradient.
    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) => walk.IsActive(vector)
        ? throw NoGradient($"it has none by '{vector.Name}'.")
        : [(Source, new TriangularOuterTensor(Gradients.NameOf(Source.Name), Source.Axes[1], walk.Spread(dy, this), vector))];

    public override string Formula(Func<Tensor, string> letter) => $"Σ {letter(Source)}ᵢⱼ {letter(vector)}ⱼ over j < i";

    protected override GatherTensor Renamed(string name) => new TriangularProductTensor(name, Axes[1], Source, vector);
}

/// <summary>y_i = Σ L_ij² over j &lt; i.</summary>
internal sealed class TriangularSquaresTensor(string name, Axis columns, Tensor below) : GatherTensor(name, columns, below)
{
    public override WindowMap? Map => null;

    public override KernelCall Call(ICollection<Tensor> stored) => new("Triangular.SumSquares", [Source.Field]);

    // dL_ij = 2 dy_i L_ij, where dy is the same for all i, as in a sum over them.
    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk)
    {
        ArgumentNames names = new();
        Expression gradient = dy is PointwiseTensor pointwise
            ? names.Rename(pointwise.Value, pointwise.Arguments)
            : new Symbol(names.Of(dy));
        if (names.Tensors.Values.Any(tensor => tensor.Axes.Contains(Axes[1])))
            throw NoGradient("it has one only where all its elements have the same.");
        Expression value = 2 * gradient * new Symbol(names.Of(Source));
        return [(Source, PointwiseBuilder.Create(Gradients.NameOf(Source.Name), Source.Axes, value, names.Tensors))];
    }

    public override string Formula(Func<Tensor, string> letter) => $"Σ {letter(Source)}ᵢⱼ² over j < i";

    protected override GatherTensor Renamed(string name) => new TriangularSquaresTensor(name, Axes[1], Source);
}

/// <summary>The gradient by L of a product: dL_ij = dy_i v_j.</summary>
internal sealed class TriangularOuterTensor(string name, Axis columns, Tensor outputGradient, Tensor vector)
    : GatherTensor(name, columns, outputGradient)
{
    public Tensor Vector => vector;

    public override IEnumerable<Tensor> Inputs => [Source, vector];

    public override WindowMap? Map => null;

    public override KernelCall Call(ICollection<Tensor> stored) => new("Triangular.Outer", [Source.Field, vector.Field]);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) =>
        throw NoGradient("it is one itself, and no loss reads gradients.");

    public override string Formula(Func<Tensor, string> letter) => $"{letter(Source)}ᵢ {letter(vector)}ⱼ";

    protected override GatherTensor Renamed(string name) => new TriangularOuterTensor(name, Axes[1], Source, vector);
}
