using System.Linq;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Emission;

/// <summary>A program that uses all of an invalid model has one error: what is wrong with the model.</summary>
public sealed class SkeletonTests
{
    private static string UseEverything(string model, string type) => """
        static class Program
        {
            static void Main()
            {
                DataSet data = null!;
                var model = new $Model(seed: 1);
                FitReport report = model.Fit(data, new FitOptions { Epochs = 10 }, CancellationToken.None);
                report = model.Fit(data);
                Elbo test = model.Evaluate(data);
                ElboScores scores = model.Score(data, new EvaluateOptions());
                $T[] images = model.Sample(25, seed: 3);
                images = model.Sample(200, pixels: Pixels.Mean);
                model.Sample(images.AsSpan(), seed: 4);
                Posterior<$T> posterior = model.Encode(images);
                model.Encode(images, images, images);
                $T[] decoded = model.Decode(images);
                model.Decode(images, decoded);
                decoded = model.Reconstruct(images);
                model.Reconstruct(images, decoded);
                decoded = model.Interpolate(images, decoded, steps: 10);
                model.Interpolate(images, decoded, decoded.AsSpan());
                model.Save("weights.safetensors");
                model = $Model.Load("weights.safetensors");
                IVariationalModel<$T> driven = model;
                Console.WriteLine($"{test.Nelbo} {report} {scores} {posterior} {model.Parameters} {model.Description} {driven}");
            }
        }
        """.Replace("$Model", model).Replace("$T", type);

    private static void Verify(string marked, string model = "MnistVae", string type = "float") =>
        DiagnosticMarkup.Verify("using System;\nusing System.Threading;\nusing VaeGen;\n" + marked + "\n" + UseEverything(model, type));

    [Theory]
    [InlineData("[Encoder(784, 400, 20)] [Decoder({|VAE0104:32|}, 400, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, {|VAE0103:0|}, 20)] [Decoder(20, 400, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 400, 20)] [Decoder(20, 400, 784)] [Prior({|VAE0203:Bernoulli|})] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 400, 20)] [Decoder(20, 400, 784)] [Prior(Normal)] [Likelihood(Bernoulli, {|VAE0204:Sigma = 0.1|})]")]
    public void Wrong_arguments(string attributes) => Verify(attributes + " partial class MnistVae;");

    [Fact]
    public void Missing_attributes() => Verify("[Encoder(784, 400, 20)] [Decoder(20, 400, 784)] [Prior(Normal)] partial class "
        + "{|VAE0201:MnistVae|};");

    [Fact]
    public void In_double_precision() => Verify(
        "[Model(Precision = Precision.Double)] [Encoder(784, 400, 20)] [Decoder({|VAE0104:32|}, 784)] [Prior(Normal)] "
            + "[Likelihood(Bernoulli)] partial class MnistVae;", type: "double");

    [Theory]
    [InlineData("partial {|VAE0003:record|} MnistVae;")]
    [InlineData("partial {|VAE0003:record|} MnistVae(string Name);")]
    [InlineData("partial {|VAE0003:struct|} MnistVae;")]
    [InlineData("partial {|VAE0003:record|} struct MnistVae;")]
    [InlineData("partial class MnistVae { public {|VAE0009:MnistVae|}(string name) { Console.WriteLine(name); } }")]
    [InlineData("partial class MnistVae{|VAE0009:(string name)|} { public string Name => name; }")]
    [InlineData("partial class MnistVae : {|VAE0010:Base|}; abstract class Base(int depth) { public int Depth => depth; }")]
    [InlineData("partial class MnistVae { public void {|VAE0007:Save|}(string file) { } }")]
    public void Wrong_classes(string declaration) => Verify(
        "[Encoder(784, 400, 20)] [Decoder(20, 400, 784)] [Prior(Normal)] [Likelihood(Bernoulli)] " + declaration);

    [Fact]
    public void A_generic_class() => Verify(
        "[Encoder(784, 400, 20)] [Decoder(20, 400, 784)] [Prior(Normal)] [Likelihood(Bernoulli)] partial class MnistVae{|VAE0005:<T>|};",
        "MnistVae<string>");

    [Fact]
    public void A_class_with_keywords_for_names_inside_others() => Verify(
        "partial class @event { internal partial struct @record { [Encoder(784, {|VAE0103:-1|})] [Decoder(20, 784)] [Prior(Normal)] "
            + "[Likelihood(Bernoulli)] internal partial class @class; } }",
        "@event.@record.@class");

    [Fact]
    public void The_skeleton_of_a_public_class_is_documented() => DiagnosticMarkup.Verify("""
        using VaeGen;

        /// <summary>A model.</summary>
        [Encoder(784, {|VAE0103:0|}, 20)] [Decoder(20, 400, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]
        public partial class MnistVae;
        """);

    [Fact]
    public void The_text_is_a_plain_list_of_declarations()
    {
        string text = ModelCompilation.Of("namespace My; [VaeGen.Encoder(4)] partial class MnistVae;").Files.Single().Text;

        Assert.StartsWith("""
            // <auto-generated tool="VaeGen.Generator" />
            // This model has errors, so only its public members are declared here. They appear in full once the errors are gone.
            #nullable enable

            namespace My
            {
                partial class MnistVae : global::VaeGen.Runtime.V2.PlainVariationalModel<float>
                {
                    /// <summary>Makes the model with new weights: uniform in ±1/√fan-in, a pure function of the seed.</summary>
            """, text);
        Assert.EndsWith("\n}\n", text);
        Assert.DoesNotContain(" \n", text);
        Assert.DoesNotContain("\r", text);
    }
}
