using System;
using System.Linq;
using System.Text;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>What a full covariance changes: the encoder's heads on the card, the order of the tasks, the sample and its gradient.</summary>
public sealed class CovarianceSnapshotTests
{
    [Fact]
    public void Full()
    {
        ModelCompilation model = EmittedText.Checked("""
            using VaeGen;

            /// <summary>A model.</summary>
            [Encoder(784, 400, 20)]
            [Decoder(20, 400, 784)]
            [Prior(Normal)]
            [Posterior(Normal, Covariance = Full)]
            [Likelihood(Bernoulli)]
            public partial class MnistVae;
            """);
        StringBuilder text = new();
        string[] card =
        [
            .. model.Text("MnistVae.g.cs").Split('\n')
                .SkipWhile(line => !line.StartsWith("// MnistVae: ", StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)),
        ];
        foreach (string line in card)
            text.Append(line).Append('\n');
        foreach (string line in model.Text("MnistVae.Parameters.g.cs").Split('\n')
            .Where(line => line.Contains("public override", StringComparison.Ordinal)))
        {
            text.Append(line.Trim()).Append('\n');
        }

        (string File, string Method)[] methods =
        [
            ("Inference", "Encode"), ("Inference", "EstimateElbo"), ("TrainingStep", "TrainingStep"),
            ("Inference", "PosteriorMeanDiagonalAndNoise"), ("Inference", "OffDiagonal"),
            ("Inference", "LogVariance"), ("Inference", "PosteriorSample"), ("TrainingStep", "PosteriorGradient"),
            ("TrainingStep", "OffDiagonalGradient"),
            ("TrainingStep", "Hidden1Gradient"),
        ];
        foreach ((string file, string method) in methods)
            text.Append('\n').Append(EmittedMethod.Of(model.Text($"MnistVae.{file}.g.cs"), method));
        Snapshot.Standard.VerifyText(text.ToString(), this);
    }
}
