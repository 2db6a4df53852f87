using System;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Pipeline;

/// <summary>The words of the language mean on a model what they say, whatever else has their names, and are nowhere else.</summary>
public sealed class WordTests
{
    private const string Model = """
        [VaeGen.Encoder(4, 3, 2, Activation = Tanh)]
        [VaeGen.Decoder(2, 3, 4, Activation = Identity)]
        [VaeGen.Prior(Normal)]
        [VaeGen.Posterior(Normal, Covariance = Full)]
        [VaeGen.Likelihood(Gaussian, Scale = Shared)]

        """;

    public static TheoryData<string> EveryWord => [.. Words.All];

    /// <summary>A project in which each name means something else, by a type of its own namespace, a using, or a static using.</summary>
    [Theory]
    [InlineData("class Normal { public static int Sample() => 1; } static class User { public static int Use() => Normal.Sample(); }")]
    [InlineData("class Shared { public static int X = 1; } class Full { public static int X = 2; } static class User { public static int "
        + "Use() => Shared.X + Full.X; }")]
    [InlineData("namespace Normal { class Gaussian { } } namespace Full.Shared { class Identity { } }")]
    [InlineData("enum Tanh { Identity } struct Gaussian { } delegate void Identity(); interface Full { } record Normal;")]
    public void Types_of_the_same_name(string types) => ModelCompilation.Of(types + Model + "partial class MnistVae;").MustCompile();

    [Fact]
    public void Types_of_the_same_name_behind_usings() => ModelCompilation.Of(
        "namespace MathNet.Numerics.Distributions { class Normal { public static double Sample() => 0; } }",
        "namespace Elsewhere { using MathNet.Numerics.Distributions; static class User { public static double Use() => Normal.Sample(); "
            + "} }",
        $$"""
        using System;
        using MathNet.Numerics.Distributions;
        using VaeGen;
        using static System.Math;

        {{Model}}
        partial class MnistVae { public static double Use(double x) => Tanh(x) + Abs(x); }
        """).MustCompile();

    [Fact]
    public void Members_of_a_type_around_the_model() => ModelCompilation.Of(
        "partial class Outer { const int Normal = 1; static int Tanh() => Normal; internal static int Full => Tanh(); " + Model
        + "public partial class MnistVae; }")
        .MustCompile();

    [Theory]
    [InlineData("global using static System.Math;")]
    [InlineData("global using Normal = System.Int32; global using Tanh = System.Math; global using Full = System.Collections;")]
    public void Global_usings(string usings) => ModelCompilation.Of(usings, Model + "partial class MnistVae;").MustCompile();

    /// <summary>The values are those that are written, not those that happen to compile.</summary>
    [Fact]
    public void A_word_is_read_as_what_it_says()
    {
        string text = ModelCompilation.Of(
            "class Settings { public const VaeGen.Distribution Normal = VaeGen.Distribution.Deterministic; }",
            "using static Settings; " + Model.Replace("Identity", "true ? Elu : (Relu)") + "partial class MnistVae;").MustCompile().Text(
            "MnistVae.g.cs");

        Assert.Contains("Tanh", text);
        Assert.Contains("Elu", text);
        Assert.Contains("q(z|x)        normal with a full covariance", text);
    }

    /// <summary>A constant made of words has its value before the class has them.</summary>
    [Theory]
    [InlineData("Mine", "const VaeGen.Activation Mine = Softplus;")]
    [InlineData("MnistVae.Mine", "const VaeGen.Activation Mine = Other, Other = true ? Softplus : Gelu;")]
    [InlineData("(VaeGen.Activation)Number", "const int Number = (int)Softplus;")]
    [InlineData("Settings.Mine", "internal static class Settings { internal const VaeGen.Activation Mine = Softplus; }")]
    public void A_constant_of_the_model_is_made_of_words(string argument, string member)
    {
        string text = ModelCompilation.Of(
            Model.Replace("Activation = Tanh", "Activation = " + argument) + "partial class MnistVae { " + member + " }")
            .MustCompile().Text("MnistVae.g.cs");

        Assert.Contains("4-3-2, Softplus", text);
    }

    /// <summary>What the compiler refuses stays its error, and no other is added.</summary>
    [Theory]
    [InlineData("const VaeGen.Activation Mine = Other, Other = Mine;", "CS0110")]
    [InlineData("const VaeGen.Activation Mine = Nothing;", "CS0103")]
    public void A_constant_without_a_value_is_the_compilers_error(string member, string error)
    {
        string[] found =
        [
            .. ModelCompilation.Of(Model.Replace("Activation = Tanh", "Activation = Mine") + "partial class MnistVae { " + member + " }")
                .Diagnostics.Select(diagnostic => diagnostic.Id),
        ];

        Assert.Contains(error, found);
        Assert.All(found, id => Assert.StartsWith("CS", id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("partial class MnistVae")]
    [InlineData("class Base; partial class MnistVae : Base")]
    [InlineData("partial class MnistVae : object")]
    [InlineData("partial class Outer { partial class MnistVae")]
    public void Every_word_can_be_written_bare_in_the_class(string declaration) => ModelCompilation.Of($$"""
        using System;
        using VaeGen;

        {{declaration.Replace("partial class MnistVae", Model + "partial class MnistVae")}}
        {
            static readonly Distribution[] Distributions =
            [
                Normal, Gaussian, Bernoulli, Deterministic, ContinuousBernoulli, Laplace, Poisson, NegativeBinomial, DiscretizedLogistic,
                Categorical,
            ];
            static readonly Scale[] Scales = [Shared, PerElement, FromDecoder];
            static readonly Covariance[] Covariances = [Diagonal, Full];
            static readonly Activation[] Activations = [Relu, LeakyRelu, Elu, Gelu, Silu, Tanh, Sigmoid, Softplus, Identity];
            static double Parse() => Double.Parse("1") + Distributions.Length + Scales.Length + Covariances.Length + Activations.Length;
            internal static int Use() => (int)Parse();
        }
        {{(declaration.Contains("Outer", StringComparison.Ordinal) ? "}" : "")}}
        """).MustCompile();

    [Theory]
    [MemberData(nameof(EveryWord))]
    public void No_word_is_visible_outside_of_a_model(string word)
    {
        ModelCompilation compilation =
            ModelCompilation.Of(Model + "partial class MnistVae;", "class Other { object Use() => " + word + "; }");

        Assert.Equal("CS0103", Assert.Single(compilation.Diagnostics).Id);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9, "namespace A { class Other { static double Normal(double x) { return System.Math.Tanh(x); } } }")]
    [InlineData(LanguageVersion.CSharp13, "[System.Serializable] class Other;")]
    public void A_project_without_a_model_gets_nothing(LanguageVersion version, string source)
    {
        ModelCompilation compilation =
            ModelCompilation.Of(ModelCompilation.ParseOptions(version), new VaeGenerator(), new ModelAnalyzer(), source);

        Assert.Empty(compilation.Files);
        Assert.Empty(compilation.Diagnostics);
    }

    /// <summary>Two words of one name, or a word that is also a public type, would be ambiguous.</summary>
    [Fact]
    public void The_words_are_disjoint_and_no_names_of_types()
    {
        string[] words = [.. Words.ByType.SelectMany(entry => entry.Names)];
        string[] types = typeof(EncoderAttribute).Assembly.GetExportedTypes().Select(type => type.Name).ToArray();

        Assert.Equal(words.Length, words.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(words.Intersect(types));
    }

    /// <summary>What a model inherits is what is emitted where it cannot inherit.</summary>
    [Fact]
    public void The_runtimes_class_has_every_word_with_its_value()
    {
        // The base classes have the words that are declared first.
        Type[] lineage = [typeof(DistributionWords), typeof(ActivationWords), typeof(ModelWords)];
        Assert.Equal(lineage[1..].Select(type => type.BaseType), lineage[..^1]);
        FieldInfo[] constants =
            [.. lineage.SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))];

        Assert.Equal(
            Words.ByType.SelectMany(entry => entry.Names.Select(name => (name, entry.Type.IsEnum ? entry.Type.Name : "Int32"))),
            constants.Select(constant => (constant.Name, constant.FieldType.Name)));
        Assert.All(constants, constant =>
        {
            Assert.True(constant.IsLiteral && constant.IsFamily);
            object value = constant.FieldType.IsEnum
                ? (int)Enum.Parse(constant.FieldType, constant.Name)
                : typeof(Exposure).GetField(constant.Name)!.GetRawConstantValue()!;
            Assert.Equal(value, constant.GetRawConstantValue());
        });
    }

    /// <summary>The generator compiles the same files into its own namespace; both types of each name are referenced here, which is the
    /// proof that a project may do so.</summary>
    [Fact]
    public void Generator_and_runtime_mean_the_same_by_a_word()
    {
        AssertSame(typeof(VaeGen.Distribution), typeof(VaeGen.Generator.Distribution));
        AssertSame(typeof(VaeGen.Activation), typeof(VaeGen.Generator.Activation));
        AssertSame(typeof(VaeGen.Scale), typeof(VaeGen.Generator.Scale));
        AssertSame(typeof(VaeGen.Covariance), typeof(VaeGen.Generator.Covariance));
        AssertSame(typeof(VaeGen.InputScaling), typeof(VaeGen.Generator.InputScaling));
        AssertSame(typeof(VaeGen.Precision), typeof(VaeGen.Generator.Precision));
        Assert.Equal(VaeGen.Exposure.RowTotal, VaeGen.Generator.Exposure.RowTotal);
    }

    private static void AssertSame(Type runtime, Type generator)
    {
        Assert.NotEqual<Assembly>(runtime.Assembly, generator.Assembly);
        Assert.Equal(
            Enum.GetNames(runtime).Select(name => (name, (int)Enum.Parse(runtime, name))),
            Enum.GetNames(generator).Select(name => (name, (int)Enum.Parse(generator, name))));
    }
}
