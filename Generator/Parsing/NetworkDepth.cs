using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Checks that a network is no deeper than the stages after parsing can follow: some of them recurse, and a compiler's thread may have a
/// stack of one megabyte. It is asked before the layers are read, because blocks inside blocks are read by recursion, too.
/// </summary>
internal static class NetworkDepth
{
    /// <summary>The most hidden layers of a network; a residual block is one, beside those inside it.</summary>
    private const int MostLayers = 1000;

    /// <summary>The most residual blocks inside each other.</summary>
    private const int MostNested = 100;

    /// <summary>Reports the first layer too many; false where there is one.</summary>
    public static bool Check(AttributeSet set, NetworkSource? source) =>
        source is null || (source.IsStack ? CheckStack(set, source) : CheckChain(set, source));

    // The first size is what goes in, the last one the head.
    private static bool CheckChain(AttributeSet set, NetworkSource source)
    {
        if (source.Use.Sizes(0) is not { Length: > MostLayers + 2 } sizes)
            return true;
        Report(set, source, sizes[MostLayers + 1].At, AttributeSet.Text(MostLayers) + " hidden layers");
        return false;
    }

    private static bool CheckStack(AttributeSet set, NetworkSource source)
    {
        int count = 0;
        int open = 0;
        foreach (AttributeUse layer in source.Layers)
        {
            if (layer.Name == LayerAttributes.EndResidual)
            {
                open--;
                continue;
            }

            count++;
            open += layer.Name == LayerAttributes.Residual ? 1 : 0;
            if (count <= MostLayers && open <= MostNested)
                continue;
            string most = open > MostNested
                ? AttributeSet.Text(MostNested) + " residual blocks inside each other"
                : AttributeSet.Text(MostLayers) + " hidden layers";
            Report(set, source, layer.At, most);
            return false;
        }

        return true;
    }

    private static void Report(AttributeSet set, NetworkSource source, ArgumentLocation at, string most) =>
        set.Report(DiagnosticIds.NetworkTooDeep, at, NetworkParser.NameOf(source.Use), most);
}
