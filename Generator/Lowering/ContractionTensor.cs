using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Differentiation;

namespace VaeGen.Generator.Lowering;

/// <summary>One product of a contraction: Σ over <paramref name="Over"/> of left · right.</summary>
/// <param name="Left">The left factor: rows are examples.</param>
/// <param name="Right">The right factor: weights [inputs, outputs], stored or derived from parameters, or a gradient in a sum over the
/// batch.</param>
/// <param name="Over">The axis that is summed over.</param>
/// <param name="Map">The positions that a convolution joins; null where every element of a row counts.</param>
internal sealed record ContractionTerm(Tensor Left, Tensor Right, Axis Over, WindowMap? Map = null)
{
    /// <summary>Whether it sums over a layer's outputs, so that it reads transposed weights.</summary>
    public bool ReadsTransposed => !Right.HasBatch && Equals(Over, Right.Axes[1]);

    /// <summary>The term in mathematical notation. A convolution goes back by a transposed one, and a transposed one by a
    /// convolution.</summary>
    public string Formula(Func<Tensor, string> letter) => Map is { } map
        ? $"{letter(Right)} ∗{(map.IsTransposed != ReadsTransposed ? "ᵀ" : "")} {letter(Left)}"
        : $"{letter(Left)} {letter(Right)}{(ReadsTransposed ? "ᵀ" : "")}";
}

/// <summary>
/// A sum of products over named axes: an affine layer (over its inputs), its input gradient (over its outputs), its weight gradient (over
/// the batch). Several terms are one ascending chain of multiply-adds: several inputs of a layer, or a value used more than once.
/// </summary>
internal sealed class ContractionTensor(string name, ImmutableArray<Axis> axes, ImmutableArray<ContractionTerm> terms) : Tensor(name, axes)
{
    public ImmutableArray<ContractionTerm> Terms => terms;

    public override IEnumerable<Tensor> Inputs => terms.SelectMany(term => new[] { term.Left, term.Right });

    public override bool IsWrittenWhereComputed => false;

    /// <summary>Whether it sums over the batch: a weight gradient.</summary>
    public bool IsOverBatch => terms[0].Over.IsBatch;

    public override bool FillsSink => IsOverBatch;

    // y = Σ_k a·b: da = Σ over the axes of b alone of dy·b, db = Σ over the axes of a alone of a·dy. Weights are [inputs, outputs]; those
    // of a convolution are [window, channels of the output], joined along its map.
    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk)
    {
        Tensor gradient = walk.Spread(dy, this);
        foreach (ContractionTerm term in terms)
        {
            bool isByWeights = !term.Right.HasBatch;
            if (walk.IsActive(term.Left))
            {
                Axis over = isByWeights ? term.Right.Axes[1] : term.Right.Axes.Single(axis => !term.Left.Axes.Contains(axis));
                yield return (term.Left, OfInput(term.Left, new ContractionTerm(gradient, term.Right, over, term.Map)));
            }

            if (walk.IsActive(term.Right))
            {
                Axis over = isByWeights ? term.Left.Rows! : term.Left.Axes.Single(axis => !term.Right.Axes.Contains(axis));
                yield return (term.Right, OfInput(term.Right, new ContractionTerm(term.Left, gradient, over, term.Map)));
            }
        }
    }

    public override void Place(IPlacement placement)
    {
        foreach (ContractionTerm term in terms)
        {
            bool isKnown = term.Left.HasBatch && term.Over.IsBatch == IsOverBatch && term.Right.HasBatch == IsOverBatch;
            if (!isKnown)
                throw NoPhase($"it multiplies {term.Left} by {term.Right} over '{term.Over.Name}'.");
        }

        placement.Product(this);
    }

    public override string Formula(Func<Tensor, string> letter)
    {
        if (!IsOverBatch)
            return string.Join(" + ", terms.Select(term => term.Formula(letter)));
        string sum = string.Join(" + ", terms.Select(term => $"{letter(term.Left)}ᵀ {letter(term.Right)}"));
        return terms[0].Map is null ? sum : $"Σ {sum} over the positions that a tap joins";
    }

    /// <summary>The gradient by one input, of which this is a term.</summary>
    internal static ContractionTensor OfInput(Tensor input, ContractionTerm term) => new(Gradients.NameOf(input.Name), input.Axes, [term]);
}
