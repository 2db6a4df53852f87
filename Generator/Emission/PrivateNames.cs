using System;
using System.Linq;

namespace VaeGen.Generator.Emission;

/// <summary>
/// The names of the emitted members of a model that are not public. A member of the user with such a name collides as one with the name of
/// a public member does, so emitters declare nothing else in the user's class: a test compares.
/// </summary>
internal static class PrivateNames
{
    private static readonly string[] Fixed = ["Network", "ParameterShapes", "state", "PanelWidth"];

    /// <summary>What the size constants are named after, <c>FeatureSize</c>, <c>FeaturePanels</c>, <c>FeatureChannels</c>; <c>Hidden</c> with a number.</summary>
    private static readonly string[] Axes = ["Feature", "Latent", "Condition", "OffDiagonal", "Hidden"];

    private static readonly string[] Measures = ["Size", "ChannelPanels", "VolumePanels", "Panels", "Channels", "Positions", "WindowRows"];

    /// <summary>Whether an emitted member may have that name.</summary>
    public static bool Contains(string name)
    {
        if (Fixed.Contains(name))
        {
            return true;
        }

        string? axis = Axes.FirstOrDefault(start => name.StartsWith(start, StringComparison.Ordinal));
        string? measure = Measures.FirstOrDefault(end => name.EndsWith(end, StringComparison.Ordinal));
        if (axis is null || measure is null || axis.Length + measure.Length > name.Length)
        {
            return false;
        }

        string number = name.Substring(axis.Length, name.Length - axis.Length - measure.Length);
        return axis == "Hidden" ? number.Length > 0 && number.All(c => c is >= '0' and <= '9') : number.Length == 0;
    }
}
