using System.Linq;
using VaeGen.Generator.Model;
using Xunit;

namespace VaeGen.Generator.Tests.Parsing;

/// <summary>What a stack of layers becomes: shapes, activations, heads.</summary>
public sealed class StackTests
{
    private const string Distributions = "[Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, 28)] ";

    private const string Conv = """
        [Encoder]
        [Conv(32, 4, Stride = 2, Padding = 1)]
        [Conv(64, 4, Stride = 2, Padding = 1)]
        [Dense(256)]
        [Decoder]
        [Dense(256)]
        [Dense(64, 7, 7)]
        [ConvTranspose(32, 4, Stride = 2, Padding = 1)]
        [ConvTranspose(1, 4, Stride = 2, Padding = 1)]
        [Prior(Normal, 20)]
        [Likelihood(Bernoulli, 1, 28, 28)]
        """;

    private static NetworkSpec Encoder(string layers) =>
        StackModels.Parse($"[Encoder] {layers} [Decoder] [Dense(3)] {Distributions}").Encoder;

    private static NetworkSpec Decoder(string layers) =>
        StackModels.Parse($"[Encoder] [Dense(3)] [Decoder] {layers} {Distributions}").Decoder;

    /// <summary>The shapes from the input to the head, with the activations: <c>1×28×28, 32×14×14 Relu, 20</c>.</summary>
    private static string Shapes(NetworkSpec network) => string.Join(", ",
        [network.Input.Value.ToString(), .. network.Layers.Select(layer => $"{layer.Output} {layer.Activation.Value}"),
            network.Head.Value.ToString()]);

    [Fact]
    public void The_convolutional_model_of_the_samples()
    {
        ModelSpec model = StackModels.Parse(Conv);

        Assert.Equal("1×28×28, 32×14×14 Relu, 64×7×7 Relu, 256 Relu, 20", Shapes(model.Encoder));
        Assert.Null(model.Encoder.HeadLayer);
        Assert.Equal("20, 256 Relu, 64×7×7 Relu, 32×14×14 Relu, 1×28×28", Shapes(model.Decoder));
        ConvolutionLayerSpec head = Assert.IsType<ConvolutionLayerSpec>(model.Decoder.HeadLayer);
        Assert.Equal(
            new ConvolutionLayerSpec(
                ArgumentLocation.OfAttribute(8), ValueShape.Volume(32, 14, 14), ValueShape.Volume(1, 28, 28),
                new Sourced<Activation>(Activation.Identity, ArgumentLocation.None), IsTransposed: true, 4, 2, 1, 0),
            head);
        Assert.Equal(784, model.InputSize);
        Assert.Equal(20, model.LatentSize);
    }

    [Theory]
    [InlineData("[Conv(8, 3)]", "8×26×26 Relu")]
    [InlineData("[Conv(8, 3, Stride = 3, Padding = 2)]", "8×10×10 Relu")]
    [InlineData("[Conv(kernel: 5, channels: 2, Activation = Elu)]", "2×24×24 Elu")]
    [InlineData("[ConvTranspose(8, 4, Stride = 2, Padding = 1)]", "8×56×56 Relu")]
    [InlineData("[ConvTranspose(8, 3, Stride = 3, Padding = 1, OutputPadding = 2)]", "8×84×84 Relu")]
    [InlineData("[MaxPool(2)]", "1×14×14 Identity")]
    [InlineData("[MaxPool(3, Stride = 2, Padding = 1)]", "1×14×14 Identity")]
    [InlineData("[AvgPool(5, Activation = Tanh)]", "1×5×5 Tanh")]
    [InlineData("[AvgPool(28)]", "1×1×1 Identity")]
    [InlineData("[Upsample(3)]", "1×84×84 Identity")]
    [InlineData("[LayerNorm] [BatchNorm] [Dropout(0.25)]", "1×28×28 Identity, 1×28×28 Identity, 1×28×28 Identity")]
    [InlineData("[Dense(64, 7, 7)] [Dense(64)]", "64×7×7 Relu, 64 Relu")]
    [InlineData("[Dense([64, 7, 7])]", "64×7×7 Relu")]
    [InlineData("[Residual] [Conv(1, 3, Padding = 1)] [EndResidual]", "1×28×28 Identity")]
    [InlineData("[Residual] [Conv(1, 3, Padding = 1)] [EndResidual(Activation = Silu)]", "1×28×28 Silu")]
    public void Every_layer_gives_its_shape(string layers, string shapes) =>
        Assert.Equal($"1×28×28, {shapes}, 20", Shapes(Encoder(layers)));

    [Fact]
    public void Grids_need_not_be_square()
    {
        NetworkSpec encoder = StackModels.Parse(
            "[Encoder] [Conv(8, 4, Stride = 2, Padding = 1)] [MaxPool(2)] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Gaussian, "
                + "3, 28, 20)]").Encoder;

        Assert.Equal("3×28×20, 8×14×10 Relu, 8×7×5 Identity, 20", Shapes(encoder));
    }

    [Fact]
    public void Layers_hold_what_is_written()
    {
        NetworkSpec encoder = Encoder("[MaxPool(3, Padding = 1)] [AvgPool(2, Stride = 1)] [Upsample(2)] [Dropout(1e-2)] [Dropout(-0.0)]");

        PoolingLayerSpec max = Assert.IsType<PoolingLayerSpec>(encoder.Layers[0]);
        Assert.Equal((PoolingKind.Max, 3, 3, 1), (max.Kind, max.Kernel, max.Stride, max.Padding));
        PoolingLayerSpec average = Assert.IsType<PoolingLayerSpec>(encoder.Layers[1]);
        Assert.Equal((PoolingKind.Average, 2, 1, 0), (average.Kind, average.Kernel, average.Stride, average.Padding));
        Assert.Equal(2, Assert.IsType<UpsamplingLayerSpec>(encoder.Layers[2]).Factor);
        Assert.Equal(new Sourced<string>("0.01", new ArgumentLocation(4, 0, -1)), Assert.IsType<DropoutLayerSpec>(encoder.Layers[3]).Rate);
        Assert.Equal("0", Assert.IsType<DropoutLayerSpec>(encoder.Layers[4]).Rate.Value);
    }

    [Fact]
    public void The_activation_of_the_network_goes_to_layers_with_weights()
    {
        NetworkSpec encoder = StackModels.Parse(
            "[Encoder(Activation = Tanh)] [Conv(8, 3)] [LayerNorm(Activation = Relu)] [Residual] [Conv(8, 1)] [Dropout(0.5)] "
                + "[EndResidual] [Dense(9)] "
            + "[Decoder] [Dense(3)] " + Distributions).Encoder;

        Assert.Equal("1×28×28, 8×26×26 Tanh, 8×26×26 Relu, 8×26×26 Identity, 9 Tanh, 20", Shapes(encoder));
        Assert.Equal(new Sourced<Activation>(Activation.Tanh, new ArgumentLocation(0, 1, -1)), encoder.Layers[0].Activation);
        ResidualLayerSpec block = Assert.IsType<ResidualLayerSpec>(encoder.Layers[2]);
        Assert.Equal([Activation.Tanh, Activation.Identity], block.Layers.Select(layer => layer.Activation.Value));
        Assert.Equal(ArgumentLocation.OfAttribute(3), block.At);
    }

    [Fact]
    public void Blocks_stand_inside_of_blocks()
    {
        NetworkSpec encoder = Encoder("[Residual] [Residual] [Dense(1, 28, 28)] [EndResidual] [Residual] [LayerNorm] [EndResidual] "
            + "[EndResidual]");

        ResidualLayerSpec outer = Assert.IsType<ResidualLayerSpec>(Assert.Single(encoder.Layers));
        Assert.Equal(
            [typeof(DenseLayerSpec), typeof(LayerNormSpec)],
            outer.Layers.Cast<ResidualLayerSpec>().Select(block => block.Layers.Single().GetType()));
    }

    [Theory]
    [InlineData("[Dense(9, 28, 28)] [Conv(1, 1)]", "1×28×28 conv")]
    [InlineData("[Dense(9)] [Dense(1, 28, 28)]", "1×28×28 dense")]
    [InlineData("[Dense(784)]", "784 dense")]
    [InlineData("[Dense(9)]", "")]
    [InlineData("[Dense(9, 28, 28, Activation = Identity)]", "")]
    [InlineData("[Dense(1, 14, 14)] [Upsample(2, Activation = Identity)]", "")]
    public void The_last_layer_of_the_shape_of_x_is_the_head(string layers, string head)
    {
        NetworkSpec decoder = Decoder(layers);

        string kind = decoder.HeadLayer is ConvolutionLayerSpec ? "conv" : "dense";
        Assert.Equal(head, decoder.HeadLayer is null ? "" : $"{decoder.HeadLayer.Output} {kind}");
        Assert.True(decoder.HeadLayer is null || decoder.HeadLayer.Activation.Value == Activation.Identity);
        Assert.Equal(decoder.Layers.Count == 0 ? decoder.Input.Value : decoder.Layers[decoder.Layers.Count - 1].Output, decoder.HeadInput);
    }

    [Fact]
    public void A_chain_may_stand_beside_a_stack()
    {
        ModelSpec model = StackModels.Parse(
            "[Encoder(784, 400, 20)] [Decoder] [Dense(9, 28, 28)] [Conv(1, 1)] [Prior(Normal)] [Likelihood(Bernoulli)]");

        Assert.Equal("784, 400 Relu, 20", Shapes(model.Encoder));
        Assert.Equal("20, 9×28×28 Relu, 784", Shapes(model.Decoder));
        Assert.Equal(ValueShape.Volume(1, 28, 28), model.Decoder.HeadLayer!.Output);
    }

    [Fact]
    public void A_chain_whose_x_has_a_shape_knows_it()
    {
        ModelSpec model = StackModels.Parse("[Encoder(784, 400, 20)] [Decoder(20, 400, 784)] [Prior(Normal, 20)] [Likelihood(Bernoulli, "
            + "1, 28, 28)]");

        Assert.Equal(new Sourced<ValueShape>(ValueShape.Volume(1, 28, 28), new ArgumentLocation(0, 0, 0)), model.Encoder.Input);
        Assert.Equal(new Sourced<ValueShape>(ValueShape.Volume(1, 28, 28), new ArgumentLocation(1, 0, 2)), model.Decoder.Head);
    }

    [Fact]
    public void The_decoder_may_stand_first()
    {
        ModelSpec model = StackModels.Parse($"{Distributions} [Decoder] [Dense(784)] [Encoder] [Conv(3, 3)]");

        Assert.Equal("1×28×28, 3×26×26 Relu, 20", Shapes(model.Encoder));
        Assert.Equal("20, 1×28×28", Shapes(model.Decoder));
    }

    [Fact]
    public void Equal_stacks_are_equal_specifications()
    {
        const string Stack = "[Residual] [Conv(1, 3, Padding = 1)] [EndResidual] [Dropout(0.1)] [Dense(9)]";

        Assert.Equal(
            Encoder(Stack), Encoder(Stack.Replace("Conv(1, 3", "ConvAttribute(kernel: 1 + 2, channels: 1").Replace("] [", "]  [")));
        Assert.Equal(Encoder(Stack).GetHashCode(), Encoder(Stack).GetHashCode());
        Assert.NotEqual(Encoder(Stack), Encoder(Stack.Replace("Padding = 1)", "Padding = 1, Activation = Tanh)")));
        Assert.NotEqual(Encoder(Stack), Encoder(Stack.Replace("0.1", "0.2")));
    }
}
