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
    public void The_compiler_alone_speaks(string attributes)
    {
        ModelCompilation compilation = ModelCompilation.Of("using VaeGen; " + attributes + " partial class MnistVae; static class Program { static object Use() => new MnistVae(seed: 1).Encode(new float[3]); }");

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
