using System.Linq;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>VAE0007 to VAE0013: members, constructors and base classes that do not go with what a model gets.</summary>
public sealed class MemberDiagnosticTests
{
    private const string Model = "[VaeGen.Encoder(4, 2)] [VaeGen.Decoder(2, 4)] [VaeGen.Prior(Normal)] [VaeGen.Likelihood(Bernoulli)] ";

    [Theory]
    [InlineData("public void {|VAE0007:Save|}(string file) { }")]
    [InlineData("public int {|VAE0007:Fit|} => 1;")]
    [InlineData("public int {|VAE0007:Description|}() => 1;")]
    [InlineData("public const int {|VAE0007:Parameters|} = 1;")]
    [InlineData("public enum {|VAE0007:Sample|} { }")]
    [InlineData("private readonly int {|VAE0007:state|} = 1; public int State => state;")]
    [InlineData("public float[] {|VAE0007:Decode|}(System.ReadOnlySpan<float> z) => z.ToArray();")]
    [InlineData("public {|VAE0007:MnistVae|}(ulong number) { System.GC.KeepAlive(number); }")]
    public void A_member_is_not_one_of_the_models(string member) =>
        DiagnosticMarkup.Verify(Model + "partial class MnistVae { " + member + " }");

    [Theory]
    [InlineData("partial class MnistVae { public int {|VAE0007:Fit|} => 1; }", "'Fit' is also a member that the model 'MnistVae' gets: "
        + "rename this one")]
    [InlineData(
        "partial class MnistVae { public {|VAE0007:MnistVae|}(ulong number) { System.GC.KeepAlive(number); } }",
        "'MnistVae(ulong)' is also a member that the model 'MnistVae' gets: remove this constructor, or give it other parameters and "
            + "write ': this(seed)' behind them")]
    [InlineData(
        "partial class MnistVae : {|VAE0007:Base|}; class Base { public int Fit => 1; }",
        "'Base.Fit' is also a member that the model 'MnistVae' gets: rename the one of the base class, or derive from another class")]
    public void It_is_said_what_to_do(string declaration, string message) =>
        Assert.Equal([message], DiagnosticMarkup.Verify(Model + declaration).Select(found => found.GetMessage(null)));

    /// <summary>Names that C# reserves for properties, and members of the interface that every model implements.</summary>
    [Theory]
    [InlineData("public int {|VAE0007:get_Parameters|}() => 1;")]
    [InlineData("public void {|VAE0007:set_Description|}(VaeGen.ModelDescription value) { }")]
    [InlineData("VaeGen.Runtime.V2.ModelState<float> VaeGen.IVariationalModel<float>.{|VAE0007:ModelState|} => null!;")]
    [InlineData(
        "VaeGen.Runtime.V2.VariationalNetwork<float> VaeGen.IVariationalModel<float>.{|VAE0007:CreateNetwork|}(VaeGen.VectorWidth width, "
            + "int capacity, "
        + "VaeGen.Runtime.V2.Parameters<float> parameters, VaeGen.Runtime.V2.TrainingState<float>? training) => null!;")]
    public void A_member_is_not_reserved_for_one_of_the_models(string member)
    {
        foreach (string bases in new[] { "", " : Base", " : VaeGen.IVariationalModel<float>" })
            DiagnosticMarkup.Verify("class Base; " + Model + "partial class MnistVae" + bases + " { " + member + " }");
    }

    [Theory]
    [InlineData("public double[] Decode(System.ReadOnlySpan<double> z) => z.ToArray();")]
    [InlineData("public void Save(ref string file) { }")]
    [InlineData("public void Save(string file, bool overwrite) { }")]
    [InlineData("public int HiddenSize => 1; public const int LatentSize = 2; public sealed class Network; public static int[] "
        + "ParameterShapes => [];")]
    public void An_overload_is_welcome(string member) => DiagnosticMarkup.Verify(Model + "partial class MnistVae { " + member + " }");

    /// <summary>What the emitters declare in the user's class is exactly what the parser knows of.</summary>
    [Theory]
    [InlineData("[VaeGen.Likelihood(Bernoulli)]", "float")]
    [InlineData("[VaeGen.Likelihood(Gaussian)] [VaeGen.Model(Precision = VaeGen.Precision.Double)]", "double")]
    [InlineData("[VaeGen.Likelihood(Bernoulli)] [VaeGen.Posterior(Normal, Covariance = Full)]", "float")]
    public void Every_emitted_member_is_known_to_the_parser(string attributes, string elementType)
    {
        ModelCompilation compilation = ModelCompilation.Of(
            "[VaeGen.Encoder(9, 8, 7, 2)] [VaeGen.Decoder(2, 5, 9)] [VaeGen.Prior(Normal)] " + attributes + " partial class MnistVae;");
        string[] known = PublicSurface.Members("MnistVae", new ModelSurface(elementType, IsConditional: false, IsDeterministic: false))
            .Select(member => member.Name).ToArray();

        string[] emitted = compilation.MustCompile().Output.GetTypeByMetadataName("MnistVae")!.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Select(member => member.Name)
            .Where(name => !name.Contains("IVariationalModel", System.StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(emitted);
        Assert.All(emitted, name => Assert.True(known.Contains(name) || PrivateNames.Contains(name), name));
    }

    [Fact]
    public void Which_overloads_collide_depends_on_the_precision() => DiagnosticMarkup.Verify(
        "[VaeGen.Model(Precision = VaeGen.Precision.Double)] " + Model
        + "partial class MnistVae { public double[] {|VAE0007:Decode|}(System.ReadOnlySpan<double> z) => z.ToArray(); }");

    [Fact]
    public void An_inherited_member_is_not_one_of_the_models() => DiagnosticMarkup.Verify(
        "class Base { public void Save(string path) { System.GC.KeepAlive(path); } } " + Model
        + "partial class MnistVae : {|VAE0007:Base|};");

    [Theory]
    [InlineData("Fit")]
    [InlineData("Sample")]
    [InlineData("Description")]
    public void The_class_is_not_named_like_a_member(string name) =>
        DiagnosticMarkup.Verify(Model + "partial class {|VAE0008:" + name + "|};");

    [Theory]
    [InlineData("public {|VAE0009:MnistVae|}(string name) { System.GC.KeepAlive(name); }")]
    [InlineData("public {|VAE0009:MnistVae|}() : base() { }")]
    [InlineData("private {|VAE0009:MnistVae|}() { } public MnistVae(int seed) : this((ulong)seed) { }")]
    public void A_constructor_calls_the_one_that_makes_the_weights(string member) =>
        DiagnosticMarkup.Verify(Model + "partial class MnistVae { " + member + " }");

    [Fact]
    public void There_is_no_primary_constructor() => DiagnosticMarkup.Verify(
        Model + "partial class MnistVae{|VAE0009:(string name)|} { public string Name => name; } static class Program { static object "
            + "Make() => new MnistVae(seed: 1); }");

    [Theory]
    [InlineData("class Base(int depth) { public int Depth => depth; }")]
    [InlineData("class Base { protected Base(string a, int[] b) { Text = a + b.Length; } public string Text { get; } }")]
    public void The_base_class_can_be_made_without_arguments(string declaration) => DiagnosticMarkup.Verify(
        declaration + Model + "partial class MnistVae : {|VAE0010:Base|};");

    [Theory]
    [InlineData("class Base(int depth = 1) { public int Depth => depth; }")]
    [InlineData("class Base(params int[] depths) { public int Depth => depths.Length; }")]
    [InlineData("class Base { internal Base() { } }")]
    public void Optional_arguments_are_none(string declaration) =>
        DiagnosticMarkup.Verify(declaration + Model + "partial class MnistVae : Base;");

    // A field hides every overload of a method: the skeleton declares none of them.
    [Theory]
    [InlineData("Sample")]
    [InlineData("Encode")]
    public void A_field_of_the_base_class_hides_all_overloads(string member)
    {
        ModelCompilation compilation = ModelCompilation.Of(
            $"class Base {{ public int {member} = 1; }}" + Model + "partial class MnistVae : Base;");
        Assert.DoesNotContain($" {member}(", compilation.Files.Single().Text, System.StringComparison.Ordinal);
        DiagnosticMarkup.Verify($"class Base {{ public int {member} = 1; }}" + Model + "partial class MnistVae : {|VAE0007:Base|};");
    }

    [Fact]
    public void No_member_is_required() =>
        DiagnosticMarkup.Verify(Model + "partial class MnistVae { public required string {|VAE0011:Name|} { get; init; } }");

    [Fact]
    public void A_base_class_is_not_a_model_itself() => DiagnosticMarkup.Verify(
        Model + "partial class MnistVae; " + Model + "partial class Derived : {|VAE0013:MnistVae|};");
}
