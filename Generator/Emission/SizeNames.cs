using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>The constants of a model that hold the sizes of its axes: <c>FeatureSize</c>, <c>Hidden1Panels</c>,
/// <c>Hidden2Channels</c>.</summary>
internal sealed class SizeNames
{
    private static readonly Regex Known = new("^(x|z|c|h([0-9]+))(Volume|Channels|Window|Input)*$");

    private readonly List<Axis> axes;
    private readonly Axis[] fans;
    private readonly int panelWidth;

    private SizeNames(List<Axis> axes, Axis[] fans, int panelWidth)
    {
        this.axes = axes;
        this.fans = fans;
        this.panelWidth = panelWidth;
    }

    /// <summary>The constants in the order of the layers: each with its value.</summary>
    public IEnumerable<(string Name, long Value)> Constants =>
        axes.SelectMany(ConstantsOf).Concat(fans.Select(rows => (Name: RowSpaces.CountOf(rows), Value: (long)rows.Fan!.Count)))
            .GroupBy(constant => constant.Name).Select(group => group.First());

    /// <summary>The sizes of all axes that parameters or phases have.</summary>
    public static SizeNames Of(VariationalProgram program, IEnumerable<Schedule> schedules, int panelWidth)
    {
        Phase[] phases = [.. schedules.SelectMany(schedule => schedule.Phases)];
        Axis[] tiled = [.. phases.Where(phase => phase.Kind == PhaseKind.Tiles).Select(phase => phase.Columns).OfType<Axis>()];
        // What is counted once more by another layer's name has constants of that name.
        Axis[] again =
            [.. phases.SelectMany(phase => phase.Computed.Concat(phase.Loaded)).SelectMany(tensor => tensor.Axes)
                .Where(axis => axis.Original is not null)];
        Dictionary<string, Axis> volumes = tiled.Concat(again).Where(axis => axis.IsVolume).GroupBy(axis => axis.ChannelAxis.Name)
            .ToDictionary(group => group.Key, group => group.First());
        List<Axis> axes = [];
        IEnumerable<Axis> ofGroups = program.Groups.Select(group => group.Value.Axes[1]);
        foreach (Axis axis in program.Parameters.SelectMany(OutputFirst).Concat(tiled).Concat(again).Concat(ofGroups))
        {
            Axis whole = volumes.TryGetValue(axis.Name, out Axis? volume) ? volume : axis;
            if (!axes.Exists(known => known == whole && known.Name == whole.Name))
                axes.Add(whole);
        }

        Axis[] fans = [.. phases.SelectMany(phase => phase.Computed).Select(tensor => tensor.Rows).OfType<Axis>()
            .Where(rows => rows.Fan is not null).Distinct()];
        return new SizeNames(axes, fans, panelWidth);
    }

    /// <summary>The layer that an axis counts, as part of names.</summary>
    public static string NameOf(Axis axis)
    {
        Match match = Known.Match(axis.Name);
        return !match.Success ? char.ToUpperInvariant(axis.Name[0]) + axis.Name.Substring(1)
            : match.Groups[1].Value switch
            {
                "x" => "Feature",
                "z" => "Latent",
                "c" => "Condition",
                _ => "Hidden" + match.Groups[2].Value,
            };
    }

    /// <summary>All elements of an axis.</summary>
    public string Size(Axis axis) =>
        axis.IsVolume ? $"{Channels(axis)} * {Positions(axis)}" : axis.IsChannels ? Channels(axis) : NameOf(axis) + "Size";

    /// <summary>The channels of a volume.</summary>
    public string Channels(Axis axis) => NameOf(axis) + "Channels";

    /// <summary>The positions of a volume.</summary>
    public string Positions(Axis axis) => NameOf(axis) + "Positions";

    /// <summary>The panels of one position.</summary>
    public string ChannelPanels(Axis axis) => NameOf(axis) + "ChannelPanels";

    /// <summary>All panels of an axis.</summary>
    public string Panels(Axis axis) =>
        NameOf(axis) + (axis.IsChannels ? "ChannelPanels" : IsFeatureVolume(axis) ? "VolumePanels" : "Panels");

    /// <summary>Rows of stored weights over an axis, those of padding between positions or taps included.</summary>
    public string StoredRows(Axis axis) =>
        axis.IsWindow ? NameOf(axis) + "WindowRows" : axis.Positions > 1 ? $"{Panels(axis)} * PanelWidth" : Size(axis);

    /// <summary>Two arguments, or one: what a matrix over an axis is made of.</summary>
    public string Shape(Axis axis) => axis.IsVolume ? $"{Channels(axis)}, {Positions(axis)}" : Size(axis);

    /// <summary>The arguments of a share of tiles: all panels, and in a volume those of a position.</summary>
    public string Tiles(Axis axis) => axis.IsVolume ? $"{Panels(axis)}, {ChannelPanels(axis)}" : Panels(axis);

    private static IEnumerable<Axis> OutputFirst(ParameterTensor parameter) =>
        parameter.Axes.Length == 2 && parameter.Axes[0].IsWindow ? parameter.Axes.Reverse() : parameter.Axes;

    private static bool IsFeatureVolume(Axis axis) => axis.Name == "xVolume";

    private IEnumerable<(string Name, long Value)> ConstantsOf(Axis axis)
    {
        long channelPanels = (axis.Channels + panelWidth - 1) / panelWidth;
        if (axis.IsWindow)
            return [(StoredRows(axis), axis.Positions == 1 ? axis.Channels : axis.Positions * channelPanels * panelWidth)];
        return axis.IsVolume
            ?
            [
                (Channels(axis), axis.Channels),
                (Positions(axis), axis.Positions),
                (ChannelPanels(axis), channelPanels),
                (Panels(axis), axis.Positions * channelPanels),
            ]
            : [(Size(axis), axis.Size!.Value), (Panels(axis), channelPanels)];
    }
}
