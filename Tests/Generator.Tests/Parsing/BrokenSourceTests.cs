using System.Linq;
using Microsoft.CodeAnalysis;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Parsing;

/// <summary>Code that is half typed: the compiler says what is wrong with it, VaeGen adds nothing and does not fall.</summary>
public sealed class BrokenSourceTests
{
    [Theory]
    [InlineData("[Encoder(784, Unknown, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 1.5, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, , 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 20] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(99999999999, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(\"784\")] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 20, Unknown = 3)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 5, 20, Activation = 3.0)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 20, Activation = )] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encodr(784, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 20)] [Decoder(20, 784)] [Prior] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 20)] [Decoder(20, 784)] [Prior(Norml)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli, Gaussian)]")]
    [InlineData("[Encoder(784, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Gaussian, Sigma = \"0.1\")]")]
    [InlineData("[Encoder(784, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(\"Bernoulli\")]")]
    [InlineData("[Encoder(784, 20)] [Encoder(784, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)]")]
    [InlineData("[Encoder(784, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)] [Model(Precision = Double)]")]
    [InlineData("[Encoder(784, 20)] [Decoder(20, 784)] [Prior(Normal)] [Likelihood(Bernoulli)] [Unknown]")]
    [InlineData("[Encoder] [Conv(32)] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, 28)]")]
    [InlineData("[Encoder] [Conv(32, 4, 2)] [Conv(9, 4, Stride = 2.5)] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Bernoulli, "
        + "1, 28, 28)]")]
    [InlineData("[Encoder] [Conv(32, 4, Strid = 2)] [MaxPool(2)] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, "
        + "28)]")]
    [InlineData("[Encoder] [Residual] [Conv(1, 3, Pading = 1)] [EndResidual] [Decoder] [Dense(3)] [Prior(Normal, 20)] "
        + "[Likelihood(Bernoulli, 1, 28, 28)]")]
    [InlineData("[Encoder] [Dnse(32)] [Conv(3, 3)] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, 28)]")]
    [InlineData("[Encodr] [Dense(32)] [Conv(3, 3)] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, 28)]")]
    [InlineData("[Encoder(Sizes)] [Dense(32)] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, 28)]")]
    [InlineData("[Encoder] [Dropout] [Upsample(\"2\")] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, 28)]")]
    [InlineData("[Encoder] [Residual(Activation = Relu)] [Dense(1, 28, 28)] [EndResidual] [Decoder] [Dense(3)] [Prior(Normal, 20)] "
        + "[Likelihood(Bernoulli, 1, 28, 28)]")]
    [InlineData("[Encoder] [Dense(3)] [Encoder] [Conv(3, 3)] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, "
        + "Unknown)]")]
    [InlineData("[Encoder] [Dense(3)] [Decoder] [Dense(3)] [Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, \"28\")]")]
    public void The_compiler_alone_speaks(string attributes)
    {
        ModelCompilation compilation = ModelCompilation.Of("using VaeGen; " + attributes + " partial class MnistVae; static class "
            + "Program { static object Use() => new MnistVae(seed: 1).Encode(new float[3]); }");

        Assert.NotEmpty(compilation.Diagnostics);
        Assert.All(compilation.Diagnostics, diagnostic => Assert.StartsWith("CS", diagnostic.Id));
        Assert.DoesNotContain(compilation.Diagnostics, diagnostic => diagnostic.Id is "CS1061" or "CS1739");
        Assert.Empty(compilation.GeneratorDiagnostics);
    }

    [Theory]
    [InlineData("[Encoder(784, 20)] partial class")]
    [InlineData("[Encoder(784, 20)]")]
    [InlineData("[Encoder(784, 20)] partial class MnistVae : { ")]
    [InlineData("partial class { [Encoder(784, 20)] partial class MnistVae; }")]
    [InlineData("[Encoder(784, 20)] partial class MnistVae<> { MnistVae( { } void Fit( }")]
    [InlineData("[Encoder] [Conv(] [Dense(3] [Residual] partial class MnistVae;")]
    [InlineData("[Encoder] [Dense(3)] enum MnistVae { }")]
    [InlineData("[Dense(3)] [Residual] interface MnistVae { } class MnistVae;")]
    [InlineData("[Encoder(784, 20)] enum MnistVae { }")]
    [InlineData("[Encoder(784, 20)] delegate void MnistVae();")]
    [InlineData("class A { [Encoder(784, 20)] void Method() { } }")]
    [InlineData("[assembly: Encoder(784, 20)]")]
    [InlineData("[Encoder(784, 20)] partial class MnistVae; class MnistVae;")]
    public void Nothing_falls(string source)
    {
        ModelCompilation compilation = ModelCompilation.Of("using VaeGen; " + source);

        Assert.Contains(compilation.Diagnostics, diagnostic => diagnostic.Id.StartsWith("CS", System.StringComparison.Ordinal));
        Assert.DoesNotContain(compilation.Diagnostics, diagnostic => diagnostic.Id == "VAE0901");
        Assert.Empty(compilation.GeneratorDiagnostics);
    }
}
