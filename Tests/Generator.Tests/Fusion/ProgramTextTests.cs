using System.Linq;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Parsing;
using VaeGen.Generator.Tests.Snapshots;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Fusion;

/// <summary>The program of a small model after each pass: what one reads to see what lowering, differentiation and fusion do.</summary>
public sealed class ProgramTextTests
{
    [Fact]
    public void Passes()
    {
        ModelCompilation compilation = ModelCompilation.Of("""
            using VaeGen;

            [Encoder(784, 400, 20, Activation = Silu)]
            [Decoder(20, 400, 784)]
            [Prior(Normal)]
            [Likelihood(Gaussian)]
            internal sealed partial class SmallVae;
            """);
        VariationalProgram program = ModelLowering.Lower(
            ModelParser.Parse(compilation.Output.GetTypeByMetadataName("SmallVae")!, compilation.Output, default)!.Parsed.Model!,
            Vocabulary.Standard);
        Snapshot.Standard.VerifyText(ProgramText.Of(program, ModelSchedules.Of(program).All.Skip(2)), this);
    }
}
