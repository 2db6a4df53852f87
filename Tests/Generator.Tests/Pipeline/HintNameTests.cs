using System;
using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;
using VaeGen.Generator.Parsing;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Pipeline;

/// <summary>File names: short and readable, and never the same for two models, because that would lose all of them.</summary>
public sealed class HintNameTests
{
    private const string Model = "[VaeGen.Encoder(4, 2)] [VaeGen.Decoder(2, 4)] [VaeGen.Prior(Normal)] [VaeGen.Likelihood(Bernoulli)] ";

    /// <summary>One file a model, so that the names are those of the models.</summary>
    private static readonly ModelStages Skeletons = new(ModelParser.Parse, _ => [], model => SkeletonEmitter.Emit(SkeletonSpec.Of(model)));

    private static string[] Names(string source) =>
        ModelCompilation.Of(new VaeGenerator(Skeletons), new ModelAnalyzer(Skeletons), source.Replace("$", Model)).MustCompile()
            .Files.Select(file => file.HintName).ToArray();

    [Fact]
    public void A_class_of_the_global_namespace_has_its_own_name() => Assert.Equal(["MnistVae.g.cs"], Names("$ partial class MnistVae;"));

    [Fact]
    public void Namespaces_and_outer_types_tell_namesakes_apart() => Assert.Equal(
        ["A.B.MnistVae.g.cs", "A.B.Outer+Inner+MnistVae.g.cs", "A.MnistVae.g.cs", "MnistVae.g.cs"],
        Names("""
            $ partial class MnistVae;
            namespace A { $ partial class MnistVae; }
            namespace A.B { $ partial class MnistVae; partial class Outer { partial struct Inner { $ partial class MnistVae; } } }
            """).Order(StringComparer.Ordinal));

    [Fact]
    public void A_model_inside_a_model_does_not_meet_its_sections() => Assert.Equal(
        ["MnistVae+TrainingStep.g.cs", "MnistVae.g.cs"],
        Names("$ partial class MnistVae { $ partial class TrainingStep; }").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("$ partial class Mnist; $ partial class MNIST;")]
    [InlineData("namespace a { $ partial class M; } namespace A { $ partial class M; }")]
    [InlineData("namespace a { $ partial class M; } partial class A { $ partial class M; }")]
    [InlineData("partial class Outer { $ partial class M; } partial class outer_ { } partial class OUTER { $ partial class M; }")]
    public void Names_that_differ_in_case_alone_get_a_hash(string source)
    {
        string[] names = Names(source);

        Assert.Equal(2, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches(@"^[A-Za-z+.]+-[0-9a-f]{8}\.g\.cs$", name));
    }

    [Fact]
    public void The_hash_does_not_change() => Assert.Equal(
        ["MNIST-35d493d6.g.cs", "Mnist-37e35fd6.g.cs"],
        Names("$ partial class Mnist; $ partial class MNIST;").Order(StringComparer.Ordinal));

    [Fact]
    public void A_neighbour_that_is_no_model_counts_too_because_asking_must_not_depend_on_other_models() => Assert.Matches(
        @"^Mnist-[0-9a-f]{8}\.g\.cs$", Names("$ partial class Mnist; class MNIST;").Single());

    [Theory]
    [InlineData("Größe", "Größe.g.cs")]
    [InlineData("@class", "class.g.cs")]
    [InlineData("e\u0301te\u0301", "e(0301)te(0301).g.cs")]
    [InlineData("a\u203fb", "a(203f)b.g.cs")]
    [InlineData("模型", "模型.g.cs")]
    public void Every_identifier_of_the_language_gives_a_name(string identifier, string expected) =>
        Assert.Equal([expected], Names("$ partial class " + identifier + ";"));

    [Theory]
    [InlineData("namespace VaeGen { $ partial class WordUsings; }")]
    [InlineData("$ partial class words;")]
    public void No_class_meets_the_usings_of_wrong_classes(string source) =>
        Assert.Single(Names("#pragma warning disable CS8981\n" + source));
}
