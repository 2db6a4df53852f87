using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>What is emitted for a model with an error, to be read as a whole.</summary>
public sealed class InvalidModelSnapshotTests
{
    [Fact]
    public void Skeleton() => Snapshot.Standard.VerifyInvalid(
        ModelCompilation.Of("""
            using VaeGen;

            namespace Digits;

            /// <summary>The decoder takes another number of values than the latent has.</summary>
            [Encoder(784, 400, 20)]
            [Decoder(32, 400, 784)]
            [Prior(Normal)]
            [Likelihood(Bernoulli)]
            public partial class MnistVae;
            """),
        this);
}
