using System.Linq;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Emission;

/// <summary>
/// Every two layers behind each other, on the pixels of x, behind a convolution and in a decoder. What training computes between them may
/// not be there in evaluation, as a dropout is; the parameters of both are the same.
/// </summary>
public sealed class LayerPairTests
{
    private static readonly string[] Layers =
    [
        "[Dropout(0.5)]", "[Dropout(0.25, Activation = Tanh)]", "[LayerNorm]", "[BatchNorm]", "[Conv(1, 3, Padding = 1)]",
        "[Residual] [LayerNorm] [EndResidual]", "[Residual] [Dropout(0.5)] [BatchNorm] [EndResidual]",
        "[Residual] [Conv(1, 3, Padding = 1)] [EndResidual]",
    ];

    // What stands around the pair, and the channels that it works on.
    public static TheoryData<string, int> Places => new()
    {
        { "[Encoder] # [Decoder] [Dense(5)]", 1 },
        { "[Encoder] [Conv(3, 3, Padding = 1)] # [Decoder] [Dense(5)]", 3 },
        { "[Encoder] [Dense(5)] [Decoder] [Dense(1, 4, 6)] # [Conv(1, 3, Padding = 1)]", 1 },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void They_are_emitted(string networks, int channels)
    {
        string models = string.Concat(Layers.SelectMany((first, i) => Layers.Select((second, j) =>
            Source(networks, (first + second).Replace("Conv(1", $"Conv({channels}"), $"Vae{i}{j}"))));

        ModelCompilation.Of("using VaeGen;\n" + models).MustCompile();
    }

    private static string Source(string networks, string pair, string name) =>
        $"{networks.Replace("#", pair)} [Prior(Normal, 2)] [Likelihood(Gaussian, 1, 4, 6)] internal partial class {name};\n";
}
