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

    private static NetworkSpec Encoder(string layers) => StackModels.Parse($"[Encoder] {layers} [Decoder] [Dense(3)] {Distributions}").Encoder;

    private static NetworkSpec Decoder(string layers) => StackModels.Parse($"[Encoder] [Dense(3)] [Decoder] {layers} {Distributions}").Decoder;

    /// <summary>The shapes from the input to the head, with the activations: <c>1×28×28, 32×14×14 Relu, 20</c>.</summary>
    private static string Shapes(NetworkSpec network) => string.Join(", ",
        [network.Input.Value.ToString(), .. network.Layers.Select(layer => $"{layer.Output} {layer.Activation.Value}"), network.Head.Value.ToString()]);

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
}
