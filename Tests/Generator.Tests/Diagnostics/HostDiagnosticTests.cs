using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VaeGen.Generator.Diagnostics;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>VAE00xx: classes that cannot carry a model.</summary>
public sealed class HostDiagnosticTests
{
    private const string Model = "[VaeGen.Encoder(4, 2)] [VaeGen.Decoder(2, 4)] [VaeGen.Prior(Normal)] [VaeGen.Likelihood(Bernoulli)] ";

    [Fact]
    public void A_model_is_partial() => DiagnosticMarkup.Verify(Model + "class {|VAE0001:MnistVae|};");

    [Fact]
    public void Every_type_around_it_is_partial() => DiagnosticMarkup.Verify(
        "partial class A { class {|VAE0002:B|} { partial struct C { " + Model + "partial class MnistVae; } } }");

    [Theory]
    [InlineData("partial {|VAE0003:struct|} MnistVae;")]
    [InlineData("partial {|VAE0003:interface|} IMnistVae;")]
    [InlineData("partial {|VAE0003:record|} MnistVae;")]
    [InlineData("partial {|VAE0003:record|} class MnistVae(int Depth);")]
    [InlineData("partial {|VAE0003:record|} struct MnistVae;")]
    [InlineData("ref partial {|VAE0003:struct|} MnistVae;")]
    public void It_is_a_class_and_nothing_else(string declaration) => DiagnosticMarkup.Verify(Model + declaration);

    [Theory]
    [InlineData("partial {|VAE0003:struct|} Vae;", "a struct")]
    [InlineData("partial {|VAE0003:interface|} Vae;", "an interface")]
    [InlineData("partial {|VAE0003:record|} Vae;", "a record")]
    [InlineData("partial {|VAE0003:record|} struct Vae;", "a record struct")]
    public void It_is_said_what_it_is(string declaration, string kind) => Assert.Equal(
        [$"A model is a class, 'Vae' is {kind}: write 'partial class Vae'"],
        DiagnosticMarkup.Verify(Model + declaration).Select(found => found.GetMessage(null)));

    [Theory]
    [InlineData("{|VAE0004:static|} partial class MnistVae;")]
    [InlineData("{|VAE0004:abstract|} partial class MnistVae;")]
    [InlineData("{|VAE0004:file|} partial class MnistVae;")]
    public void It_can_be_made_and_continued_in_another_file(string declaration) => DiagnosticMarkup.Verify(Model + declaration);

    [Fact]
    public void A_type_around_it_is_not_local_to_a_file_either() =>
        DiagnosticMarkup.Verify("{|VAE0004:file|} partial class A { " + Model + "partial class MnistVae; }");

    [Fact]
    public void It_has_no_type_parameters() => DiagnosticMarkup.Verify(Model + "partial class MnistVae{|VAE0005:<T>|};");

    [Fact]
    public void The_types_around_it_have_none() =>
        DiagnosticMarkup.Verify("partial class A{|VAE0005:<T, U>|} { " + Model + "partial class MnistVae; }");

    [Fact]
    public void Its_attributes_stand_on_one_part() => DiagnosticMarkup.Verify("""
        using VaeGen;

        [Encoder(4, 2)] [Decoder(2, 4)]
        partial class MnistVae;

        [{|VAE0006:Prior(Normal)|}] [Likelihood(Bernoulli)]
        partial class MnistVae;
        """);

    [Fact]
    public void The_order_of_two_parts_in_two_files_does_not_matter()
    {
        ModelCompilation compilation = ModelCompilation.Of(
            "partial class MnistVae { public int Extra => 1; }",
            Model + "partial class MnistVae;");

        compilation.MustCompile();
        Assert.Single(compilation.Files, file => file.HintName == "MnistVae.g.cs");
    }

    [Fact]
    public void It_may_have_interfaces_a_base_class_and_members_of_its_own() => ModelCompilation.Of($$"""
        abstract class Base
        {
            protected int Fit(int x) => x;
            private void Save(string path) { System.GC.KeepAlive(path); }
            internal void Use() => Save("");
        }

        {{Model}}
        sealed partial class MnistVae : Base, System.ICloneable
        {
            static MnistVae() { }
            public MnistVae(string name) : this((ulong)name.Length) { }
            public int Fit(string x) => Fit(x.Length);
            public static T Load<T>(string path) where T : new() => path.Length > 0 ? new T() : default!;
            public object Clone() => this;
        }
        """).MustCompile();

    [Fact]
    public void The_language_version_suffices()
    {
        Diagnostic diagnostic = Assert.Single(DiagnosticMarkup.Verify(
            Model + "partial class {|VAE0012:MnistVae|} { }",
            source =>
            ModelCompilation.Of(ModelCompilation.ParseOptions(LanguageVersion.CSharp12), new VaeGenerator(), new ModelAnalyzer(), source)));

        Assert.Contains("compiles C# 12.0", diagnostic.GetMessage(null));
    }
}
