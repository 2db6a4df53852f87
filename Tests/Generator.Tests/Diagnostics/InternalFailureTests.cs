using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;
using VaeGen.Generator.Parsing;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>VAE0901: a defect of VaeGen itself is one diagnostic with the name of the stage, never an exception.</summary>
public sealed class InternalFailureTests
{
    private const string Source =
        "using VaeGen; [Encoder(4, 2)] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Bernoulli)] partial class {|VAE0901:MnistVae|};";

    private const string Use = " static class Program { static object Use() => new MnistVae(seed: 1).Sample(1); }";

    private static readonly Func<ModelSpec, IReadOnlyList<Problem>> NoProblems = _ => [];

    private static string Message(ModelStages stages, string source) => Assert.Single(DiagnosticMarkup.Verify(
        source, text => ModelCompilation.Of(new VaeGenerator(stages), new ModelAnalyzer(stages), text))).GetMessage(null);

    [Fact]
    public void Parsing()
    {
        string message = Message(new(
            (type, _, _) => ModelAttributes.IsModel(type) ? throw new InvalidOperationException("no symbol") : null, NoProblems,
            ModelEmitter.Emit), Source);

        Assert.StartsWith("VaeGen failed on the model 'MnistVae' in the stage 'parsing': no symbol.", message);
    }

    [Fact]
    public void Lowering()
    {
        string message = Message(new(ModelParser.Parse, _ => throw new KeyNotFoundException("no row"), ModelEmitter.Emit), Source + Use);

        Assert.StartsWith("VaeGen failed on the model 'MnistVae' in the stage 'lowering': no row.", message);
    }

    [Fact]
    public void A_stage_may_name_its_own_parts()
    {
        ModelStages stages =
            new(ModelParser.Parse, NoProblems,
                _ => StageFailure.Run<IReadOnlyList<(string, string)>>("fusion", () => throw new NotSupportedException("two sinks")));

        Assert.StartsWith("VaeGen failed on the model 'MnistVae' in the stage 'fusion': two sinks.", Message(stages, Source + Use));
    }

    [Theory]
    [InlineData("Other.g.cs", "MnistVae.g.cs")]
    [InlineData("MnistVae.Training.g.cs", "MnistVae.training.g.cs")]
    public void A_file_name_that_could_meet_another_is_a_failure_of_emission(string first, string second)
    {
        ModelStages stages = new(ModelParser.Parse, NoProblems, _ => [(first, "// one"), (second, "// two")]);

        Assert.Contains("in the stage 'emission': the file name", Message(stages, Source + Use));
    }

    [Fact]
    public void A_problem_that_only_a_later_stage_sees_is_shown_at_the_argument()
    {
        ModelStages stages =
            new(ModelParser.Parse, model => [new Problem(DiagnosticIds.TooManyWeights, model.Encoder.Head.At, ["1", "0"])],
                ModelEmitter.Emit);

        DiagnosticMarkup.Verify(
            "using VaeGen; [Encoder(4, {|VAE0106:2|})] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Bernoulli)] partial class MnistVae;"
            + Use,
            text => ModelCompilation.Of(new VaeGenerator(stages), new ModelAnalyzer(stages), text));
    }

    [Fact]
    public void Cancellation_is_not_a_failure() =>
        Assert.Throws<OperationCanceledException>(() => StageFailure.Run<int>("emission", () => throw new OperationCanceledException()));
}
