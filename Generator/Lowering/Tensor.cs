using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Differentiation;

namespace VaeGen.Generator.Lowering;

/// <summary>
/// A value in the tensor program: a node of a directed acyclic graph, identified by reference. Its axes are named, so that products,
/// reductions and broadcasts say over what they run instead of in which position. A class derived from this is an operation, and says
/// everything about it.
/// </summary>
/// <param name="name">The name of its buffer in the emitted code.</param>
/// <param name="axes">Its axes, rows first.</param>
internal abstract class Tensor(string name, ImmutableArray<Axis> axes)
{
    /// <summary>The name of its buffer in the emitted code.</summary>
    public string Name { get; } = name;

    /// <summary>Its axes, rows first; none for a scalar.</summary>
    public ImmutableArray<Axis> Axes { get; } = axes;

    /// <summary>The name of one of its elements in expressions and in the emitted loops.</summary>
    public virtual string Symbol => Name;

    /// <summary>The nodes that this one is computed from.</summary>
    public abstract IEnumerable<Tensor> Inputs { get; }

    /// <summary>Whether it lies in memory after its phase whoever reads it, because what computes it writes it there.</summary>
    public abstract bool IsWrittenWhereComputed { get; }

    /// <summary>Whether its tiles can go into the sink of a gradient as they are computed. Any other gradient is computed first, and then
    /// read by the sink.</summary>
    public virtual bool FillsSink => false;

    /// <summary>
    /// The field of the emitted network that holds it. It ends in what it is: <c>h1Batch</c> is h1 of all examples, so that no local of a
    /// loop, such as the vector
    /// <c>h1</c>, has the name of a field.
    /// </summary>
    public virtual string Field => Name + (Axes.Length == 2 && HasBatch ? Axes[0].Fan is null ? "Batch" : RowSpaces.NameOf(Axes[0])
        : RowSpaces.NameOf(Rows) + "Values");

    /// <summary>The code of the array that holds it, where it is one number an example.</summary>
    public virtual string RowValues => Field;

    /// <summary>Whether the examples of a batch have one value each, or one row.</summary>
    public bool HasBatch => Axes.Any(axis => axis.IsBatch);

    /// <summary>Its rows, where the examples of a batch have values of their own; null for any other value.</summary>
    public Axis? Rows => Axes.FirstOrDefault(axis => axis.IsBatch);

    /// <summary>What this kind of node is called in messages.</summary>
    public string Operation => GetType().Name.Replace("Tensor", "");

    /// <summary>
    /// The gradient rule: what this node contributes to the gradient of each active input. A node that gradients do not pass contributes
    /// nothing and says why; one without a rule throws <see cref="NoGradient"/>.
    /// </summary>
    /// <param name="dy">The gradient of the loss by this node.</param>
    /// <param name="walk">Which nodes are active, and names for new ones.</param>
    public abstract IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk);

    /// <summary>The same value under a name of its own, as a part of a sum that has the name it had. An expression becomes a part of the
    /// sum as it is.</summary>
    public virtual Tensor AsPart(GradientWalk names) => this;

    /// <summary>Takes its place in a schedule, in one of the ways there are.</summary>
    public abstract void Place(IPlacement placement);

    /// <summary>How it is computed, in mathematical notation.</summary>
    /// <param name="letter">What its inputs are called.</param>
    public abstract string Formula(Func<Tensor, string> letter);

    /// <summary>The code of a scalar's value, in the model's precision.</summary>
    /// <param name="elementType"><c>float</c> or <c>double</c>.</param>
    /// <param name="positions">The constant that holds the positions of an axis.</param>
    public virtual string ScalarCode(string elementType, Func<Axis, string> positions) => $"{Field}[0, 0]";

    public override string ToString() => $"{Name}[{string.Join(", ", Axes)}]";

    /// <summary>That this node has no gradient rule, with its name.</summary>
    protected NotSupportedException NoGradient(string reason) => new($"{Operation} '{Name}' has no gradient: {reason}");

    /// <summary>That no phase computes this node, with its name.</summary>
    protected NotSupportedException NoPhase(string reason) => new($"No phase computes {Operation} '{Name}': {reason}");
}

/// <summary>A value that nothing computes. Gradients end here.</summary>
internal abstract class LeafTensor(string name, ImmutableArray<Axis> axes) : Tensor(name, axes)
{
    public sealed override IEnumerable<Tensor> Inputs => [];

    public override bool IsWrittenWhereComputed => false;

    public sealed override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) => [];

    public sealed override void Place(IPlacement placement) => placement.Given(this);

    public override string Formula(Func<Tensor, string> letter) => letter(this);
}
