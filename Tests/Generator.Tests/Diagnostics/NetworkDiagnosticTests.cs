using System;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Tests.Parsing;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>VAE01xx: sizes and activations.</summary>
public sealed class NetworkDiagnosticTests
{
    private static void Verify(string encoder, string decoder) => DiagnosticMarkup.Verify(
        $"using VaeGen; [{encoder}] [{decoder}] [Prior(Normal)] [Likelihood(Bernoulli)] partial class MnistVae;");

    private static string Message(string marked) => Assert.Single(DiagnosticMarkup.Verify(marked)).GetMessage(null);

    [Fact]
    public void A_missing_decoder_is_the_encoder_turned_around() => Assert.Equal(
        "The model 'MnistVae' has no decoder: add [Decoder(32, 64, 128, 784)]",
        Message("using VaeGen; [Encoder(784, 128, 64, 32)] [Prior(Normal)] [Likelihood(Bernoulli)] partial class {|VAE0101:MnistVae|};"));

    [Fact]
    public void A_missing_encoder_is_the_decoder_turned_around() => Assert.Equal(
        "The model 'MnistVae' has no encoder: add [Encoder(9, 3)]",
        Message("using VaeGen; [Decoder(3, 9)] [Prior(Normal)] [Likelihood(Bernoulli)] partial class {|VAE0101:MnistVae|};"));

    [Theory]
    [InlineData("{|VAE0102:Encoder|}")]
    [InlineData("{|VAE0102:Encoder()|}")]
    [InlineData("{|VAE0102:Encoder(4)|}")]
    [InlineData("{|VAE0102:Encoder(new int[0])|}")]
    [InlineData("{|VAE0102:Encoder(Activation = Tanh)|}")]
    public void A_network_has_two_sizes_or_more(string encoder) => Verify(encoder, "Decoder(2, 4)");

    [Fact]
    public void Sizes_are_not_null() => DiagnosticMarkup.Verify(
        "#nullable disable\nusing VaeGen; [Encoder({|VAE0102:null|})] [Decoder({|VAE0102:sizes: null|})] [Prior(Normal)] "
            + "[Likelihood(Bernoulli)] partial class MnistVae;");

    [Theory]
    [InlineData("Encoder(4, {|VAE0103:0|}, 2)")]
    [InlineData("Encoder({|VAE0103:-4|}, 3, 2)")]
    [InlineData("Encoder(4, {|VAE0103:0|}, {|VAE0103:int.MinValue|})")]
    [InlineData("Encoder(new int[] { 4, {|VAE0103:0|}, 2 })")]
    [InlineData("Encoder(new[] { 4, {|VAE0103:0|}, 2 }, Activation = Tanh)")]
    [InlineData("Encoder(sizes: new[] { 4, {|VAE0103:1 - 1|}, 2 })")]
    [InlineData("Encoder([4, {|VAE0103:0|}, 2])")]
    public void A_size_is_positive(string encoder) => Verify(encoder, "Decoder(2, 4)");

    [Fact]
    public void The_decoder_takes_the_latent_of_the_encoder() => Assert.Equal(
        "The decoder takes 20 values, the encoder's latent has 32: write 32, or change the encoder",
        Message("using VaeGen; [Encoder(784, 400, 32)] [Decoder({|VAE0104:20|}, 400, 784)] [Prior(Normal)] [Likelihood(Bernoulli)] "
            + "partial class MnistVae;"));

    [Fact]
    public void The_decoder_gives_what_the_encoder_takes() => Assert.Equal(
        "The decoder gives 748 values, the encoder takes 784: write 784, or change the encoder",
        Message("using VaeGen; [Decoder(20, 400, {|VAE0105:748|})] [Encoder(784, 400, 20)] [Prior(Normal)] [Likelihood(Bernoulli)] "
            + "partial class MnistVae;"));

    [Fact]
    public void Both_ends_may_disagree_at_once() => Verify("Encoder(4, 2)", "Decoder({|VAE0104:4|}, {|VAE0105:2|})");

    [Theory]
    [InlineData("Encoder(65536, {|VAE0106:65536|}, 2)", "Decoder(2, 65536)")]
    [InlineData("Encoder(40000, 40000, 2)", "Decoder(2, 40000, {|VAE0106:40000|})")]
    [InlineData("Encoder(int.MaxValue, {|VAE0106:int.MaxValue|})", "Decoder(int.MaxValue, int.MaxValue)")]
    [InlineData("Encoder(16, {|VAE0106:70000000|})", "Decoder(70000000, 16)")]
    public void The_weights_fit_in_one_array(string encoder, string decoder) => Verify(encoder, decoder);

    // Sixteen heads of 8000 · 20000 weights, two of 40000 · 30000, two of 30000 · 40000.
    [Theory]
    [InlineData("Encoder(20000, 16, 2)", "Decoder(2, 8000, {|VAE0106:20000|})", "Likelihood(Categorical, Classes = 16)")]
    [InlineData("Encoder(40000, 16, 2)", "Decoder(2, 30000, {|VAE0106:40000|})", "Likelihood(Laplace)")]
    [InlineData("Encoder(40000, 16, 2)", "Decoder(2, 30000, {|VAE0106:40000|})", "Likelihood(Gaussian, Scale = FromDecoder)")]
    [InlineData("Encoder(30000, 40000, {|VAE0106:15000|})", "Decoder(15000, 16, 30000)", "Likelihood(Bernoulli)")]
    public void Each_parameter_of_a_distribution_has_a_head(string encoder, string decoder, string likelihood) =>
        DiagnosticMarkup.Verify($"using VaeGen; [{encoder}] [{decoder}] [Prior(Normal)] [{likelihood}] partial class MnistVae;");

    // A single head of these sizes fits.
    [Theory]
    [InlineData("Encoder(20000, 16, 2)", "Decoder(2, 8000, 20000)", "Likelihood(Categorical, Classes = 13)")]
    [InlineData("Encoder(40000, 16, 2)", "Decoder(2, 30000, 40000)", "Likelihood(Poisson)")]
    [InlineData("Encoder(30000, 40000, 5000)", "Decoder(5000, 16, 30000)", "Likelihood(Bernoulli)")]
    public void What_fits_is_not_refused(string encoder, string decoder, string likelihood) =>
        StackModels.Compile($"using VaeGen; [{encoder}] [{decoder}] [Prior(Normal)] [{likelihood}] partial class MnistVae;").MustCompile();

    [Fact]
    public void The_weights_of_a_condition_count() => Assert.Equal(
        "With weights for each class the model has 3280298896 weights, more than the 2147483591 that fit in one array: "
            + "use smaller sizes, or fewer classes",
        Message(
            "using VaeGen; [Encoder(4, 50000, 2)] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Bernoulli)] [Condition({|VAE0106:65536|})] "
                + "partial class MnistVae;"));

    // Weights with one input are stored as rows alone, their transposed copies as whole tiles.
    [Fact]
    public void The_transposed_copies_fit_in_one_array() => Assert.Equal(
        "With this layer the model has 2240000016 weights, more than the 2147483591 that fit in one array: use smaller sizes",
        Message(
            "using VaeGen; [Encoder(2, 1)] [Decoder(1, {|VAE0106:140000000|}, 2)] [Prior(Normal)] [Likelihood(Bernoulli)] "
                + "partial class MnistVae;"));

    [Theory]
    [InlineData("Encoder(4, 3, 2, {|VAE0107:Activation = (Activation)77|})")]
    [InlineData("Encoder(4, 3, 2, {|VAE0107:Activation = default|})")]
    public void The_activation_exists(string encoder) => Verify(encoder, "Decoder(2, 4)");

    [Fact]
    public void The_scaling_of_the_input_exists() =>
        Verify("Encoder(4, 2, {|VAE0130:Input = (InputScaling)9|})", "Decoder(2, 4)");

    [Fact]
    public void An_activation_has_a_layer_to_act_on() =>
        Verify("Encoder(4, 2, {|VAE0108:Activation = Tanh|})", "Decoder(2, 3, 4, Activation = Tanh)");

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(3000)]
    [InlineData(100_000)]
    public void A_network_of_sizes_has_at_most_a_thousand_layers(int layers)
    {
        string start = "4" + Repeated(", 3", 1000);
        string end = layers == 1000 ? "" : ", {|VAE0129:3|}" + Repeated(", 3", layers - 1001);

        string[] messages = Messages($"[Encoder({start}{end}, 2)] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Bernoulli)]");

        Assert.Equal(layers == 1000 ? [] : ["The encoder has more than 1000 hidden layers: leave some away"], messages);
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(100_000)]
    public void So_has_a_stack(int layers)
    {
        string start = Repeated("[Dense(3)] ", 1000);

        string[] messages = Messages(
            $"[Encoder] [Dense(3)] [Decoder] {start}[{{|VAE0129:Dense(3)|}}] {Repeated("[Dense(3)] ", layers - 1001)}"
                + "[Prior(Normal, 2)] [Likelihood(Bernoulli, 4)]");

        Assert.Equal(["The decoder has more than 1000 hidden layers: leave some away"], messages);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(3000)]
    [InlineData(100_000)]
    public void At_most_a_hundred_blocks_are_inside_each_other(int blocks)
    {
        string more = blocks == 100 ? "" : "[{|VAE0129:Residual|}] " + Repeated("[Residual] ", blocks - 101);

        string[] messages = Messages(
            $"[Encoder] {Repeated("[Residual] ", 100)}{more}[Dense(4)] {Repeated("[EndResidual] ", blocks)}"
                + "[Decoder] [Dense(3)] [Prior(Normal, 2)] [Likelihood(Bernoulli, 4)]");

        Assert.Equal(blocks == 100 ? [] : ["The encoder has more than 100 residual blocks inside each other: leave some away"], messages);
    }

    [Fact]
    public void Blocks_behind_each_other_are_layers() => Assert.Equal(
        [],
        Messages(
            $"[Encoder] {Repeated("[Residual] [Dense(4)] [EndResidual] ", 500)}[Decoder] [Dense(3)] "
                + "[Prior(Normal, 2)] [Likelihood(Bernoulli, 4)]"));

    [Fact]
    public void Both_networks_may_be_too_deep_at_once()
    {
        string sizes = Repeated("3, ", 1000) + "{|VAE0129:3|}, ";

        Messages($"[Encoder(4, {sizes}2)] [Decoder(2, {sizes}4)] [Prior(Normal)] [Likelihood(Bernoulli)]");
    }

    private static string Repeated(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    /// <summary>Parsed alone, in the smallest stack that a compiler's thread has.</summary>
    private static string[] Messages(string attributes)
    {
        string[] messages = [];
        Exception? failure = null;
        Thread thread = new(
            () => failure = Record.Exception(() => messages = Parsed($"using VaeGen; {attributes} partial class MnistVae;")),
            maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        return messages;

        static string[] Parsed(string source) =>
            [.. DiagnosticMarkup.Verify(source, text => StackModels.Compile(text)).Select(found => found.GetMessage(null))];
    }

    [Fact]
    public void A_warning_can_be_switched_off_and_emission_goes_on()
    {
        ModelCompilation compilation = ModelCompilation.Of("""
            using VaeGen;

            #pragma warning disable VAE0108
            [Encoder(4, 2, Activation = Tanh)] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Bernoulli)]
            partial class MnistVae;
            """);

        compilation.MustCompile();
    }

    [Fact]
    public void An_error_cannot()
    {
        Diagnostic error = Assert.Single(DiagnosticMarkup.Verify("""
            using VaeGen;

            #pragma warning disable VAE0103
            [Encoder(4, {|VAE0103:0|}, 2)] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Bernoulli)]
            partial class MnistVae;
            """));

        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
    }
}
