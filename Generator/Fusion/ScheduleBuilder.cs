using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Fusion;

/// <summary>
/// Cuts a program into phases. A product opens a phase, or joins one over the same tiles whose operands are ready; pointwise work joins the
/// phase of its latest input, so that it runs on the tile in the cache; statistics of whole rows or columns are phases between those of the
/// tiles; weight updates come last, when nothing reads the old weights any more.
/// </summary>
internal sealed class ScheduleBuilder : IPlacement
{
    private readonly PhaseList phases = new();
    private readonly Dictionary<Tensor, int> phaseOf = [];

    // Where the parts of sums over the columns come from, until their totals have a phase.
    private readonly Dictionary<SumTensor, int> partsOf = [];

    private ScheduleBuilder()
    {
    }

    /// <summary>The schedule that leaves these outputs in memory and sends these gradients into their sinks.</summary>
    /// <param name="task">The name of the task.</param>
    /// <param name="outputs">Matrices and row sums that the caller reads.</param>
    /// <param name="gradients">The gradients, in the order of the parameters.</param>
    /// <param name="stateUpdates">What running quantities become.</param>
    /// <param name="alsoStored">Names of values that are stored wherever they are computed, so that tasks can share phases.</param>
    /// <param name="given">What the task before it left in memory; null for nothing.</param>
    /// <exception cref="NotSupportedException">No phase computes a value that the task needs.</exception>
    public static Schedule Build(
        string task,
        IReadOnlyList<Tensor> outputs,
        IReadOnlyList<(ParameterTensor Parameter, Tensor Gradient)> gradients,
        IReadOnlyList<StateUpdate> stateUpdates,
        ISet<string> alsoStored,
        ISet<Tensor>? given = null)
    {
        ScheduleBuilder builder = new();
        IEnumerable<Tensor> wanted = outputs.Concat(stateUpdates.Select(update => update.Value))
            .Concat(gradients.SelectMany(pair => pair.Gradient.FillsSink ? pair.Gradient.Inputs : [pair.Gradient]));
        foreach (Tensor tensor in TensorOrder.Of(wanted, given))
            tensor.Place(builder);
        foreach (StateUpdate update in stateUpdates)
            builder.phases[builder.phaseOf[update.Value]].StateUpdates.Add(update);
        foreach ((ParameterTensor parameter, Tensor gradient) in gradients)
            builder.AddUpdate(parameter, gradient);
        foreach (NoiseTensor noise in outputs.OfType<NoiseTensor>())
            builder.phases.Add(new Phase(PhaseKind.Tiles, noise.Rows, noise.Axes[1], noise.Name) { Noise = { noise } });
        builder.phases.DrawNoise(given);
        HashSet<Tensor> kept = [.. outputs];
        builder.phases.DropUnused(kept);
        builder.phases.MarkStored(kept, alsoStored);
        builder.phases.MarkSynchronization();
        return new Schedule(task, [.. builder.phases.All]);
    }

    void IPlacement.Given(LeafTensor leaf)
    {
    }

    void IPlacement.Product(ContractionTensor product) => Open(PhaseTable.KindOf(product), product).Products.Add(product);

    void IPlacement.Gather(GatherTensor gather) => Open(PhaseKind.Tiles, gather).Gathers.Add(gather);

    void IPlacement.Scatter(ScatterTensor scatter) => Open(PhaseKind.Images, scatter).Scatters.Add(scatter);

    void IPlacement.Value(PointwiseTensor value)
    {
        PhaseKind kind = PhaseTable.KindOf(value);
        foreach (Tensor input in value.Inputs)
            PhaseTable.CheckReads(value, input);
        (Axis? rows, Axis? columns) = LoopsOf(kind, value);
        phaseOf[value] = phases.FindOrAdd(kind, rows, columns, ReadyAfter(kind, rows, columns, value.Inputs), value.Name);
        phases[phaseOf[value]].Values.Add(value);
    }

    void IPlacement.RowSum(SumTensor sum)
    {
        // Of what the phase of its source has in the tiles at hand; of anything else, the first tiles over its columns that come after it.
        bool isComputed = phaseOf.TryGetValue(sum.Source, out int phase);
        if (!isComputed || phases[phase].Kind != PhaseKind.Tiles)
            phase = phases.FindOrAdd(PhaseKind.Tiles, sum.Source.Axes[0], sum.Over[0], isComputed ? phase + 1 : 0, sum.Name);
        partsOf[sum] = phase;
        phases[phase].RowSums.Add(sum);
    }

    void IPlacement.Total(SumTensor sum)
    {
        PhaseKind kind = PhaseTable.KindOf(sum);
        Axis? columns = sum.Axes.IsEmpty ? null : sum.Axes[0];
        phaseOf[sum] = phases.FindOrAdd(kind, null, columns, ReadyAfter(kind, null, columns, sum.Inputs), sum.Name);
        phases[phaseOf[sum]].ColumnSums.Add(sum);
    }

    void IPlacement.RowNumbers(RowNumbersTensor numbers)
    {
        Axis rows = numbers.Axes[0];
        int ready = ReadyAfter(PhaseKind.RowStatistics, null, rows, numbers.Inputs);
        phaseOf[numbers] = phases.FindOrAdd(PhaseTable.KindOf(numbers), null, rows, ready, numbers.Name);
        phases[phaseOf[numbers]].RowNumbers.Add(numbers);
    }

    void IPlacement.Beside(Tensor result, Tensor first)
    {
        phaseOf[result] = phaseOf[first];
        phases[phaseOf[result]].SecondResults.Add(result);
    }

    // What reads other places of a matrix than its own tile needs the whole of it: a later phase.
    private Phase Open(PhaseKind kind, Tensor tensor)
    {
        (Axis? rows, Axis? columns) = LoopsOf(kind, tensor);
        int ready = 1 + tensor.Inputs.Select(PhaseOf).DefaultIfEmpty(-1).Max();
        phaseOf[tensor] = phases.FindOrAdd(kind, rows, columns, ready, tensor.Name);
        return phases[phaseOf[tensor]];
    }

    private static (Axis? Rows, Axis? Columns) LoopsOf(PhaseKind kind, Tensor tensor) => (
        kind is PhaseKind.WeightValues or PhaseKind.Tiles or PhaseKind.Images ? tensor.Axes[0] : null,
        tensor.Axes.IsEmpty ? null : tensor.Axes[tensor.Axes.Length - 1]);

    // A phase of the same loops can go on with a value at once; any other has to come after it.
    private int ReadyAfter(PhaseKind kind, Axis? rows, Axis? columns, IEnumerable<Tensor> read)
    {
        int ready = 0;
        foreach (Tensor input in read)
        {
            if (input is SumTensor sum && partsOf.ContainsKey(sum))
                AddTotal(sum);
            int phase = PhaseOf(input);
            if (phase >= 0)
                ready = Math.Max(ready, phases.HasLoops(phase, kind, rows, columns) ? phase : phase + 1);
        }

        return ready;
    }

    // The parts of a row sum are added up before the first phase that reads it.
    private void AddTotal(SumTensor sum)
    {
        if (phaseOf.ContainsKey(sum))
            return;
        phaseOf[sum] = phases.FindOrAdd(PhaseKind.RowStatistics, null, sum.Axes[0], partsOf[sum] + 1, sum.Name);
        phases[phaseOf[sum]].Totals.Add(sum);
    }

    private void AddUpdate(ParameterTensor parameter, Tensor gradient)
    {
        PhaseKind kind = !gradient.FillsSink ? PhaseKind.ComputedGradient
            : parameter.Axes.Length == 2 ? PhaseKind.WeightGradient
            : PhaseKind.BiasGradient;
        Axis? columns = parameter.Axes.IsEmpty ? null : parameter.Axes[parameter.Axes.Length - 1];
        phases.Add(
            new Phase(
                kind, parameter.Axes.Length == 2 ? parameter.Axes[0] : null, columns, parameter.Name)
            {
                Target = parameter,
                Gradient = gradient
            });
        if (kind == PhaseKind.ComputedGradient && phaseOf.TryGetValue(gradient, out int phase))
            phases[phase].ForSinks.Add(gradient);
    }

    /// <summary>What a task leaves in memory that the next one may read: all that is stored, or of it what depends on no noise.</summary>
    /// <param name="schedule">The task.</param>
    /// <param name="isDrawnAnew">Whether the next task draws the noise once more.</param>
    public static ISet<Tensor> Left(Schedule schedule, bool isDrawnAnew)
    {
        Tensor[] stored = [.. schedule.Phases.SelectMany(phase => phase.Stored)];
        if (!isDrawnAnew)
            return new HashSet<Tensor>(stored);
        HashSet<Tensor> drawn = [];
        foreach (Tensor tensor in TensorOrder.Of(stored))
        {
            if (tensor is NoiseTensor || tensor.Inputs.Any(drawn.Contains))
                drawn.Add(tensor);
        }

        return new HashSet<Tensor>(stored.Where(tensor => !drawn.Contains(tensor)));
    }

    private int PhaseOf(Tensor tensor) => phaseOf.TryGetValue(tensor, out int phase) ? phase : -1;
}
