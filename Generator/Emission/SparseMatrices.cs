using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>
/// The matrices whose products may walk non-zero elements alone, which the batch at hand decides: the input, and the hidden layers of the
/// encoder that are rectified.
/// </summary>
/// <remarks>
/// Measured on MNIST: of the encoder's first layer of 512 an eighth is not zero after a hundred steps, of the second one a half to a third.
/// In decoders, which begin with normal numbers, it stays a half to two thirds, and asking costs a little; so they are not asked.
/// </remarks>
internal sealed class SparseMatrices
{
    // Below that a product takes no longer than finding out.
    private const int FewestWeights = 1 << 16;

    // Of the buffers: training has tensors of its own where a layer drops elements or normalizes batches, and the buffers of evaluation.
    private readonly HashSet<string> names;
    private readonly Dictionary<Phase, IReadOnlyList<Tensor>> firstReadIn = [];

    private SparseMatrices(IEnumerable<Tensor> tensors) => names = [.. tensors.Select(tensor => tensor.Name)];

    /// <summary>Those of a model.</summary>
    public static SparseMatrices Of(VariationalProgram program, ModelSchedules schedules)
    {
        ILookup<Tensor, ContractionTerm> behind = TermsOf([schedules.Encode]).Where(term => term.Map is null).ToLookup(term => term.Left);
        SparseMatrices matrices = new(
        [
            .. TermsOf(schedules.All).Where(term => program.Groups.Any(group => group.Value == term.Left) && term.Map is null)
                .Select(term => term.Left),
            .. behind.Where(terms => IsRectified(terms.Key) && terms.Sum(Weights) >= FewestWeights).Select(terms => terms.Key),
        ]);
        foreach (Schedule schedule in schedules.All)
            matrices.FindFirstReads(schedule);
        return matrices;
    }

    /// <summary>Whether it keeps account of its non-zero elements.</summary>
    public bool Contains(Tensor tensor) => names.Contains(tensor.Name);

    /// <summary>The hidden layers that the phases before this one have completed: what is not zero in them is looked for now. x was
    /// gathered with its own account.</summary>
    public IReadOnlyList<Tensor> FirstReadIn(Phase phase) => firstReadIn[phase];

    private void FindFirstReads(Schedule schedule)
    {
        HashSet<Tensor> stored = [];
        HashSet<Tensor> read = [];
        foreach (Phase phase in schedule.Phases)
        {
            Tensor[] loaded = [.. phase.Loaded];
            firstReadIn[phase] = [.. loaded.Where(tensor => Contains(tensor) && stored.Contains(tensor) && !read.Contains(tensor))];
            read.UnionWith(loaded);
            stored.UnionWith(phase.Stored);
        }
    }

    private static IEnumerable<ContractionTerm> TermsOf(IEnumerable<Schedule> schedules) =>
        schedules.SelectMany(schedule => schedule.Phases).SelectMany(phase => phase.Products).SelectMany(product => product.Terms);

    private static bool IsRectified(Tensor tensor) => tensor.HasBatch && tensor.Axes.Length == 2 && !tensor.Axes[1].IsVolume
        && tensor is PointwiseTensor { Value: Call { Function: Function.Max } maximum } && maximum.Operands.Contains(Constant.Zero);

    private static long Weights(ContractionTerm term) => term.Right.Axes.Aggregate(1L, (product, axis) => product * axis.Size!.Value);
}
