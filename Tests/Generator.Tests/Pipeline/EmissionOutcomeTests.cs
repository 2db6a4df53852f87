using System;
using System.Threading;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;
using VaeGen.Generator.Parsing;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Pipeline;

/// <summary>A build emits each model once: the analyzer asks how the generator's emission ended.</summary>
public sealed class EmissionOutcomeTests
{
    private const string Source =
        "[VaeGen.Encoder(4, 2)] [VaeGen.Decoder(2, 4)] [VaeGen.Prior(Normal)] [VaeGen.Likelihood(Bernoulli)] partial class $; class Base; ";

    private int emissions;

    private ModelStages Counting(bool fails = false) => new(ModelParser.Parse, _ => [], model =>
    {
        Interlocked.Increment(ref emissions);
        return fails ? throw new InvalidOperationException("no code") : SkeletonEmitter.Emit(SkeletonSpec.Of(model));
    });

    [Theory]
    [InlineData("Vae")]
    [InlineData("Vae : Base")]
    public void A_build_emits_a_model_once(string name)
    {
        ModelStages stages = Counting();

        ModelCompilation.Of(new VaeGenerator(stages), new ModelAnalyzer(stages), Source.Replace("$", name)).MustCompile();

        Assert.Equal(1, emissions);
    }

    [Fact]
    public void A_failure_is_known_without_another_attempt()
    {
        ModelStages stages = Counting(fails: true);

        Assert.Equal("VAE0901", Assert.Single(
            ModelCompilation.Of(new VaeGenerator(stages), new ModelAnalyzer(stages), Source.Replace("$", "Vae")).Diagnostics).Id);
        Assert.Equal(1, emissions);
    }

    /// <summary>In an editor the analyzer may run where the generator has not.</summary>
    [Fact]
    public void Without_the_generator_the_analyzer_tries_once()
    {
        ModelStages stages = Counting();
        for (int run = 0; run < 2; run++)
            ModelCompilation.Of(new VaeGenerator(Counting()), new ModelAnalyzer(stages), Source.Replace("$", "Vae")).MustCompile();

        Assert.Equal(3, emissions);
    }

    [Fact]
    public void The_oldest_outcomes_are_forgotten()
    {
        ModelSpec model = StackModelSpec();
        EmissionOutcomes outcomes = new();
        for (int i = 0; i <= EmissionOutcomes.Most; i++)
            outcomes.Record(model with { Host = model.Host with { PlainName = "Vae" + i } }, null);

        Assert.False(outcomes.TryGet(model with { Host = model.Host with { PlainName = "Vae0" } }, out _));
        Assert.True(outcomes.TryGet(model with { Host = model.Host with { PlainName = "Vae1" } }, out _));
    }

    private static ModelSpec StackModelSpec() =>
        Parsing.StackModels.Parse("[Encoder(4, 2)] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Bernoulli)]");
}
