using System.Collections.Generic;
using System.Collections.Immutable;
using VaeGen.Generator.Diagnostics;

namespace VaeGen.Generator.Parsing;

/// <summary>One layer of a stack as it is written.</summary>
/// <param name="Use">Its attribute; <c>[Residual]</c> for a block.</param>
/// <param name="End"><c>[EndResidual]</c> of a block; null for any other layer.</param>
/// <param name="Inner">The layers inside a block.</param>
internal sealed record StackedLayer(AttributeUse Use, AttributeUse? End, ImmutableArray<StackedLayer> Inner)
{
    /// <summary>The attribute that states the activation: the end of a block.</summary>
    public AttributeUse ActivationUse => End ?? Use;
}

/// <summary>Makes a tree of layers of the flat list in which blocks are opened and closed.</summary>
internal static class ResidualBlocks
{
    /// <summary>The layers, blocks with their layers inside. A block that is wrong is reported and left away, its layers stay.</summary>
    public static ImmutableArray<StackedLayer> Nest(AttributeSet set, ImmutableArray<AttributeUse> uses, out bool right)
    {
        right = true;
        Stack<(AttributeUse Opening, List<StackedLayer> Outer)> open = new();
        List<StackedLayer> current = [];
        foreach (AttributeUse use in uses)
        {
            if (use.Name == LayerAttributes.Residual)
            {
                open.Push((use, current));
                current = [];
            }
            else if (use.Name != LayerAttributes.EndResidual)
            {
                current.Add(new StackedLayer(use, null, []));
            }
            else if (open.Count == 0)
            {
                set.Report(DiagnosticIds.ResidualNotOpened, use.At);
                right = false;
            }
            else
            {
                (AttributeUse opening, List<StackedLayer> outer) = open.Pop();
                if (current.Count == 0)
                {
                    set.Report(DiagnosticIds.ResidualEmpty, opening.At);
                    right = false;
                }
                else
                {
                    outer.Add(new StackedLayer(opening, use, [.. current]));
                }

                current = outer;
            }
        }

        while (open.Count > 0)
        {
            (AttributeUse opening, List<StackedLayer> outer) = open.Pop();
            set.Report(DiagnosticIds.ResidualNotClosed, opening.At);
            right = false;
            outer.AddRange(current);
            current = outer;
        }

        return [.. current];
    }
}
