using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>
/// A value in the tensor program: a node of a directed acyclic graph, identified by reference. Its axes are named, so that products, reductions and
/// broadcasts say over what they run instead of in which position.
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
    public virtual IEnumerable<Tensor> Inputs => [];

    /// <summary>Whether the examples of a batch have one value each, or one row.</summary>
    public bool HasBatch => Axes.Contains(Axis.Batch);

    public override string ToString() => $"{Name}[{string.Join(", ", Axes)}]";
}

/// <summary>A column of the batch: examples, their weights in the loss, given latents.</summary>
internal sealed class DataTensor(string name, params ImmutableArray<Axis> axes) : Tensor(name, axes);

/// <summary>What a stored tensor is for; decides initialization and whether gradients reach it.</summary>
internal enum ParameterKind
{
    Weight,
    Bias,

    /// <summary>What a normalized value is multiplied by: γ.</summary>
    Scale,

    /// <summary>What is added to a normalized value: β.</summary>
    Shift,

    /// <summary>A learned quantity of the prior.</summary>
    Prior,

    /// <summary>A running quantity that no gradient reaches.</summary>
    RunningState,

    /// <summary>A running mean, which begins at 0; no gradient reaches it.</summary>
    RunningMean,
}

/// <summary>A stored tensor of the model.</summary>
/// <param name="name">The name of its field.</param>
/// <param name="symbol">Its letter in formulas and loops, such as <c>b1</c>.</param>
/// <param name="fileName">Its name in files, such as <c>encoder.0.weight</c>.</param>
/// <param name="kind">What it is for.</param>
/// <param name="fanIn">The inputs that feed one output.</param>
/// <param name="axes">Its axes; [inputs, outputs] for weights, [window, channels of the output] for those of a convolution.</param>
internal sealed class ParameterTensor(
    string name, string symbol, string fileName, ParameterKind kind, int fanIn, params ImmutableArray<Axis> axes) : Tensor(name, axes)
{
    /// <summary>Whether the file has the inputs first: the weights of a transposed convolution.</summary>
    public bool HasInputsFirst { get; init; }

    /// <summary>The channels of the image on one side of a convolution whose rows are the image's, whichever side that is; 0 for any other parameter.</summary>
    public int ImageChannels { get; init; }

    public override string Symbol => symbol;

    public string FileName => fileName;

    public ParameterKind Kind => kind;

    public int FanIn => fanIn;

    /// <summary>Whether training changes it by a gradient.</summary>
    public bool IsTrained => kind is not (ParameterKind.RunningState or ParameterKind.RunningMean);
}

/// <summary>Standard normal noise, one independent draw for each element, keyed by the example's index in the data set.</summary>
internal sealed class NoiseTensor(string name, params ImmutableArray<Axis> axes) : Tensor(name, axes);

/// <summary>Uniform noise on (0, 1) in training, one independent draw for each element: what a layer drops.</summary>
/// <param name="name">The name of its buffer.</param>
/// <param name="layer">The number of the layer, which has draws of its own.</param>
/// <param name="axes">Its axes.</param>
internal sealed class UniformNoiseTensor(string name, int layer, params ImmutableArray<Axis> axes) : Tensor(name, axes)
{
    public int Layer => layer;
}

/// <summary>The number of values of a batch that one statistic is over: rows, or rows times positions.</summary>
internal sealed class CountTensor(string name, Axis columns) : Tensor(name, [])
{
    /// <summary>The axis whose positions count.</summary>
    public Axis Columns => columns;
}

/// <summary>One product of a contraction: Σ over <paramref name="Over"/> of left · right.</summary>
/// <param name="Left">The left factor: rows are examples.</param>
/// <param name="Right">The right factor: weights, or a gradient in a sum over the batch.</param>
/// <param name="Over">The axis that is summed over.</param>
/// <param name="Map">The positions that a convolution joins; null where every element of a row counts.</param>
internal sealed record ContractionTerm(Tensor Left, Tensor Right, Axis Over, WindowMap? Map = null);

/// <summary>
/// A sum of products over named axes: an affine layer (over its inputs), its input gradient (over its outputs), its weight gradient (over the batch).
/// Several terms are one ascending chain of multiply-adds: several inputs of a layer, or a value used more than once.
/// </summary>
internal sealed class ContractionTensor(string name, ImmutableArray<Axis> axes, ImmutableArray<ContractionTerm> terms) : Tensor(name, axes)
{
    public ImmutableArray<ContractionTerm> Terms => terms;

    public override IEnumerable<Tensor> Inputs => terms.SelectMany(term => new[] { term.Left, term.Right });

    /// <summary>Whether it sums over the batch: a weight gradient.</summary>
    public bool IsOverBatch => terms[0].Over.IsBatch;
}

/// <summary>One scalar expression at every element; arguments with fewer axes are broadcast.</summary>
internal sealed class PointwiseTensor(
    string name, ImmutableArray<Axis> axes, Expression value, ImmutableDictionary<string, Tensor> arguments, bool signPreserving = false)
    : Tensor(name, axes)
{
    /// <summary>The expression, over the keys of <see cref="Arguments"/>.</summary>
    public Expression Value => value;

    public ImmutableDictionary<string, Tensor> Arguments => arguments;

    /// <summary>Whether the value is positive exactly where its only argument is: lets a derivative be stated in the output.</summary>
    public bool IsSignPreserving => signPreserving;

    public override IEnumerable<Tensor> Inputs => arguments.OrderBy(pair => pair.Key, System.StringComparer.Ordinal).Select(pair => pair.Value);
}

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

    /// <summary>The sum over the batch: one number an element; over a volume's positions too where it is of <paramref name="columns"/>, its channels.</summary>
    public static SumTensor OverBatch(string name, Tensor source, Axis columns) =>
        source.Axes.Contains(columns) ? new(name, source, Axis.Batch) : new(columns, name, source);
}

/// <summary>log Σ exp over one axis, shifted by the maximum: importance weights, mixtures.</summary>
internal sealed class LogSumExpTensor(string name, Tensor source, Axis over) : Tensor(name, source.Axes.Remove(over))
{
    public Tensor Source => source;

    public Axis Over => over;

    public override IEnumerable<Tensor> Inputs => [source];
}

/// <summary>The same value, which gradients do not pass.</summary>
internal sealed class StopGradientTensor(string name, Tensor source) : Tensor(name, source.Axes)
{
    public Tensor Source => source;

    public override IEnumerable<Tensor> Inputs => [source];
}
