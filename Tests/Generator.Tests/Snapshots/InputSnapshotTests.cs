using System;
using System.Linq;
using System.Text;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>What a standardized input changes: the card, the encoder's first phase, the decoder's heads, the likelihood's
/// gradient.</summary>
public sealed class InputSnapshotTests
{
    [Fact]
    public void Standardized()
    {
        ModelCompilation model = EmittedText.Checked("""
            using VaeGen;

            /// <summary>A model.</summary>
            [Encoder(4, 32, 2, Input = LogStandardize)]
            [Decoder(2, 32, 4)]
            [Prior(Normal)]
            [Likelihood(Laplace)]
            public partial class PeopleVae;
            """);
        StringBuilder text = new();
        foreach (string line in model.Text("PeopleVae.g.cs").Split('\n')
            .SkipWhile(line => !line.StartsWith("// PeopleVae: ", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)))
        {
            text.Append(line).Append('\n');
        }

        (string File, string Method)[] methods =
        [
            ("Inference", "Encode"), ("Inference", "ScaledX"), ("Inference", "Decode"), ("Inference", "DecodedMean"),
            ("TrainingStep", "ReconstructionLossAndGradient"),
        ];
        foreach ((string file, string method) in methods)
            text.Append('\n').Append(EmittedMethod.Of(model.Text($"PeopleVae.{file}.g.cs"), method));
        Snapshot.Standard.VerifyText(text.ToString(), this);
    }
}
