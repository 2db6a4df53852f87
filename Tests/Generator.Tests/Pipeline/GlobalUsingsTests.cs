using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using VaeGen.Generator.Diagnostics;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Pipeline;

/// <summary>The words of the language without a prefix, and how to go without them.</summary>
public sealed class GlobalUsingsTests
{
    private static ModelCompilation CompileWithoutUsings(string source) => ModelCompilation.Of(
        ModelCompilation.ParseOptions(LanguageVersion.CSharp13, "VAEGEN_NO_GLOBAL_USINGS"), new VaeGenerator(), new ModelAnalyzer(), source);

    [Fact]
    public void Every_word_can_be_written_bare_and_none_takes_a_name_from_System() => ModelCompilation.Of("""
        using System;
        using VaeGen;

        static class Program
        {
            static readonly Distribution[] Distributions = [Normal, Gaussian, Bernoulli, ContinuousBernoulli, Laplace, Poisson, NegativeBinomial, DiscretizedLogistic, Categorical];
            static readonly Scale[] Scales = [Shared, PerElement, FromDecoder];
            static readonly Covariance[] Covariances = [Diagonal, Full];
            static readonly Activation[] Activations = [Relu, LeakyRelu, Elu, Gelu, Silu, VaeGen.Activation.Tanh, Sigmoid, Softplus, Identity];
            static double Parse() => Double.Parse("1") + Single.Parse("1") + Distributions.Length + Scales.Length + Covariances.Length + Activations.Length;
            static int Main() => (int)Parse();
        }
        """).MustCompile();

    [Fact]
    public void The_symbol_leaves_them_out_and_the_qualified_form_remains()
    {
        CompileWithoutUsings("using VaeGen; [Encoder(4, 2)] [Decoder(2, 4)] [Prior(Distribution.Normal)] [Likelihood(Distribution.Bernoulli)] partial class MnistVae;").MustCompile();
        ModelCompilation bare = CompileWithoutUsings("using VaeGen; [Encoder(4, 2)] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Distribution.Bernoulli)] partial class MnistVae;");

        Assert.Equal("CS0103", Assert.Single(bare.Diagnostics).Id);
    }

    [Fact]
    public void The_project_property_defines_the_symbol()
    {
        string targets = File.ReadAllText(RepositoryRoot.Path("Runtime/build/VaeGen.Runtime.targets"));

        Assert.Contains("'$(VaeGenGlobalUsings)' == 'false'", targets);
        Assert.Contains("<DefineConstants>$(DefineConstants);VAEGEN_NO_GLOBAL_USINGS</DefineConstants>", targets);
    }

    /// <summary>Two imported enums that shared a word, or a word that is also a public type, would make the word ambiguous.</summary>
    [Fact]
    public void The_words_are_disjoint_and_no_names_of_types()
    {
        string[] words = [.. Enum.GetNames<VaeGen.Distribution>(), .. Enum.GetNames<VaeGen.Activation>(), .. Enum.GetNames<VaeGen.Scale>(), .. Enum.GetNames<VaeGen.Covariance>()];
        string[] types = typeof(EncoderAttribute).Assembly.GetExportedTypes().Select(type => type.Name).ToArray();

        Assert.Equal(words.Length, words.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(words.Intersect(types));
    }

    /// <summary>The generator compiles the same files into its own namespace; both enums of each name are referenced here, which is the
    /// proof that a project may do so.</summary>
    [Fact]
    public void Generator_and_runtime_mean_the_same_by_a_word()
    {
        AssertSame(typeof(VaeGen.Distribution), typeof(VaeGen.Generator.Distribution));
        AssertSame(typeof(VaeGen.Activation), typeof(VaeGen.Generator.Activation));
        AssertSame(typeof(VaeGen.Scale), typeof(VaeGen.Generator.Scale));
        AssertSame(typeof(VaeGen.Covariance), typeof(VaeGen.Generator.Covariance));
        AssertSame(typeof(VaeGen.Precision), typeof(VaeGen.Generator.Precision));
    }

    private static void AssertSame(Type runtime, Type generator)
    {
        Assert.NotEqual<Assembly>(runtime.Assembly, generator.Assembly);
        Assert.Equal(
            Enum.GetNames(runtime).Select(name => (name, (int)Enum.Parse(runtime, name))),
            Enum.GetNames(generator).Select(name => (name, (int)Enum.Parse(generator, name))));
    }
}
