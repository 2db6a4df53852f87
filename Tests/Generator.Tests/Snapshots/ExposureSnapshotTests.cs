using System;
using System.Linq;
using System.Text;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>What an exposure changes: the card, the decoder's heads, the likelihood's gradient.</summary>
public sealed class ExposureSnapshotTests
{
    [Fact]
    public void AColumn()
    {
        ModelCompilation model = EmittedText.Checked("""
            using VaeGen;

            /// <summary>A model.</summary>
            [Encoder(6, 16, 2, Input = LogStandardize)]
            [Decoder(2, 16, 6)]
            [Prior(Normal)]
            [Likelihood(NegativeBinomial, Exposure = 5)]
            public partial class ClaimsVae;
            """);
        StringBuilder text = new();
        foreach (string line in model.Text("ClaimsVae.g.cs").Split('\n')
            .SkipWhile(line => !line.StartsWith("// ClaimsVae: ", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)))
        {
            text.Append(line).Append('\n');
        }

        foreach ((string file, string method) in new[] { ("Inference", "Decode"), ("TrainingStep", "ReconstructionLossAndGradient") })
            text.Append('\n').Append(EmittedMethod.Of(model.Text($"ClaimsVae.{file}.g.cs"), method));
        Snapshot.Standard.VerifyText(text.ToString(), this);
    }
}
