using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>What one example costs: the multiply-adds of its products, those of padding included.</summary>
internal static class ForwardWork
{
    /// <summary>The multiply-adds of a schedule for one example.</summary>
    /// <param name="schedule">A forward pass.</param>
    /// <param name="panelWidth">Columns of a panel.</param>
    public static long Of(Schedule schedule, int panelWidth)
    {
        return schedule.Phases.SelectMany(phase => phase.Products).SelectMany(product => product.Terms)
            .Sum(term => Term(term) * (term.Left.Rows?.Fan?.Count ?? 1))
            + schedule.Phases.SelectMany(phase => phase.Scatters).Sum(scatter => Image(scatter.Map, scatter.Weights));

        long Term(ContractionTerm term) =>
            term.Map is null ? Padded(term.Over) * Padded(term.Right.Axes[1])
            : term.Map.IsOfImage ? Image(term.Map, term.Right)
            : term.Map.Pairs * PaddedChannels(term.Over) * PaddedChannels(term.Right.Axes[1]);

        long Image(WindowMap map, Tensor weights) => map.Pairs * map.ImageChannels * PaddedChannels(weights.Axes[1]);

        long Padded(Axis axis) => axis.Positions * PaddedChannels(axis);

        long PaddedChannels(Axis axis) => (axis.Channels + panelWidth - 1) / panelWidth * panelWidth;
    }
}
