using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Fusion;

/// <summary>The phases of a schedule in the making, found by their loops; and what is settled once all of them are there.</summary>
internal sealed class PhaseList
{
    private readonly List<Phase> phases = [];

    // The places of the phases of the same loops, ascending.
    private readonly Dictionary<(PhaseKind, Axis?, Axis?), List<int>> byLoops = [];

    public IReadOnlyList<Phase> All => phases;

    public Phase this[int index] => phases[index];

    /// <summary>Whether a phase runs over these tiles.</summary>
    public bool HasLoops(int index, PhaseKind kind, Axis? rows, Axis? columns) =>
        phases[index].Kind == kind && Equals(phases[index].Rows, rows) && Equals(phases[index].Columns, columns);

    /// <summary>The first phase over these tiles from <paramref name="ready"/> on; a new one at the end where there is none.</summary>
    public int FindOrAdd(PhaseKind kind, Axis? rows, Axis? columns, int ready, string name)
    {
        if (byLoops.TryGetValue((kind, rows, columns), out List<int>? places))
        {
            int found = places.BinarySearch(ready);
            if (found < 0)
                found = ~found;
            if (found < places.Count)
                return places[found];
        }

        return Add(new Phase(kind, rows, columns, name));
    }

    /// <summary>Puts a phase at the end.</summary>
    public int Add(Phase phase)
    {
        (PhaseKind, Axis?, Axis?) loops = (phase.Kind, phase.Rows, phase.Columns);
        if (!byLoops.TryGetValue(loops, out List<int>? places))
            byLoops[loops] = places = [];
        places.Add(phases.Count);
        phases.Add(phase);
        return phases.Count - 1;
    }

    /// <summary>Noise is drawn in the first phase that uses it; later phases read it from memory.</summary>
    /// <param name="given">What is in memory before the first phase; null for nothing.</param>
    /// <exception cref="NotSupportedException">No phase can draw it, or two tensors would be the same numbers.</exception>
    public void DrawNoise(ISet<Tensor>? given)
    {
        HashSet<Tensor> drawn = [.. given ?? new HashSet<Tensor>()];
        DrawBeforeGathered(drawn);
        foreach (Phase phase in phases)
        {
            NoiseTensor[] wanted = [.. phase.Loaded.OfType<NoiseTensor>().Where(drawn.Add)];
            if (wanted.Length > 0 && phase.Kind != PhaseKind.Tiles)
                throw PhaseTable.Refused(wanted[0], $"'{phase.Name}' reads it first, and is no phase of tiles.");
            phase.Noise.AddRange(wanted);
        }

        CheckStreams([.. phases.SelectMany(phase => phase.Noise)]);
    }

    /// <summary>Drops values that were rewritten away: an activation's input, once its derivative is stated in the output.</summary>
    public void DropUnused(ISet<Tensor> outputs)
    {
        HashSet<Tensor> used = [.. outputs];
        foreach (Phase phase in Enumerable.Reverse(phases))
        {
            if (phase.Gradient is { } gradient)
                used.UnionWith(phase.Kind == PhaseKind.ComputedGradient ? [gradient] : gradient.Inputs);
            used.UnionWith(phase.RowSums.Concat(phase.ColumnSums).Select(sum => sum.Source));
            used.UnionWith(phase.StateUpdates.Select(update => update.Value));
            for (int i = phase.Values.Count - 1; i >= 0; i--)
            {
                if (used.Contains(phase.Values[i]))
                    used.UnionWith(phase.Values[i].Inputs);
                else
                    phase.Values.RemoveAt(i);
            }

            used.UnionWith(phase.Products.Cast<Tensor>().Concat(phase.Gathers).Concat(phase.Scatters).Concat(phase.RowNumbers)
                .SelectMany(tensor => tensor.Inputs));
        }
    }

    /// <summary>Settles what goes to memory: what the caller reads, or another phase. From here on the phases stay as they are.</summary>
    /// <exception cref="NotSupportedException">Two values in memory have one name.</exception>
    public void MarkStored(ISet<Tensor> outputs, ISet<string> alsoStored)
    {
        HashSet<Tensor> loaded = [];
        foreach (Phase phase in phases)
        {
            phase.Close();
            loaded.UnionWith(phase.Loaded);
        }

        Dictionary<string, Tensor> byName = [];
        foreach (Phase phase in phases)
        {
            phase.Stored.AddRange(phase.Computed.Where(tensor =>
                outputs.Contains(tensor) || alsoStored.Contains(tensor.Name) || tensor.IsWrittenWhereComputed || loaded.Contains(tensor)));
            foreach (Tensor tensor in phase.Stored.Concat(phase.RowSums))
            {
                if (byName.TryGetValue(tensor.Name, out Tensor? other) && other != tensor)
                    throw PhaseTable.Refused(tensor, $"{other.Operation} '{other.Name}' has the same place in memory.");
                byName[tensor.Name] = tensor;
            }
        }
    }

    /// <summary>Puts a barrier before each phase that reads what another has written since the last one, or writes what another has
    /// read.</summary>
    public void MarkSynchronization()
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

    // What is gathered from all columns of the noise needs it in memory before: an earlier phase over the same tiles draws it.
    private void DrawBeforeGathered(HashSet<Tensor> drawn)
    {
        for (int i = 0; i < phases.Count; i++)
        {
            foreach (NoiseTensor noise in phases[i].Gathers.SelectMany(gather => gather.Inputs).OfType<NoiseTensor>().Where(drawn.Add)
                .ToArray())
            {
                int earlier = phases.FindIndex(
                    phase => phase.Kind == PhaseKind.Tiles && Equals(phase.Rows, noise.Rows) && Equals(phase.Columns, noise.Axes[1]));
                if (earlier >= i)
                {
                    // Nothing is to be done over these tiles before: the noise is a phase by itself.
                    phases.Insert(i, new Phase(PhaseKind.Tiles, noise.Rows, noise.Axes[1], noise.Name));
                    (earlier, i) = (i, i + 1);
                }

                phases[earlier].Noise.Add(noise);
            }
        }
    }

    private static void CheckStreams(NoiseTensor[] noises)
    {
        Dictionary<(bool, int), NoiseTensor> byStream = [];
        foreach (NoiseTensor noise in noises)
        {
            bool isOfLayer = noise.Kind == NoiseKind.Dropout;
            if (byStream.TryGetValue((isOfLayer, noise.Stream), out NoiseTensor? other))
                throw PhaseTable.Refused(noise, $"it would be the same numbers as '{other.Name}', whose kind and stream it has.");
            byStream.Add((isOfLayer, noise.Stream), noise);
            if (isOfLayer)
                continue;
            if (noise.Axes[1].IsVolume)
                throw PhaseTable.Refused(noise, "the noise of a variable is drawn for a plain row of elements.");
            bool isAlone = noises.Count(other => other.Kind != NoiseKind.Dropout) == 1 && noise.Stream == 0;
            if (!isAlone && (noise.Axes[1].Size > NoiseTensor.MostElements || noise.Stream >= NoiseTensor.MostStreams))
                throw PhaseTable.Refused(noise, "its numbers would meet those of another stream.");
        }
    }
}
