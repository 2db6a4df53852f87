using Microsoft.CodeAnalysis;
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
        "#nullable disable\nusing VaeGen; [Encoder({|VAE0102:null|})] [Decoder({|VAE0102:sizes: null|})] [Prior(Normal)] [Likelihood(Bernoulli)] partial class MnistVae;");

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
        Message("using VaeGen; [Encoder(784, 400, 32)] [Decoder({|VAE0104:20|}, 400, 784)] [Prior(Normal)] [Likelihood(Bernoulli)] partial class MnistVae;"));

    [Fact]
    public void The_decoder_gives_what_the_encoder_takes() => Assert.Equal(
        "The decoder gives 748 values, the encoder takes 784: write 784, or change the encoder",
        Message("using VaeGen; [Decoder(20, 400, {|VAE0105:748|})] [Encoder(784, 400, 20)] [Prior(Normal)] [Likelihood(Bernoulli)] partial class MnistVae;"));

    [Fact]
    public void Both_ends_may_disagree_at_once() => Verify("Encoder(4, 2)", "Decoder({|VAE0104:4|}, {|VAE0105:2|})");

    [Theory]
    [InlineData("Encoder(65536, {|VAE0106:65536|}, 2)", "Decoder(2, 65536)")]
    [InlineData("Encoder(40000, 40000, 2)", "Decoder(2, 40000, {|VAE0106:40000|})")]
    [InlineData("Encoder(int.MaxValue, {|VAE0106:int.MaxValue|})", "Decoder(int.MaxValue, int.MaxValue)")]
    [InlineData("Encoder(16, {|VAE0106:70000000|})", "Decoder(70000000, 16)")]
    public void The_weights_fit_in_one_array(string encoder, string decoder) => Verify(encoder, decoder);

    [Theory]
    [InlineData("Encoder(4, 3, 2, {|VAE0107:Activation = (Activation)77|})")]
    [InlineData("Encoder(4, 3, 2, {|VAE0107:Activation = default|})")]
    public void The_activation_exists(string encoder) => Verify(encoder, "Decoder(2, 4)");

    [Fact]
    public void An_activation_has_a_layer_to_act_on() => Verify("Encoder(4, 2, {|VAE0108:Activation = Tanh|})", "Decoder(2, 3, 4, Activation = Tanh)");

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
