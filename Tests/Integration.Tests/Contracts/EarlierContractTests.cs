using System;
using System.IO;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Contracts;

/// <summary>
/// A library that was compiled for an earlier contract says one sentence, where its model is made. The source here is what the generator
/// emitted then, as far as a model gets; <c>Tests/long/earlier-library</c> builds a whole one with the generator of then.
/// </summary>
public sealed class EarlierContractTests
{
    private const string Source = """
        using VaeGen.Runtime.V1;

        namespace Shop
        {
            public partial class MnistVae : global::VaeGen.IVariationalModel<float>
            {
                private static readonly ParameterShape[] ParameterShapes =
                [
                    ParameterShape.Weight("encoder.0.weight", outputs: 400, inputs: 784, transposed: false),
                    ParameterShape.Bias("encoder.0.bias", outputs: 400, inputs: 784),
                    ParameterShape.Convolution("encoder.1.weight", outputs: 4, inputs: 4, kernel: 3, transposed: true),
                    ParameterShape.TransposedConvolution("decoder.0.weight", outputs: 4, inputs: 4, kernel: 3, transposed: true),
                    ParameterShape.OfImageConvolution(
                        "decoder.1.weight", channels: 4, imageChannels: 1, kernel: 3, imageFirst: true, transposed: true),
                    ParameterShape.Scale("decoder.2.weight", 4, 8, 8),
                    ParameterShape.Shift("decoder.2.bias", 4, 8, 8),
                    ParameterShape.State("decoder.variance"),
                    ParameterShape.State("decoder.3.running_mean", 4, initial: 0),
                ];

                private readonly ModelState<float> state;

                public MnistVae(ulong seed = 0)
                {
                    state = new(this, seed, ParameterShapes);
                }

                public Parameters<float> Parameters => null!;

                public global::VaeGen.ModelDescription Description { get; } = new(
                    "MnistVae", 784, 20, global::VaeGen.Distribution.Bernoulli, "784-400-20", ConditionClasses: 10)
                {
                    Shape = new(1, 28, 28),
                    Covariance = global::VaeGen.Covariance.Full,
                };

                public static MnistVae Load(string path) => global::VaeGen.ModelFile.Load<MnistVae, float>(new MnistVae(), path);

                public global::VaeGen.FitReport Fit(global::VaeGen.DataSet data) => global::VaeGen.Trainer.Fit(this, data);

                ModelState<float> global::VaeGen.IVariationalModel<float>.State => state;

                VariationalNetwork<float> global::VaeGen.IVariationalModel<float>.CreateNetwork(
                    global::VaeGen.VectorWidth width, int capacity, Parameters<float> parameters, TrainingState<float>? training) => null!;
            }
        }
        """;

    [Fact]
    public void A_model_of_an_earlier_library_says_what_to_do()
    {
        Type model = Library().GetType("Shop.MnistVae", throwOnError: true)!;

        Assert.Equal(Sentence, Refusal(() => Activator.CreateInstance(model, 1UL)));
        Assert.Equal(Sentence, Refusal(() => model.GetMethod("Load")!.Invoke(null, ["weights.safetensors"])));
    }

    private static string Sentence
    {
        get
        {
            Version? version = typeof(ModelFile).Assembly.GetName().Version;
            return "The model Shop.MnistVae in Earlier.Library was compiled by an earlier VaeGen, for VaeGen.Runtime.V1; "
                + $"VaeGen.Runtime {version} runs what is compiled for VaeGen.Runtime.V2. Build Earlier.Library again with this version of "
                + "VaeGen. Its weight files stay valid.";
        }
    }

    private static string Refusal(Func<object?> call) =>
        Assert.IsType<NotSupportedException>(Assert.Throws<TargetInvocationException>(call).InnerException).Message;

    private static Assembly Library()
    {
        using MemoryStream image = new();
        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        EmitResult result = CSharpCompilation.Create(
            "Earlier.Library", [CSharpSyntaxTree.ParseText(Source, ModelCompilation.ParseOptions())], ModelCompilation.References, options)
            .Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }
}
