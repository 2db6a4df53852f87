using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Fusion;

/// <summary>
/// Cuts a program into phases. A product opens a phase, or joins one over the same tiles whose operands are ready; pointwise work joins the phase of its
/// latest input, so that it runs on the tile in the cache; statistics of whole rows or columns are phases between those of the tiles; weight updates come last,
/// when nothing reads the old weights any more.
/// </summary>
internal sealed class ScheduleBuilder
{
    private readonly List<Phase> phases = [];
    private readonly Dictionary<Tensor, int> phaseOf = [];
    private readonly HashSet<Tensor> inlined = [];

    private ScheduleBuilder()
    {
    }

    /// <summary>The schedule that leaves these outputs in memory and sends these gradients into their sinks.</summary>
    /// <param name="task">The name of the task.</param>
    /// <param name="outputs">Matrices and row sums that the caller reads.</param>
    /// <param name="gradients">The gradients, in the order of the parameters.</param>
    /// <param name="stateUpdates">What running quantities become.</param>
    /// <param name="alsoStored">Names of values that are stored wherever they are computed, so that tasks can share phases.</param>
    public static Schedule Build(
        string task,
        IReadOnlyList<Tensor> outputs,
        IReadOnlyList<(ParameterTensor Parameter, Tensor Gradient)> gradients,
        IReadOnlyList<StateUpdate> stateUpdates,
        ISet<string> alsoStored)
    {
        ScheduleBuilder builder = new();
        IEnumerable<Tensor> wanted = outputs.Concat(stateUpdates.Select(update => update.Value)).Concat(gradients.SelectMany(pair => pair.Gradient.Inputs));
        foreach (Tensor tensor in TensorOrder.Of(wanted))
            builder.Place(tensor);
        foreach (StateUpdate update in stateUpdates)
            builder.phases[builder.phaseOf[update.Value]].StateUpdates.Add(update);
        foreach ((ParameterTensor parameter, Tensor gradient) in gradients)
            builder.AddUpdate(parameter, gradient);
        builder.DrawNoise();
        builder.DropUnused([.. outputs]);
        builder.MarkStored([.. outputs], alsoStored);
        builder.MarkSynchronization();
        return new Schedule(task, [.. builder.phases]);
    }

    private void Place(Tensor tensor)
    {
        switch (tensor)
        {
            case ContractionTensor product:
                Open(PhaseKind.Tiles, product).Products.Add(product);
                break;
            case GatherTensor gather:
                Open(PhaseKind.Tiles, gather).Gathers.Add(gather);
                break;
            case ScatterTensor scatter:
                Open(PhaseKind.Images, scatter).Scatters.Add(scatter);
                break;
            case TapTensor taps:
                phaseOf[taps] = taps.Inputs.Select(pooling => phaseOf[pooling]).Single();
                break;
            case PointwiseTensor value:
                PlaceValue(value);
                break;
            case SumTensor sum when sum.HasBatch:
                int tiles = phaseOf.TryGetValue(sum.Source, out int phase) ? phase : FindOrAdd(PhaseKind.Tiles, sum.Over[0], 0, sum.Name);
                phases[tiles].RowSums.Add(sum);
                break;
            case SumTensor sum:
                int ready = ReadyAfter(PhaseKind.ColumnStatistics, sum.Axes[0], sum.Inputs);
                phaseOf[sum] = FindOrAdd(PhaseKind.ColumnStatistics, sum.Axes[0], ready, sum.Name);
                phases[phaseOf[sum]].ColumnSums.Add(sum);
                break;
            case DataTensor or ParameterTensor or NoiseTensor or UniformNoiseTensor or CountTensor:
                break;
            default:
                throw new NotSupportedException($"No phase computes {tensor.GetType().Name} '{tensor.Name}'.");
        }
    }

    // What reads other places of a matrix than its own tile needs the whole of it: a later phase.
    private Phase Open(PhaseKind kind, Tensor tensor)
    {
        int ready = 1 + tensor.Inputs.Select(PhaseOf).DefaultIfEmpty(-1).Max();
        int index = FindOrAdd(kind, tensor.Axes[1], ready, tensor.Name);
        phaseOf[tensor] = index;
        return phases[index];
    }

    private void PlaceValue(PointwiseTensor value)
    {
        bool isRow = value.HasBatch && value.Axes.Length == 1;
        if (!value.HasBatch && !value.Inputs.Any(input => PhaseOf(input) >= 0))
        {
            // What depends on parameters and scalars alone is computed where it is used.
            inlined.Add(value);
            return;
        }

        PhaseKind kind = value.Axes.Length == 2 ? PhaseKind.Tiles : isRow ? PhaseKind.RowStatistics : PhaseKind.ColumnStatistics;
        Axis columns = value.Axes[value.Axes.Length - 1];
        int index = FindOrAdd(kind, columns, ReadyAfter(kind, columns, value.Inputs), value.Name);
        phases[index].Values.Add(value);
        phaseOf[value] = index;
    }

    // A phase of the same loops can go on with a value at once; any other has to come after it.
    private int ReadyAfter(PhaseKind kind, Axis columns, IEnumerable<Tensor> inputs)
    {
        int ready = 0;
        foreach (Tensor input in inputs)
        {
            if (input is SumTensor { HasBatch: true } sum)
                AddTotal(sum);
            int phase = PhaseOf(input);
            if (phase < 0)
                continue;
            bool continues = phases[phase].Kind == kind && Equals(phases[phase].Columns, columns);
            ready = Math.Max(ready, continues ? phase : phase + 1);
        }

        return ready;
    }

    // The parts of a row sum are added up before the first phase that reads it.
    private void AddTotal(SumTensor sum)
    {
        if (phaseOf.ContainsKey(sum))
            return;
        int tiles = phases.FindIndex(phase => phase.RowSums.Contains(sum));
        phaseOf[sum] = FindOrAdd(PhaseKind.RowStatistics, Axis.Batch, tiles + 1, sum.Name);
        phases[phaseOf[sum]].Totals.Add(sum);
    }

    private int FindOrAdd(PhaseKind kind, Axis columns, int ready, string name)
    {
        int index = phases.FindIndex(Math.Min(ready, phases.Count), phase => phase.Kind == kind && Equals(phase.Columns, columns));
        if (index < 0)
        {
            index = phases.Count;
            phases.Add(new Phase(kind, columns, name));
        }

        return index;
    }

    private void AddUpdate(ParameterTensor parameter, Tensor gradient)
    {
        PhaseKind kind = gradient is ContractionTensor ? PhaseKind.WeightGradient : PhaseKind.BiasGradient;
        phases.Add(new Phase(kind, parameter.Axes[parameter.Axes.Length - 1], parameter.Name) { Target = parameter, Gradient = gradient });
    }

    private int PhaseOf(Tensor tensor) =>
        inlined.Contains(tensor) ? tensor.Inputs.Select(PhaseOf).DefaultIfEmpty(-1).Max() : phaseOf.TryGetValue(tensor, out int phase) ? phase : -1;

    // Noise is drawn in the first phase that uses it; later phases read it from memory.
    private void DrawNoise()
    {
        HashSet<Tensor> drawn = [];
        DrawBeforeGathered(drawn);
        foreach (Phase phase in phases.Where(phase => phase.Kind == PhaseKind.Tiles))
            phase.Noise.AddRange(phase.Loaded.Where(tensor => tensor is NoiseTensor or UniformNoiseTensor && drawn.Add(tensor)).ToArray());
    }

    // What is gathered from all columns of the noise needs it in memory before: an earlier phase over the same tiles draws it.
    private void DrawBeforeGathered(HashSet<Tensor> drawn)
    {
        foreach (Phase phase in phases)
        {
            foreach (NoiseTensor noise in phase.Gathers.SelectMany(gather => gather.Inputs).OfType<NoiseTensor>().Where(drawn.Add).ToArray())
            {
                Phase earlier = phases.Find(other => other.Kind == PhaseKind.Tiles && Equals(other.Columns, noise.Axes[1]))!;
                if (phases.IndexOf(earlier) >= phases.IndexOf(phase))
                    throw new NotSupportedException($"No phase before '{phase.Name}' draws '{noise.Name}'.");
                earlier.Noise.Add(noise);
            }
        }
    }

    // A value that was rewritten away (an activation's input, once its derivative is stated in the output) must not be computed.
    private void DropUnused(HashSet<Tensor> outputs)
    {
        HashSet<Tensor> used = [.. outputs];
        foreach (Phase phase in Enumerable.Reverse(phases))
        {
            if (phase.Gradient is { } gradient)
                used.UnionWith(gradient.Inputs);
            used.UnionWith(phase.RowSums.Concat(phase.ColumnSums).Select(sum => sum.Source));
            used.UnionWith(phase.StateUpdates.Select(update => update.Value));
            for (int i = phase.Values.Count - 1; i >= 0; i--)
            {
                if (used.Contains(phase.Values[i]))
                    used.UnionWith(phase.Values[i].Inputs);
                else
                    phase.Values.RemoveAt(i);
            }

            used.UnionWith(phase.Products.Cast<Tensor>().Concat(phase.Gathers).Concat(phase.Scatters).SelectMany(tensor => tensor.Inputs));
        }
    }

    private void MarkStored(HashSet<Tensor> outputs, ISet<string> alsoStored)
    {
        foreach (Phase phase in phases)
        {
            phase.Stored.AddRange(phase.Computed.Where(tensor =>
                outputs.Contains(tensor)
                || alsoStored.Contains(tensor.Name)
                || tensor is NoiseTensor or UniformNoiseTensor or ScatterTensor or RelayoutTensor { ToVolume: true }
                || phases.Any(other => other != phase && other.Loaded.Contains(tensor))));
        }
    }

    private void MarkSynchronization()
    {
        HashSet<Tensor> written = [];
        HashSet<Tensor> read = [];
        foreach (Phase phase in phases)
        {
            IEnumerable<Tensor> writes = phase.Target is { } target
                ? [target]
                : phase.Stored.Concat(phase.RowSums).Concat(phase.Totals).Concat(phase.StateUpdates.Select(update => update.State));
            if (phase.Loaded.Any(written.Contains) || writes.Any(read.Contains))
            {
                phase.NeedsSynchronization = true;
                written.Clear();
                read.Clear();
            }

            written.UnionWith(writes);
            read.UnionWith(phase.Loaded);
        }
    }
}
