using System.Linq;
using VaeGen.Generator.Tests.Parsing;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>VAE0109 to VAE0128: stacks of layers, their shapes and their heads.</summary>
public sealed class StackDiagnosticTests
{
    private const string Distributions = "[Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, 28)]";

    private const string OneChannel = "give it 1 channel, which makes it the head";

    /// <summary>The elements of a shape: 3×28×28 has 2352.</summary>
    private static int SizeOf(string shape) =>
        shape.Split('×').Aggregate(1, (size, side) => size * int.Parse(side, System.Globalization.CultureInfo.InvariantCulture));

    private static string[] Verify(string attributes, string className = "Vae") =>
        [.. DiagnosticMarkup.Verify($"using VaeGen; {attributes} partial class {className};", text => StackModels.Compile(text))
            .Select(found => found.GetMessage(null))];

    private static string[] VerifyEncoder(string layers) => Verify($"[Encoder] {layers} [Decoder] [Dense(3)] {Distributions}");

    private static string[] VerifyDecoder(string layers) => Verify($"[Encoder] [Dense(3)] [Decoder] {layers} {Distributions}");

    [Theory]
    [InlineData("[{|VAE0109:Conv(32, 4)|}] [Encoder] [Dense(9)] [Decoder] [Dense(9)]" + Distributions)]
    [InlineData("[Encoder] [Dense(9)] [Decoder] [Dense(9)] [Prior(Normal, 20)] [{|VAE0109:Dropout(0.5)|}, LayerNorm] "
        + "[Likelihood(Bernoulli, 1, 28, 28)]")]
    [InlineData("[Encoder] [Dense(9)] [Posterior(Normal)] [{|VAE0109:Residual|}] [Decoder] [Dense(9)]" + Distributions
        + "[{|VAE0109:Dense|}]")]
    public void A_layer_stands_in_a_network(string attributes) => Verify(attributes);

    [Fact]
    public void It_is_said_where_layers_stand() => Assert.Equal(
        ["[Conv] belongs to no network: move it behind [Encoder] or [Decoder], before the distributions"],
        Verify("[{|VAE0109:Conv(32, 4)|}] [Encoder(784, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]"));

    [Fact]
    public void Options_do_not_end_a_stack() =>
        Verify("[Encoder] [Dense(9)] [Model(Precision = Precision.Double)] [Dense(8)] [Decoder] [Dense(9)]" + Distributions);

    [Theory]
    [InlineData("[{|VAE0102:Encoder|}] [Decoder] [Dense(9)]")]
    [InlineData("[{|VAE0102:Encoder(Activation = Tanh)|}] [Decoder] [Dense(9)]")]
    [InlineData("[Encoder] [Dense(9)] [{|VAE0102:Decoder()|}]")]
    public void A_stack_has_a_layer(string networks) => Verify(networks + Distributions);

    [Fact]
    public void No_layer_stands_behind_sizes() => Assert.Equal(
        ["The sizes of [Encoder] are its layers already: remove [Dense], or write [Encoder] without sizes and a layer attribute for each"],
        Verify("[Encoder(784, 20)] [{|VAE0110:Dense(100)|}] [Conv(3, 3)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]"));

    [Fact]
    public void The_shape_of_x_is_given() => Assert.Equal(
        ["No attribute gives the shape of x, which a stack of layers needs: write [Likelihood(Bernoulli, 784)] or [Likelihood(Bernoulli, "
            + "1, 28, 28)]"],
        Verify("[Encoder] [Dense(9)] [Decoder] [Dense(9)] [Prior(Normal, 20)] [{|VAE0111:Likelihood(Gaussian, Sigma = 0.1)|}]"));

    [Fact]
    public void The_shape_of_z_is_given() => Assert.Equal(
        ["No attribute gives the shape of z, which a stack of layers needs: write [Prior(Normal, 20)]"],
        Verify("[Encoder] [Dense(9)] [Decoder] [Dense(9)] [{|VAE0111:Prior(Normal)|}] [Likelihood(Bernoulli, 784)]"));

    [Fact]
    public void A_chain_beside_a_stack_gives_both_shapes()
    {
        Verify("[Encoder(784, 400, 20)] [Decoder] [Dense(400)] [Prior(Normal)] [Likelihood(Bernoulli)]");
        Verify("[Encoder] [Dense(400)] [Decoder(20, 400, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]");
    }

    [Theory]
    [InlineData("[{|VAE0112:Dense|}]", "The shape of the dense layer is one number, or channels, height and width, not 0 sizes: write "
        + "[Dense(256)] or [Dense(64, 7, 7)]")]
    [InlineData("[Dense({|VAE0112:7, 7|})]", "The shape of the dense layer is one number, or channels, height and width, not 2 sizes: "
        + "write [Dense(256)] or [Dense(64, 7, 7)]")]
    [InlineData("[Dense({|VAE0112:1, 2, 3, 4|}, Activation = Tanh)]", "The shape of the dense layer is one number, or channels, height "
        + "and width, not 4 sizes: write [Dense(256)] or [Dense(64, 7, 7)]")]
    [InlineData("[Dense({|VAE0112:[7, 7]|})]", "The shape of the dense layer is one number, or channels, height and width, not 2 sizes: "
        + "write [Dense(256)] or [Dense(64, 7, 7)]")]
    [InlineData("[Dense({|VAE0112:null!|})]", "The shape of the dense layer is one number, or channels, height and width, not null "
        + "sizes: write [Dense(256)] or [Dense(64, 7, 7)]")]
    public void A_dense_layer_gives_a_vector_or_a_volume(string layer, string message) => Assert.Equal([message], VerifyEncoder(layer));

    [Theory]
    [InlineData("[Prior(Normal, 20)] [Likelihood(Bernoulli, {|VAE0112:28, 28|})]")]
    [InlineData("[Prior(Normal, 20)] [Likelihood({|VAE0112:shape: new[] { 28, 28 }|}, distribution: Bernoulli)]")]
    [InlineData("[Prior(Normal, {|VAE0112:4, 7|})] [Likelihood(Bernoulli, 784)]")]
    [InlineData("[Prior(Normal, {|VAE0103:0|})] [Likelihood(Bernoulli, 1, {|VAE0103:-28|}, 28)]")]
    [InlineData("[Prior(Normal, [{|VAE0103:0|}])] [Likelihood(Gaussian, new int[] { {|VAE0103:0|}, 28, {|VAE0103:0|} }, Sigma = 0.1)]")]
    public void A_distribution_has_a_shape(string distributions) => Verify("[Encoder] [Dense(9)] [Decoder] [Dense(9)] " + distributions);

    [Theory]
    [InlineData("[Prior(Normal, {|VAE0112:4, 7, 7|})]", "prior", "3 sizes", "[Prior(Normal, 196)], and [Dense(4, 7, 7)] as the first "
        + "layer of the decoder")]
    [InlineData("[Posterior(Deterministic, {|VAE0112:4, 7, 7|})]", "posterior", "3 sizes", "[Posterior(Deterministic, 196)], and "
        + "[Dense(4, 7, 7)] as the first layer of the decoder")]
    [InlineData("[Prior(Normal, {|VAE0112:4, 0, 7|})]", "prior", "3 sizes", "[Prior(Normal, 20)]")]
    [InlineData("[Prior(Normal, {|VAE0112:60000, 60000, 7|})]", "prior", "3 sizes", "[Prior(Normal, 20)]")]
    [InlineData("[Prior(Normal, {|VAE0112:4, 7|})]", "prior", "2 sizes", "[Prior(Normal, 20)]")]
    public void The_latent_is_a_vector(string distribution, string name, string found, string advice) => Assert.Equal(
        [$"The shape of the {name} is one number, because z is a vector, not {found}: write {advice}"],
        Verify($"[Encoder] [Dense(9)] [Decoder] [Dense(9)] {distribution} [Likelihood(Bernoulli, 784)]"));

    [Theory]
    [InlineData("[Dense({|VAE0103:0|})]")]
    [InlineData("[Dense(64, {|VAE0103:-7|}, 7)]")]
    public void A_dense_layer_has_positive_sizes(string layer) => VerifyEncoder(layer);

    [Theory]
    [InlineData("[Prior(Normal)] [Likelihood(Bernoulli, {|VAE0113:3, 28, 28|})]", "The likelihood says that x has 3×28×28 = 2352 values, "
        + "the encoder takes 784: change one of them")]
    [InlineData("[Prior(Normal, {|VAE0113:32|})] [Likelihood(Bernoulli)]", "The prior says that z has 32 values, the encoder gives 20: "
        + "change one of them")]
    public void Shapes_that_are_given_twice_agree(string distributions, string message) =>
        Assert.Equal([message], Verify("[Encoder(784, 400, 20)] [Decoder(20, 400, 784)] " + distributions));

    [Fact]
    public void Also_with_a_decoder_of_sizes() =>
        Verify("[Encoder] [Dense(9)] [Decoder(20, 400, 784)] [Prior(Normal, {|VAE0113:2|})] [Likelihood(Bernoulli, {|VAE0113:700|})]");

    [Fact]
    public void A_convolution_needs_a_volume() => Assert.Equal(
        ["[Conv] works on channels × height × width and gets 256 values without a grid: write [Dense(64, 7, 7)] before it"],
        VerifyEncoder("[Dense(256)] [{|VAE0114:Conv(32, 4)|}]"));

    [Theory]
    [InlineData("[{|VAE0114:ConvTranspose(32, 4)|}] [MaxPool(2)]")]
    [InlineData("[Dense(9)] [{|VAE0114:MaxPool(2)|}]")]
    [InlineData("[{|VAE0114:AvgPool(2)|}]")]
    [InlineData("[Dense(9)] [LayerNorm] [Dropout(0.1)] [BatchNorm] [{|VAE0114:Upsample(2)|}]")]
    public void So_does_everything_that_moves_over_a_grid(string layers) => VerifyDecoder(layers);

    [Fact]
    public void A_flat_x_is_given_its_shape() => Assert.Equal(
        ["[Conv] works on channels × height × width and gets 784 values without a grid: give the shape of x, as in "
            + "[Likelihood(Bernoulli, 1, 28, 28)]"],
        Verify("[Encoder] [{|VAE0114:Conv(32, 4)|}] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]"));

    [Theory]
    [InlineData("[Dense(8, 3, 4)] [Conv(4, {|VAE0115:5|})]", "Kernel 5 does not fit height 3 with padding 0: write a kernel of at most "
        + "3, or Padding = 1")]
    [InlineData("[Dense(8, 4, 1)] [Conv(4, {|VAE0115:kernel: 4|}, Padding = 1)]", "Kernel 4 does not fit width 1 with padding 1: write a "
        + "kernel of at most 3, or Padding = 2")]
    [InlineData("[Dense(8, 1, 4)] [MaxPool({|VAE0115:2|})]", "Kernel 2 does not fit height 1 with padding 0: write a kernel of at most "
        + "1, or Padding = 1")]
    public void A_kernel_fits(string layers, string message) => Assert.Equal([message], VerifyEncoder(layers));

    [Theory]
    [InlineData("[Conv({|VAE0116:0|}, 3)]", "The number of channels of [Conv] must be 1 or more, not 0")]
    [InlineData("[Conv(8, {|VAE0116:0|})]", "The kernel of [Conv] must be from 1 to 1024, not 0")]
    [InlineData("[Conv(8, {|VAE0116:1025|})]", "The kernel of [Conv] must be from 1 to 1024, not 1025")]
    [InlineData("[Conv({|VAE0116:kernel: -1|}, channels: 8)]", "The kernel of [Conv] must be from 1 to 1024, not -1")]
    [InlineData("[Conv(kernel: 3, {|VAE0116:channels: 0|})]", "The number of channels of [Conv] must be 1 or more, not 0")]
    [InlineData("[Conv(8, 3, {|VAE0116:Stride = 0|})]", "The Stride of [Conv] must be 1 or more, not 0")]
    [InlineData("[Conv(8, 3, {|VAE0116:Padding = 3|}, Stride = 2)]", "The Padding of [Conv] must be from 0 to 2, less than its kernel, "
        + "not 3")]
    [InlineData("[Conv(8, 3, Stride = 2, {|VAE0116:Padding = -1|})]", "The Padding of [Conv] must be from 0 to 2, less than its kernel, "
        + "not -1")]
    [InlineData("[MaxPool({|VAE0116:0|})]", "The kernel of [MaxPool] must be from 1 to 1024, not 0")]
    [InlineData("[MaxPool(2, {|VAE0116:Stride = 0|})]", "The Stride of [MaxPool] must be 1 or more, not 0")]
    [InlineData("[AvgPool(3, {|VAE0116:Padding = 2|})]", "The Padding of [AvgPool] must be from 0 to 1, at most half its kernel, not 2")]
    [InlineData("[Upsample({|VAE0116:1|})]", "The factor of [Upsample] must be from 2 to 1024, not 1")]
    [InlineData("[Dropout({|VAE0116:1|})]", "The rate of [Dropout] must be from 0 to less than 1, not 1")]
    [InlineData("[Dropout({|VAE0116:rate: -0.5|})]", "The rate of [Dropout] must be from 0 to less than 1, not -0.5")]
    [InlineData("[Dropout({|VAE0116:double.NaN|})]", "The rate of [Dropout] must be from 0 to less than 1, not NaN")]
    [InlineData("[ConvTranspose(8, 4, Stride = 2, {|VAE0116:OutputPadding = 2|})]", "The OutputPadding of [ConvTranspose] must be from 0 "
        + "to 1, less than its stride, not 2")]
    [InlineData("[ConvTranspose(8, 4, {|VAE0116:OutputPadding = 1|})]", "The OutputPadding of [ConvTranspose] must be 0, less than its "
        + "stride, not 1")]
    public void The_numbers_of_a_layer_are_in_range(string layer, string message) => Assert.Equal([message], VerifyEncoder(layer));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() => VerifyEncoder(
        "[Conv({|VAE0116:0|}, {|VAE0116:0|}, {|VAE0116:Stride = 0|}, {|VAE0116:Padding = -1|}, {|VAE0107:Activation = (Activation)0|})] "
            + "[MaxPool({|VAE0116:0|})] [Dense(9)] [{|VAE0114:Conv(3, 3)|}]");

    [Theory]
    [InlineData("[Dense(32, 14, 14)] [ConvTranspose(1, 3, {|VAE0117:Stride = 2|}, Padding = 1)]", "Stride 2 leaves 27×27 where x has "
        + "28×28: write OutputPadding = 1")]
    [InlineData("[Dense(8, 9, 9)] [ConvTranspose(1, 3, Stride = 3, {|VAE0117:OutputPadding = 0|})]", "Stride 3 leaves 27×27 where x has "
        + "28×28: write OutputPadding = 1")]
    [InlineData("[Dense(8, 9, 9)] [ConvTranspose(8, 2, {|VAE0117:Stride = 3|})] [Conv(1, 3, Padding = 1)]", "Stride 3 leaves 26×26 where "
        + "x has 28×28: write OutputPadding = 2")]
    public void A_transposed_convolution_comes_back_to_x(string layers, string message) => Assert.Equal([message], VerifyDecoder(layers));

    [Fact]
    public void Or_to_a_volume_of_the_encoder() => Assert.Equal(
        ["Stride 2 leaves 13×13 where the encoder has 14×14: write OutputPadding = 1"],
        Verify("[Encoder] [Conv(8, 3, Stride = 2, Padding = 1)] [Conv(8, 3, Stride = 2, Padding = 1)] [Decoder] [Dense(8, 7, 7)] "
            + "[ConvTranspose(8, 3, {|VAE0117:Stride = 2|}, Padding = 1)] [ConvTranspose(1, 3, Stride = 2, Padding = 1)] "
            + Distributions));

    [Fact]
    public void A_padding_leaves_something() => Assert.Equal(
        ["Padding 3 leaves no height, (1 − 1) · 2 − 2 · 3 + 4 + 1 = −1: write Padding = 2, or less"],
        VerifyDecoder("[Dense(8, 1, 1)] [ConvTranspose(8, 4, Stride = 2, {|VAE0118:Padding = 3|}, OutputPadding = 1)] [Dense(9)]"));

    [Fact]
    public void A_value_fits_in_an_array() => Assert.Equal(
        ["An example of 64×28672×28672 takes 52613349376 numbers, with the channels in sixteens, more than the 2147483591 that fit in "
            + "one array: use smaller sizes"],
        VerifyEncoder("[Conv(64, 3, Padding = 1)] [{|VAE0119:Upsample(1024)|}] [MaxPool(2)] [Dense(9)]"));

    [Theory]
    [InlineData("[Dense({|VAE0119:int.MaxValue|})]")]
    [InlineData("[Dense({|VAE0119:65536, 65536, 65536|})]")]
    [InlineData("[{|VAE0119:Conv(int.MaxValue, 3)|}]")]
    [InlineData("[Dense(3, 3, 3)] [{|VAE0119:ConvTranspose(1, 3, Stride = int.MaxValue, OutputPadding = int.MaxValue - 1)|}]")]
    public void Nothing_overflows(string layers) => VerifyEncoder(layers);

    [Fact]
    public void The_data_fit_as_well() => Verify(
        "[Encoder] [Dense(9)] [Decoder] [Dense(9)] [Prior(Normal, {|VAE0119:int.MaxValue|})] [Likelihood(Bernoulli, {|VAE0119:3, 60000, "
            + "60000|})]");

    [Fact]
    public void It_is_said_that_a_layer_has_too_many_weights() => Assert.Equal(
        ["With this layer the model has 4100215376 weights, more than the 2147483591 that fit in one array: use smaller sizes"],
        VerifyEncoder("[Dense(4096)] [{|VAE0106:Dense(1000000)|}]"));

    [Theory]
    [InlineData("[Dense(4096)] [{|VAE0106:Dense(1000000)|}]")]
    [InlineData("[Dense(64, 28, 28)] [{|VAE0106:Conv(60000, 28)|}]")]
    [InlineData("[Residual] [Dense(45000)] [Dense(1, 28, 28)] [EndResidual] [{|VAE0106:Residual|}] [Dense(3000000)] [Dense(1, 28, 28)] "
        + "[EndResidual]")]
    public void Weights_of_every_layer_count(string layers) => VerifyEncoder(layers);

    [Theory]
    [InlineData("[Residual] [Conv(64, 3, Padding = 1)] [{|VAE0120:EndResidual|}]", "The block leads from 1×28×28 to 64×28×28, and a sum "
        + "needs one shape: make its last layer give 1×28×28")]
    [InlineData("[Residual] [Dense(784)] [{|VAE0120:EndResidual(Activation = Relu)|}]", "The block leads from 1×28×28 to 784, and a sum "
        + "needs one shape: make its last layer give 1×28×28")]
    public void A_block_keeps_the_shape(string layers, string message) => Assert.Equal([message], VerifyEncoder(layers));

    [Theory]
    [InlineData("[{|VAE0121:Residual|}] [Conv(1, 3, Padding = 1)]")]
    [InlineData("[{|VAE0121:Residual|}]")]
    [InlineData("[{|VAE0121:Residual|}] [Residual] [Conv(1, 3, Padding = 1)] [EndResidual] [Dense(9)]")]
    [InlineData("[{|VAE0121:Residual|}] [{|VAE0121:Residual|}] [Conv(1, 3, {|VAE0116:Padding = 9|})]")]
    public void A_block_is_closed(string layers) => VerifyEncoder(layers);

    [Theory]
    [InlineData("[Dense(9)] [{|VAE0122:EndResidual|}]")]
    [InlineData("[Residual] [Dense(1, 28, 28)] [EndResidual] [{|VAE0122:EndResidual|}] [Dense(9)]")]
    public void A_block_is_opened(string layers) => VerifyEncoder(layers);

    [Theory]
    [InlineData("[{|VAE0123:Residual|}] [EndResidual] [Dense(9)]")]
    [InlineData("[Residual] [{|VAE0123:Residual|}] [EndResidual] [Dense(1, 28, 28)] [EndResidual] [Dense(9)]")]
    public void A_block_has_a_layer(string layers) => VerifyEncoder(layers);

    [Fact]
    public void A_block_does_not_reach_into_the_other_network() => Verify(
        "[Encoder] [{|VAE0121:Residual|}] [Dense(9)] [Decoder] [Dense(9)] [{|VAE0122:EndResidual|}] " + Distributions);

    [Theory]
    [InlineData("[Dense(1, 28, 28, {|VAE0124:Activation = Sigmoid|})]")]
    [InlineData("[Dense(784, {|VAE0124:Activation = Identity|})]")]
    [InlineData("[Dense(9, 14, 14)] [ConvTranspose(1, 4, Stride = 2, Padding = 1, {|VAE0124:Activation = Tanh|})]")]
    [InlineData("[Dense(9, 28, 28)] [Conv(1, 1, {|VAE0124:Activation = Relu|})]")]
    public void A_head_has_no_activation(string layers) => Assert.Equal(
        ["This layer gives the shape of x, 1×28×28, and is the head, whose form follows from the likelihood: remove the activation"],
        VerifyDecoder(layers));

    [Fact]
    public void One_element_is_not_normalized() => VerifyEncoder("[Dense(1)] [{|VAE0125:LayerNorm|}] [Dense(9)]");

    [Theory]
    [InlineData("[Dense(9, 14, 14)] [{|VAE0126:Conv(1, 3, Padding = 1)|}]", "1×14×14")]
    [InlineData("[Dense(9, 14, 14)] [Conv(1, 3, Padding = 1)] [{|VAE0126:Upsample(2)|}]", "1×28×28")]
    [InlineData("[Dense(1, 28, 28)] [Residual] [Conv(1, 3, Padding = 1)] [{|VAE0126:EndResidual|}]", "1×28×28")]
    public void A_dense_head_behind_a_volume_is_said(string layers, string shape) => Assert.Equal(
        [$"This layer ends the decoder with {shape}, x is 1×28×28, and a dense head from {SizeOf(shape)} to 784 values is added: "
            + "let a convolution give 1×28×28, or state the activation of this layer"],
        VerifyDecoder(layers));

    [Theory]
    [InlineData("[Dense(9, 14, 14)] [{|VAE0128:ConvTranspose(3, 4, Stride = 2, Padding = 1)|}]", "3×28×28", OneChannel)]
    [InlineData("[Dense(9, 28, 28)] [{|VAE0128:Conv(2, 3, Padding = 1)|}]", "2×28×28", OneChannel)]
    [InlineData("[{|VAE0128:Dense(3, 28, 28)|}]", "3×28×28", OneChannel)]
    [InlineData("[Dense(9, 14, 14)] [{|VAE0128:Upsample(2)|}]", "9×28×28", "write [Conv(1, 3, Padding = 1)] behind it")]
    [InlineData("[Dense(9, 28, 28)] [Conv(5, 3, Padding = 1)] [{|VAE0128:BatchNorm|}]", "5×28×28", "write [Conv(1, 3, Padding = 1)] "
        + "behind it")]
    [InlineData("[Dense(5, 28, 28)] [Residual] [Conv(5, 3, Padding = 1)] [{|VAE0128:EndResidual|}]", "5×28×28",
        "write [Conv(1, 3, Padding = 1)] behind it")]
    public void The_wrong_channels_on_the_grid_of_x_are_said(string layers, string shape, string advice) => Assert.Equal(
        [$"This layer ends the decoder with {shape}, x is 1×28×28, and a dense head from {SizeOf(shape)} to 784 values is added: "
            + $"{advice}, or state the activation of this layer"],
        VerifyDecoder(layers));

    [Fact]
    public void So_are_too_few_for_colours() => Assert.Equal(
        ["This layer ends the decoder with 1×8×6, x is 3×8×6, and a dense head from 48 to 144 values is added: "
            + "give it 3 channels, which makes it the head, or state the activation of this layer"],
        Verify("[Encoder] [Dense(3)] [Decoder] [Dense(4, 4, 3)] [{|VAE0128:ConvTranspose(1, 4, Stride = 2, Padding = 1)|}] "
            + "[Prior(Normal, 2)] [Likelihood(Laplace, 3, 8, 6)]"));

    [Theory]
    [InlineData("[Dense(9, 14, 14)] [{|VAE0128:ConvTranspose(3, 4, Stride = 2, Padding = 1)|}]")]
    [InlineData("[Dense(1, 14, 14)] [{|VAE0126:Upsample(2)|}]")]
    [InlineData("[Dense(9, 14, 14)] [ConvTranspose(1, 4, Stride = 2, Padding = 1)]")]
    [InlineData("[Dense(16, 7, 7)]")]
    [InlineData("[Dense(64, 7, 7)] [ConvTranspose(32, 4, Stride = 2, Padding = 1)]")]
    [InlineData("[Dense(9, 14, 14)] [ConvTranspose(3, 4, Stride = 2, Padding = 1, Activation = Relu)]")]
    public void A_flat_x_has_a_grid_where_each_element_has_a_position(string layers) =>
        Verify($"[Encoder] [Dense(3)] [Decoder] {layers} [Prior(Normal, 20)] [Likelihood(Bernoulli, 784)]");

    [Fact]
    public void A_single_position_is_no_grid()
    {
        Verify("[Encoder] [Dense(3)] [Decoder] [Dense(5, 1, 1)] [Prior(Normal, 2)] [Likelihood(Gaussian, 1)]");
        Verify("[Encoder] [Dense(3)] [Decoder] [Dense(5, 1, 1)] [Prior(Normal, 2)] [Likelihood(Gaussian, 3, 1, 1)]");
    }

    [Theory]
    [InlineData("[Dense(9, 14, 14)] [Conv(1, 3, Padding = 1, Activation = Relu)]")]
    [InlineData("[Dense(32, 14, 14)] [ConvTranspose(1, 3, Stride = 2, Padding = 1, Activation = Relu)]")]
    [InlineData("[Dense(9, 14, 14)] [Conv(1, 3, Padding = 1)] [Upsample(2, Activation = Identity)]")]
    [InlineData("[Dense(9, 14, 14)]")]
    [InlineData("[Dense(300)]")]
    [InlineData("[Dense(3, 28, 28)] [Dense(300)]")]
    [InlineData("[Dense(32, 14, 14)] [ConvTranspose(16, 3, Stride = 2, Padding = 1)]")]
    [InlineData("[Dense(9, 14, 14)] [ConvTranspose(3, 4, Stride = 2, Padding = 1, Activation = Relu)]")]
    [InlineData("[Dense(9, 28, 28)] [Conv(5, 3, Padding = 1)] [BatchNorm(Activation = Identity)]")]
    public void An_activation_says_that_it_is_meant(string layers) => VerifyDecoder(layers);

    [Fact]
    public void A_hidden_layer_of_the_size_of_the_latent_is_said() => Assert.Equal(
        ["Dense heads for the 20 values of z are added behind this layer, which is a hidden one: remove it, or state its activation"],
        VerifyEncoder("[Dense(100)] [{|VAE0127:Dense(20)|}]"));

    [Theory]
    [InlineData("[Dense(20, Activation = Tanh)]")]
    [InlineData("[Dense(20)] [Dense(30)]")]
    [InlineData("[Dense(20)] [LayerNorm]")]
    public void Unless_it_is_meant(string layers) => VerifyEncoder(layers);

    [Theory]
    [InlineData("[Dense(3, {|VAE0107:Activation = (Activation)77|})]")]
    [InlineData("[Residual] [Dense(1, 28, 28)] [EndResidual({|VAE0107:Activation = default|})]")]
    public void The_activation_of_a_layer_exists(string layers) => VerifyEncoder(layers);

    [Theory]
    [InlineData("[Encoder({|VAE0108:Activation = Tanh|})] [MaxPool(2)] [LayerNorm] [Decoder] [Dense(3)]")]
    [InlineData("[Encoder({|VAE0108:Activation = Tanh|})] [Dense(9, Activation = Relu)] [Decoder({|VAE0108:Activation = Elu|})] "
        + "[Dense(784)]")]
    public void The_activation_of_a_network_has_a_layer(string networks) => Verify(networks + Distributions);

    [Fact]
    public void A_layer_inside_of_a_block_is_one() =>
        Verify("[Encoder(Activation = Tanh)] [Residual] [Dense(1, 28, 28)] [EndResidual] [Decoder] [Dense(3)]" + Distributions);

    [Fact]
    public void A_missing_decoder_is_written_with_the_ends_of_the_stack() => Assert.Equal(
        ["The model 'Vae' has no decoder: add [Decoder(20, 400, 784)]"],
        Verify("[Encoder] [Conv(8, 4, Stride = 2)] " + Distributions, "{|VAE0101:Vae|}"));

    [Fact]
    public void Layers_on_two_parts_have_no_order() => DiagnosticMarkup.Verify(
        $"using VaeGen; [Encoder] [Dense(9)] [Decoder] {Distributions} partial class Vae; [{{|VAE0006:Conv(3, 3)|}}] [Dense(2, 2)] "
            + "partial class Vae;",
        text => StackModels.Compile(text));

    [Fact]
    public void A_warning_does_not_stop_emission()
    {
        ModelCompilation compilation = StackModels.Compile(
            $"#pragma warning disable VAE0126, VAE0127\nusing VaeGen; [Encoder] [Dense(20)] [Decoder] [Dense(1, 14, 14)] "
                + $"{Distributions} partial class Vae;");

        Assert.NotEmpty(compilation.MustCompile().Files);
    }
}
