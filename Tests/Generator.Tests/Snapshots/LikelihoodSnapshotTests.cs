using System;
using System.Linq;
using System.Text;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>What differs between the likelihoods: the card's lines, the loss with its gradient, the mean.</summary>
public sealed class LikelihoodSnapshotTests
{
    [Fact]
    public void Gaussian_per_element() => Verify("Gaussian, Scale = PerElement");

    [Fact]
    public void Gaussian_from_the_decoder() => Verify("Gaussian, Scale = FromDecoder, MinSigma = 0.01");

    [Fact]
    public void ContinuousBernoulli() => Verify("ContinuousBernoulli");

    [Fact]
    public void Laplace() => Verify("Laplace");

    [Fact]
    public void Poisson() => Verify("Poisson");

    [Fact]
    public void NegativeBinomial() => Verify("NegativeBinomial");

    [Fact]
    public void Categorical() => Verify("Categorical, Classes = 4");

    [Fact]
    public void DiscretizedLogistic() => Verify("DiscretizedLogistic");

    private void Verify(string likelihood, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        ModelCompilation model = EmittedText.Checked($$"""
            using VaeGen;

            /// <summary>A model.</summary>
            [Encoder(784, 400, 20)]
            [Decoder(20, 400, 784)]
            [Prior(Normal)]
            [Likelihood({{likelihood}})]
            public partial class MnistVae;
            """);
        StringBuilder text = new();
        string[] card = model.Text("MnistVae.g.cs").Split('\n');
        foreach (string line in card.SkipWhile(line => !line.StartsWith("//   log p(x|z)", StringComparison.Ordinal))
            .TakeWhile(line => line != "//"))
        {
            text.Append(line).Append('\n');
        }

        text.Append(card.Single(line => line.Contains("784-400-20", StringComparison.Ordinal) && line.Contains('"')).Trim()).Append('\n');
        foreach (string line in model.Text("MnistVae.Parameters.g.cs").Split('\n')
            .Where(line => line.Contains("\"decoder.", StringComparison.Ordinal)))
        {
            text.Append(line.Trim()).Append('\n');
        }

        foreach ((string file, string method) in new[] { ("TrainingStep", "ReconstructionLossAndGradient"), ("Inference", "DecodedMean") })
            text.Append('\n').Append(EmittedMethod.Of(model.Text($"MnistVae.{file}.g.cs"), method));
        Snapshot.Standard.VerifyText(text.ToString(), this, test);
    }
}
