using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Emission;

/// <summary>A model compiles wherever it stands, whatever the types, namespaces and members around it are called, and trains.</summary>
public sealed class HiddenNameTests
{
    private const string Attributes = "[Encoder(7, 5, 3, Activation = Activation.Tanh)] [Decoder(3, 5, 7, Activation = Gelu)] "
        + "[Prior(Normal)] [Likelihood(Bernoulli)]";

    [Fact]
    public void Types_of_the_same_namespace() => Trains($$"""
        using VaeGen;

        namespace Shop
        {
            internal sealed class Tile; internal sealed class Worker; internal sealed class Product; internal sealed class Transposition;
            internal sealed class PanelMatrix; internal struct Parameters; internal struct Span; internal struct ReadOnlySpan;
            internal struct GradientSink;
            internal sealed class Float1; internal sealed class Float8; internal sealed class IVector; internal sealed class ModelState;
            internal sealed class VariationalNetwork; internal sealed class TrainingState; internal sealed class ExampleSums;
            internal sealed class ParameterShape;
            internal sealed class MethodImpl; internal sealed class MethodImplOptions; internal sealed class Exp;
            internal sealed class Batch; internal sealed class Adam;
            internal sealed class Network; internal sealed class Network<T>; internal sealed class System;
            internal sealed class VectorizedNetwork<A, B>;
            internal sealed class MethodImplAttribute : global::System.Attribute;
            internal sealed class Parameter<T>; internal sealed class PanelMatrix<T>; internal ref struct ReadOnlySpan<T>;
            internal ref struct Span<T>;

            namespace Models
            {
                {{Attributes}}
                internal partial class Vae;
            }
        }
        """, "Shop.Models.Vae");

    [Fact]
    public void The_model_itself()
    {
        string[] names = ["Tile", "Worker", "Product", "Exp", "Network", "Span", "PanelMatrix"];
        Trains("using VaeGen;\n" + string.Concat(names.Select(name => $"{Attributes} internal partial class {name};\n")), names);
    }

    [Fact]
    public void The_namespace_of_the_model()
    {
        string[] names =
        [
            "Product", "Tile", "Worker", "Volume", "Pooling", "Convolution", "MethodImpl", "Product.Ml", "My.System", "My.VaeGen",
            "Network.Tile.Exp", "@event.@class",
            "VaeGen.Generated", "Span.ReadOnlySpan",
        ];
        Trains(
            string.Concat(names.Select(name => $$"""
                namespace {{name}}
                {
                    using global::VaeGen;

                    [Encoder(7, 5, 3, Activation = global::VaeGen.Activation.Tanh)] [Decoder(3, 5, 7, Activation = Gelu)]
                    [Prior(Normal)] [Likelihood(Bernoulli)]
                    internal partial class Vae;
                }

                """)),
            [.. names.Select(name => name.Replace("@", "", StringComparison.Ordinal) + ".Vae")]);
    }

    [Theory]
    [InlineData("""
        global using Shop;
        global using static Shop.Functions;
        namespace Shop
        {
            internal sealed class Product; internal sealed class Tile; internal sealed class Parameter<T>;
            internal static class Functions { public static T Exp<T>(T x) => x; public static T Tanh<T>(T x) => x; }
            internal static class Extensions { public static int AsSpan(this float[] array, int a, int b) => a + b + array.Length; }
        }
        """)]
    [InlineData("""
        global using Product = System.Int32; global using Tile = System.String; global using Worker = System.Int64;
        global using Span = System.Int32;
        internal sealed class MethodImpl(System.Runtime.CompilerServices.MethodImplOptions o) : System.Attribute
        {
            public object Options => o;
        }
        """)]
    [InlineData("""
        internal sealed class MethodImplAttribute : System.Attribute;
        internal sealed class Tile; internal sealed class Product; internal sealed class PanelWidth;
        internal sealed class Rows; internal sealed class Batch;
        """)]
    public void Another_file(string file) => Trains([file, $$"""
        using VaeGen;

        namespace My.Models;

        {{Attributes}}
        internal partial class Vae;
        """], "My.Models.Vae");

    [Theory]
    [InlineData("")]
    [InlineData("namespace My.Models;")]
    [InlineData("namespace My;")]
    public void Types_of_another_assembly(string place)
    {
        CSharpCompilation library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(place + " public class Product; public class Tile; public class Worker; public class Network; "
                + "public class Exp; public class Parameter<T>;")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        Assert.True(library.Emit(image).Success);
        Trains(
            ModelCompilation.Referring(MetadataReference.CreateFromImage(image.ToArray()), $$"""
                using VaeGen;

                namespace My.Models;

                {{Attributes}}
                internal partial class Vae;
                """),
            "My.Models.Vae");
    }

    [Fact]
    public void Members_of_the_model_and_of_the_types_around_it() => Trains($$"""
        using VaeGen;

        internal class Base
        {
            protected static float Expm1(float x) => x;
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
        """, "Outer+Vae");

    /// <summary>A model inside of another, whose name a third has with an underscore, and one that differs in case alone.</summary>
    [Fact]
    public void Models_whose_names_are_alike() => Trains($$"""
        using VaeGen;

        namespace My
        {
            {{Attributes}}
            internal partial class Outer
            {
                {{Attributes}}
                internal partial class Tile
                {
                    {{Attributes}}
                    internal partial class Network;
                }
            }

            {{Attributes}}
            internal partial class Outer_Tile;

            {{Attributes}}
            internal partial class OUTER;

            internal partial class Outer_
            {
                {{Attributes}}
                internal partial class Tile;
            }

            internal partial class @class
            {
                {{Attributes}}
                internal partial class @event;
            }

            namespace Outer_Tile_Network
            {
                {{Attributes}}
                internal partial class Tile;
            }
        }
        """.Replace(
            "internal partial class @class", "#pragma warning disable CS8981\n    internal partial class @class", StringComparison.Ordinal),
        "My.Outer", "My.Outer+Tile", "My.Outer+Tile+Network", "My.Outer_Tile", "My.OUTER", "My.Outer_+Tile", "My.class+event",
        "My.Outer_Tile_Network.Tile");

    [Fact]
    public void An_assembly_that_complies_with_the_common_language() => Trains($$"""
        using VaeGen;

        [assembly: System.CLSCompliant(true)]

        namespace My
        {
            #pragma warning disable CS3016 // The attributes take as many numbers as there are layers.
            {{Attributes}}
            internal partial class Vae;
        }
        """, "My.Vae");

    /// <summary>The compiler reserves such names and says so, at the user's own part alone.</summary>
    [Fact]
    public void A_name_in_lower_case() => Trains($$"""
        using VaeGen;

        #pragma warning disable CS8981
        {{Attributes}}
        internal partial class vae;
        """, "vae");

    private static void Trains(string source, params string[] models) => Trains([source], models);

    private static void Trains(string[] sources, params string[] models) => Trains(ModelCompilation.Of(sources), models);

    private static void Trains(ModelCompilation compilation, params string[] models)
    {
        Assembly assembly = compilation.Load();
        DataSet data = DataSet.From(new float[3, 7]);
        foreach (string name in models)
        {
            IVariationalModel<float> model =
                (IVariationalModel<float>)Activator.CreateInstance(assembly.GetType(name, throwOnError: true)!, 1UL)!;
            Trainer.Fit(model, data, new FitOptions { Epochs = 1, BatchSize = 2, Threads = 1 });
            Assert.True(double.IsFinite(Evaluator.Evaluate(model, data).Nelbo));
        }
    }
}
