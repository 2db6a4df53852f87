using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Emission;

/// <summary>A model compiles wherever it stands, whatever the types and members around it are called.</summary>
public sealed class HiddenNameTests
{
    private const string Attributes = "[Encoder(7, 5, 3, Activation = Activation.Tanh)] [Decoder(3, 5, 7, Activation = Gelu)] [Prior(Normal)] [Likelihood(Bernoulli)]";

    [Theory]
    [InlineData("internal sealed class Tile; internal sealed class Worker; internal sealed class Product; internal sealed class Transposition;")]
    [InlineData("internal sealed class PanelMatrix; internal struct Parameters; internal struct Span; internal struct ReadOnlySpan; internal struct GradientSink;")]
    [InlineData("internal sealed class Float1; internal sealed class Float8; internal sealed class IVector; internal sealed class ModelState;")]
    [InlineData("internal sealed class VariationalNetwork; internal sealed class TrainingState; internal sealed class ExampleSums; internal sealed class ParameterShape;")]
    [InlineData("internal sealed class MethodImpl; internal sealed class MethodImplOptions; internal sealed class Exp; internal sealed class Batch; internal sealed class Adam;")]
    public void Types_of_the_same_namespace(string types) => ModelCompilation.Of($$"""
        using VaeGen;

        namespace Shop
        {
            {{types}}

            namespace Models
            {
                {{Attributes}}
                internal partial class Vae;
            }
        }
        """).MustCompile();

    [Theory]
    [InlineData("Tile")]
    [InlineData("Worker")]
    [InlineData("Product")]
    [InlineData("Exp")]
    public void The_model_itself(string name) => ModelCompilation.Of($$"""
        using VaeGen;

        {{Attributes}}
        internal partial class {{name}};
        """).MustCompile();

    [Fact]
    public void Members_of_the_model_and_of_the_types_around_it() => ModelCompilation.Of($$"""
        using VaeGen;

        internal class Base
        {
            protected static float Log1p(float x) => x;
        }

        internal partial class Outer
        {
            internal sealed class Worker;

            private static double Tanh(double x) => x;

            internal static double Use(double x) => Tanh(x);

            {{Attributes}}
            internal partial class Vae : Base
            {
                internal sealed class Tile;

                internal static float Exp(float x) => x + Erf;

                internal const float Erf = 1;
            }
        }
        """).MustCompile();

    /// <summary>The compiler reserves such names and says so, at the user's own part alone.</summary>
    [Fact]
    public void A_name_in_lower_case() => ModelCompilation.Of($$"""
        using VaeGen;

        #pragma warning disable CS8981
        {{Attributes}}
        internal partial class vae;
        """).MustCompile();
}
