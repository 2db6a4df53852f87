using System.Collections.Generic;

namespace VaeGen.Generator.Lowering;

/// <summary>y_i = Σ L_ij v_j over j &lt; i: a triangular matrix of each example, which is a row of its elements below the diagonal, times a vector.</summary>
internal sealed class TriangularProductTensor(string name, Axis columns, Tensor below, Tensor vector) : GatherTensor(name, columns, below)
{
    public Tensor Vector => vector;

    public override IEnumerable<Tensor> Inputs => [Source, vector];

    public override GatherTensor Renamed(string name) => new TriangularProductTensor(name, Axes[1], Source, vector);
}

/// <summary>y_i = Σ L_ij² over j &lt; i.</summary>
internal sealed class TriangularSquaresTensor(string name, Axis columns, Tensor below) : GatherTensor(name, columns, below)
{
    public override GatherTensor Renamed(string name) => new TriangularSquaresTensor(name, Axes[1], Source);
}

/// <summary>The gradient by L of a product: dL_ij = dy_i v_j.</summary>
internal sealed class TriangularOuterTensor(string name, Axis columns, Tensor outputGradient, Tensor vector) : GatherTensor(name, columns, outputGradient)
{
    public Tensor Vector => vector;

    public override IEnumerable<Tensor> Inputs => [Source, vector];

    public override GatherTensor Renamed(string name) => new TriangularOuterTensor(name, Axes[1], Source, vector);
}
