using System.Linq;
using VaeGen.Generator.Model;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>VAE0014: names that a model needs for the words of the language. And what is wrong is shown wherever the words cannot be given
/// to the class.</summary>
public sealed class WordDiagnosticTests
{
    private const string Qualified =
        "[VaeGen.Encoder(4, 2)] [VaeGen.Decoder(2, 4)] [VaeGen.Prior(VaeGen.Distribution.Normal)] "
            + "[VaeGen.Likelihood(VaeGen.Distribution.Bernoulli)] ";

    private const string Bare = "[VaeGen.Encoder(4, 3, 2, Activation = Elu)] [VaeGen.Decoder(2, 4)] [VaeGen.Prior(Normal)] "
        + "[VaeGen.Likelihood(Bernoulli)] ";

    [Theory]
    [InlineData("public static double {|VAE0014:Normal|}(double x) => x;")]
    [InlineData("public int {|VAE0014:Full|} => 1;")]
    [InlineData("private sealed class {|VAE0014:Shared|};")]
    [InlineData("public const int {|VAE0014:Relu|} = 1; public int {|VAE0014:Tanh|} = 2;")]
    [InlineData("public static double {|VAE0014:Normal|}(double x) => x; public static double Normal(float x) => x;")]
    public void A_member_is_no_word(string member) => DiagnosticMarkup.Verify(Qualified + "partial class MnistVae { " + member + " }");

    [Theory]
    [InlineData("class Base { public int Identity => 1; }")]
    [InlineData("class Base { protected class Normal; }")]
    [InlineData("class Root { internal static void Elu() { } } class Base : Root;")]
    public void No_base_class_has_a_word(string declarations) =>
        DiagnosticMarkup.Verify(declarations + Qualified + "partial class MnistVae : {|VAE0014:Base|};");

    [Fact]
    public void What_a_base_class_keeps_to_itself_is_no_matter() => ModelCompilation.Of(
        "class Base { private int Identity => 1; protected int Use() => Identity; }" + Bare + "partial class MnistVae : Base;")
        .MustCompile();

    [Fact]
    public void It_is_said_what_to_do() => Assert.Equal(
        [
            "'Base.Full' is a word of the language in the model 'Vae', so that its attributes can be written in it: rename the one of "
                + "the base class, or derive from another class",
            "'Normal' is a word of the language in the model 'Vae', so that its attributes can be written in it: rename this one",
        ],
        DiagnosticMarkup.Verify(
            "class Base { public int Full => 1; }" + Qualified
            + "partial class Vae : {|VAE0014:Base|} { public int {|VAE0014:Normal|} => 1; }")
            .Select(found => found.GetMessage(null)));

    [Fact]
    public void A_class_with_a_base_is_not_named_like_a_word() =>
        DiagnosticMarkup.Verify("class Base; " + Bare + "partial class {|VAE0008:Gaussian|} : Base;");

    [Fact]
    public void Another_class_may_be() => ModelCompilation.Of(Bare + "partial class Gaussian;").MustCompile();

    /// <summary>Such a class has no emitted part, so that its words come from elsewhere: the compiler must get as far as the
    /// analyzer.</summary>
    [Theory]
    [InlineData("class {|VAE0001:Vae|};")]
    [InlineData("class {|VAE0002:Outer|} { $ partial class Vae; }")]
    [InlineData("{|VAE0004:static|} partial class Vae;")]
    [InlineData("{|VAE0004:file|} partial class Vae;")]
    [InlineData("partial {|VAE0003:interface|} Vae;")]
    [InlineData("partial {|VAE0003:struct|} Vae;")]
    [InlineData("ref partial {|VAE0003:struct|} Vae;")]
    [InlineData("partial {|VAE0003:record|} Vae;")]
    [InlineData("partial class Vae{|VAE0005:<T>|};")]
    public void The_words_hide_no_error(string declaration) => DiagnosticMarkup.Verify(
        declaration.Contains('$', System.StringComparison.Ordinal) ? declaration.Replace("$", Bare) : Bare + declaration);

    /// <summary>Attributes of an invalid model, none of them an encoder.</summary>
    [Theory]
    [InlineData("[VaeGen.Decoder(2, 4)] ", "VAE0101")]
    [InlineData("[VaeGen.LikelihoodAttribute(Bernoulli)] ", "VAE0101")]
    [InlineData("[global::VaeGen.Prior(Normal)] ", "VAE0101")]
    [InlineData("[VaeGen.Posterior(Normal, Covariance = Full)] ", "VAE0101")]
    [InlineData("[VaeGen.Conv(3, 3, Activation = Elu)] ", "VAE0109")]
    [InlineData("[VaeGen.EndResidual(Activation = Elu)] ", "VAE0109")]
    [InlineData("[VaeGen.Condition(10)] ", "VAE0101")]
    [InlineData("[VaeGen.Model] ", "VAE0101")]
    [InlineData("[P(Normal)] ", "VAE0101")]
    public void A_model_of_few_attributes_is_found(string attributes, string id)
    {
        ModelCompilation compilation = ModelCompilation.Of(
            "using P = VaeGen.PriorAttribute; " + attributes
            + "partial class Vae; static class Program { static void Use() => new Vae(seed: 1).Save(\"\"); }");

        Assert.Equal("Vae.g.cs", Assert.Single(compilation.Files).HintName);
        Assert.Contains(compilation.Diagnostics, found => found.Id == id);
        Assert.All(compilation.Diagnostics, found => Assert.StartsWith("VAE0", found.Id));
    }

    [Fact]
    public void Attributes_may_have_other_names() => ModelCompilation.Of(
        "global using En = VaeGen.EncoderAttribute; global using Pr = VaeGen.PriorAttribute;",
        "using De = VaeGen.DecoderAttribute; namespace A { using L = VaeGen.LikelihoodAttribute; [En(4, 2)] [De(2, 4)] [Pr(Normal)] "
            + "[L(Bernoulli)] partial class Vae; }")
        .MustCompile();
}
