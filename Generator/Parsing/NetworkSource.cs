using System.Collections.Generic;
using System.Collections.Immutable;
using VaeGen.Generator.Diagnostics;

namespace VaeGen.Generator.Parsing;

/// <summary>One network as it is written: its attribute and the layers behind it.</summary>
/// <param name="Use"><c>[Encoder]</c> or <c>[Decoder]</c>, accepted by the compiler.</param>
/// <param name="Layers">The layer attributes up to the other network or a distribution, malformed ones included.</param>
internal sealed record NetworkSource(AttributeUse Use, ImmutableArray<AttributeUse> Layers)
{
    /// <summary>Whether the network is written as layers, not as sizes; false for <c>null</c>.</summary>
    public bool IsStack { get; } = Use.Sizes(0) is { IsEmpty: true };

    /// <summary>Both networks; null for each that is missing or that the compiler rejects. Reports layers that belong to neither.</summary>
    public static (NetworkSource? Encoder, NetworkSource? Decoder) Split(AttributeSet set)
    {
        Dictionary<string, List<AttributeUse>> layers = new() { [ModelAttributes.Encoder] = [], [ModelAttributes.Decoder] = [] };
        AttributeUse? network = null;
        bool reported = false;
        foreach (AttributeUse use in set.Attributes)
        {
            if (use.Name is ModelAttributes.Encoder or ModelAttributes.Decoder)
            {
                network = use;
                reported = false;
            }
            else if (use.Name is ModelAttributes.Prior or ModelAttributes.Posterior or ModelAttributes.Likelihood)
            {
                network = null;
                reported = false;
            }
            else if (LayerAttributes.All.Contains(use.Name))
            {
                // One report for a run of layers: they have to move, or to go, together.
                reported = reported || ReportMisplaced(set, use, network);
                if (network is not null && network == set.Attributes.Find(network.Name))
                    layers[network.Name].Add(use);
            }
        }

        return (Of(ModelAttributes.Encoder), Of(ModelAttributes.Decoder));

        NetworkSource? Of(string name) => set.Find(name) is { } use ? new NetworkSource(use, [.. layers[name]]) : null;
    }

    private static bool ReportMisplaced(AttributeSet set, AttributeUse layer, AttributeUse? network)
    {
        if (network is null)
        {
            // A network that does not bind may be the one it belongs to.
            if (set.IsComplete)
                set.Report(DiagnosticIds.LayerOutsideNetwork, layer.At, layer.ShortName);

            return set.IsComplete;
        }

        if (network.IsMalformed || network.Sizes(0) is null or { IsEmpty: true })
            return false;

        set.Report(DiagnosticIds.LayerBehindSizes, layer.At, network.ShortName, layer.ShortName);
        return true;
    }
}
