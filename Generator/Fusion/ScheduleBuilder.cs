using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Fusion;

/// <summary>
/// Cuts a program into phases. A product opens a phase, or joins one over the same tiles whose operands are ready; pointwise work joins the phase of its
/// latest input, so that it runs on the tile in the cache; weight updates come last, when nothing reads the old weights any more.
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
    /// <param name="alsoStored">Names of values that are stored wherever they are computed, so that tasks can share phases.</param>
    public static Schedule Build(
        string task,
        IReadOnlyList<Tensor> outputs,
        IReadOnlyList<(ParameterTensor Parameter, Tensor Gradient)> gradients,
        ISet<string> alsoStored)
    {
        ScheduleBuilder builder = new();
        IEnumerable<Tensor> wanted = outputs.Concat(gradients.SelectMany(pair => pair.Gradient.Inputs));
        foreach (Tensor tensor in TensorOrder.Of(wanted))
            builder.Place(tensor);
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
                PlaceProduct(product);
                break;
            case PointwiseTensor value:
                PlaceValue(value);
                break;
            case SumTensor sum when sum.HasBatch:
                int phase = phaseOf[sum.Source];
                phases[phase].RowSums.Add(sum);
                phaseOf[sum] = phase;
                break;
            case DataTensor or ParameterTensor or NoiseTensor:
                break;
            default:
                throw new NotSupportedException($"No phase computes {tensor.GetType().Name} '{tensor.Name}'.");
        }
    }

    private void PlaceProduct(ContractionTensor product)
    {
        Axis columns = product.Axes[1];
        int ready = LatestPhase(product);
        int index = phases.FindIndex(ready + 1, phase => phase.Kind == PhaseKind.Tiles && Equals(phase.Columns, columns));
        if (index < 0)
        {
            index = phases.Count;
            phases.Add(new Phase(PhaseKind.Tiles, columns, product.Name));
        }

        phases[index].Products.Add(product);
        phaseOf[product] = index;
    }

    private void PlaceValue(PointwiseTensor value)
    {
        int index = LatestPhase(value);
        // What depends on parameters and scalars alone is computed where it is used.
        if (index < 0)
        {
            inlined.Add(value);
            return;
        }

        if (value.Axes.Length != 2 || !Equals(phases[index].Columns, value.Axes[1]))
            throw new NotSupportedException($"'{value.Name}' is computed from tiles of another shape.");
        phases[index].Values.Add(value);
        phaseOf[value] = index;
    }

    private void AddUpdate(ParameterTensor parameter, Tensor gradient)
    {
        PhaseKind kind = gradient is ContractionTensor ? PhaseKind.WeightGradient : PhaseKind.BiasGradient;
        phases.Add(new Phase(kind, parameter.Axes[parameter.Axes.Length - 1], parameter.Name) { Target = parameter, Gradient = gradient });
    }

    private int LatestPhase(Tensor tensor) => tensor.Inputs.Select(PhaseOf).DefaultIfEmpty(-1).Max();

    private int PhaseOf(Tensor tensor) =>
        inlined.Contains(tensor) ? LatestPhase(tensor) : phaseOf.TryGetValue(tensor, out int phase) ? phase : -1;

    // Noise is drawn in the first phase that uses it; later phases read it from memory.
    private void DrawNoise()
    {
        HashSet<Tensor> drawn = [];
        foreach (Phase phase in phases.Where(phase => phase.Kind == PhaseKind.Tiles))
        {
            foreach (NoiseTensor noise in phase.Loaded.OfType<NoiseTensor>().ToArray())
            {
                if (drawn.Add(noise))
                    phase.Noise.Add(noise);
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
            foreach (SumTensor sum in phase.RowSums)
                used.Add(sum.Source);
            for (int i = phase.Values.Count - 1; i >= 0; i--)
            {
                if (used.Contains(phase.Values[i]))
                    used.UnionWith(phase.Values[i].Inputs);
                else
                    phase.Values.RemoveAt(i);
            }

            foreach (ContractionTensor product in phase.Products)
                used.UnionWith(product.Inputs);
        }
    }

    private void MarkStored(HashSet<Tensor> outputs, ISet<string> alsoStored)
    {
        foreach (Phase phase in phases)
        {
            IEnumerable<Tensor> computed = phase.Products.Cast<Tensor>().Concat(phase.Noise).Concat(phase.Values);
            phase.Stored.AddRange(computed.Where(tensor =>
                outputs.Contains(tensor)
                || alsoStored.Contains(tensor.Name)
                || phases.Any(other => other != phase && other.Loaded.Contains(tensor))));
        }
    }

    private void MarkSynchronization()
    {
        HashSet<Tensor> written = [];
        HashSet<Tensor> read = [];
        foreach (Phase phase in phases)
        {
            IEnumerable<Tensor> writes = phase.Target is { } target ? [target] : phase.Stored;
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
