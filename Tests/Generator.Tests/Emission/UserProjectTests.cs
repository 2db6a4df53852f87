using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Emission;

/// <summary>Settings and habits of users' projects that emitted code has to live with, without a warning.</summary>
public sealed class UserProjectTests
{
    private const string Model = "[VaeGen.Encoder(4, 3, 2)] [VaeGen.Decoder(2, 4)] [VaeGen.Prior(Normal)] [VaeGen.Likelihood(Bernoulli)] ";

    /// <summary>The compiler reserves such names and says so, at the user's own part alone.</summary>
    [Theory]
    [InlineData("partial class outer { $partial class Vae; }")]
    [InlineData("partial class outer { internal partial struct inner { $partial class vae; } }")]
    [InlineData("namespace lower { partial interface outer { $public partial class vae; } }")]
    [InlineData("class Base; partial class outer { $partial class vae : Base; }")]
    public void Types_in_lower_case(string declaration) =>
        ModelCompilation.Of("#pragma warning disable CS8981\n" + declaration.Replace("$", Model)).MustCompile();

    [Theory]
    [InlineData("/** <summary>A model.</summary> */ $public partial class Vae;")]
    [InlineData("/** <summary>A base.</summary> */ public class Base; /** <summary>A model.</summary> */ $public partial class Vae : "
        + "Base;")]
    [InlineData("/** <summary>A type.</summary> */ public partial class Outer { /** <summary>A model.</summary> */ $public partial class "
        + "Vae; }")]
    [InlineData("/** <summary>A type.</summary> */ public partial class Outer { /** <summary>A model.</summary> */ $protected partial "
        + "class Vae; }")]
    [InlineData("/** <summary>A type.</summary> */ [System.CLSCompliant(false)] public partial class Outer { /** <summary>A "
        + "model.</summary> */ $public partial class Vae; }")]
    [InlineData("/** <summary>A model.</summary> */ [System.CLSCompliant(false)] $public partial class Vae;")]
    [InlineData("/** <summary>A model.</summary> */ $public partial class Vae { /** <summary>An overload.</summary> */ public int "
        + "Fit(string x) => x.Length; }")]
    public void A_project_that_is_CLS_compliant(string declaration)
    {
        string model = declaration.Replace("$", Model);

        ModelCompilation.Of("[assembly: System.CLSCompliant(true)]", model).MustCompile();
        ModelCompilation.Of("[assembly: System.CLSCompliant(false)]", model).MustCompile();
        if (!model.Contains("CLSCompliant", System.StringComparison.Ordinal))
            ModelCompilation.Of(model).MustCompile();
    }

    /// <summary>Of such a class the compiler says once, at the user's own attribute, that arrays are not CLS-compliant; only the project
    /// can silence that.</summary>
    [Theory]
    [InlineData("$internal partial class Vae;")]
    [InlineData("partial class Outer { $public partial class Vae; }")]
    public void What_is_emitted_for_a_class_that_nobody_sees_adds_nothing(string declaration) => Assert.Equal(
        ["CS3016"],
        ModelCompilation.Of("[assembly: System.CLSCompliant(true)]", declaration.Replace("$", Model)).Diagnostics.Select(
            found => found.Id));

    [Theory]
    [InlineData("/src/VaeGen.Generator/VaeGen.Generator.VaeGenerator/Vae.cs")]
    [InlineData("VaeGen.Generator.VaeGenerator\\Vae.g.cs")]
    public void A_folder_that_is_called_like_the_generator(string path) => ModelCompilation.Of(
        ModelCompilation.ParseOptions(), new VaeGenerator(), new ModelAnalyzer(), (path, Model + "partial class Vae;")).MustCompile();

    [Fact]
    public void And_what_is_wrong_there_is_shown() => DiagnosticMarkup.Verify(
        Model + "partial class Vae { public int {|VAE0007:Fit|} => 1; }",
        source => ModelCompilation.Of(
            ModelCompilation.ParseOptions(), new VaeGenerator(), new ModelAnalyzer(),
            ("/obj/VaeGen.Generator.VaeGenerator/Vae.cs", source)));
}
