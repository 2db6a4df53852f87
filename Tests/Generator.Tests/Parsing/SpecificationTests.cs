using System.Linq;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Model;
using VaeGen.Generator.Parsing;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Parsing;

/// <summary>What the attributes of a valid model become.</summary>
public sealed class SpecificationTests
{
    private const string Mnist = """
        using VaeGen;

        [Encoder(784, 400, 20)]
        [Decoder(20, 400, 784)]
        [Prior(Normal)]
        [Likelihood(Bernoulli)]
        partial class MnistVae;
        """;

    /// <summary>Reads the class of that metadata name.</summary>
    private static ModelSpec Parse(string source, string name = "MnistVae")
    {
        ModelCompilation compilation = ModelCompilation.Of(source).MustCompile();
        INamedTypeSymbol type = compilation.Output.GetTypeByMetadataName(name)!;
        return ModelParser.Parse(type, compilation.Output, TestContext.Current.CancellationToken)!.Parsed.Model!;
    }

    private static int[] Sizes(NetworkSpec network) =>
        [network.Input.Value.Size, .. network.Layers.Select(layer => layer.Output.Size), network.Head.Value.Size];

    [Fact]
    public void Four_lines_give_networks_distributions_and_defaults()
    {
        ModelSpec model = Parse(Mnist);

        Assert.Equal([784, 400, 20], Sizes(model.Encoder));
        Assert.Equal([20, 400, 784], Sizes(model.Decoder));
        Assert.Equal(Distribution.Normal, model.Prior!.Distribution.Value);
        Assert.Equal(new Sourced<Distribution>(Distribution.Normal, ArgumentLocation.None), model.Posterior.Distribution);
        Assert.Equal(Distribution.Bernoulli, model.Likelihood.Distribution.Value);
        Assert.Null(model.Likelihood.Sigma);
        Assert.Equal(new Sourced<Precision>(Precision.Single, ArgumentLocation.None), model.Precision);
        Assert.Equal(new Sourced<Activation>(Activation.Relu, ArgumentLocation.None), model.Encoder.Layers[0].Activation);
        Assert.Equal("float", model.ElementType);
    }

    [Fact]
    public void Every_value_knows_its_place_among_the_model_attributes()
    {
        ModelSpec model = Parse("""
            using VaeGen;

            [System.Obsolete("An attribute of no concern does not count.")]
            [Encoder(784, 400, 20, Activation = Tanh), Decoder(20, 300, 784)]
            [Model(Precision = Precision.Double)]
            [Prior(Normal), Likelihood(Gaussian, Sigma = 0.1)]
            partial class MnistVae;
            """);

        Assert.Equal(new ArgumentLocation(0, 0, 1), model.Encoder.Layers[0].At);
        Assert.Equal(new ArgumentLocation(0, 1, -1), model.Encoder.Layers[0].Activation.At);
        Assert.Equal(new ArgumentLocation(1, 0, 2), model.Decoder.Head.At);
        Assert.Equal(new ArgumentLocation(2, 0, -1), model.Precision.At);
        Assert.Equal(new ArgumentLocation(3, 0, -1), model.Prior!.Distribution.At);
        Assert.Equal(new ArgumentLocation(4, 0, -1), model.Likelihood.Distribution.At);
        Assert.Equal(new ArgumentLocation(4, 2, -1), model.Likelihood.Sigma!.Value.At);
        Assert.Equal("double", model.ElementType);
    }

    [Fact]
    public void Gaussian_and_Normal_are_one_family_in_every_place()
    {
        ModelSpec one = Parse("using VaeGen; [Encoder(4, 2)] [Decoder(2, 4)] [Prior(Normal)] [Posterior(Normal)] [Likelihood(Normal)] "
            + "partial class MnistVae;");
        ModelSpec other = Parse("using VaeGen; [Encoder(4, 2)] [Decoder(2, 4)] [Prior(Gaussian)] [Posterior(Gaussian)] "
            + "[Likelihood(Gaussian)] partial class MnistVae;");

        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("25", "25")]
    [InlineData("1e-6", "0.000001")]
    [InlineData("1e6", "1000000")]
    [InlineData("1.5e-3", "0.0015")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("1.0 / 3", "0.3333333333333333")]
    public void Sigma_is_decimal_text(string written, string expected)
    {
        ModelSpec model =
            Parse($"using VaeGen; [Encoder(4, 2)] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Gaussian, Sigma = {written})] partial "
                + "class MnistVae;");

        Assert.Equal(expected, model.Likelihood.Sigma!.Value.Value);
    }

    [Theory]
    [InlineData("new int[] { 4, 3, 2 }")]
    [InlineData("new[] { 4, 3, 2 }")]
    [InlineData("sizes: new[] { 4, 3, 2 }")]
    [InlineData("4, 3, 2")]
    [InlineData("[4, 3, 2]")]
    [InlineData("([4, 3, 2])")]
    [InlineData("Sizes.X, 1 + 2, (2)")]
    public void Sizes_may_be_written_in_every_way_of_the_language(string sizes)
    {
        ModelSpec model = Parse($"using VaeGen; [Encoder({sizes})] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Bernoulli)] partial class "
            + $"MnistVae; static class Sizes {{ public const int X = 4; }}");

        Assert.Equal([4, 3, 2], Sizes(model.Encoder));
    }

    [Fact]
    public void The_host_is_described_as_source_needs_it()
    {
        HostSpec host = Parse("""
            using VaeGen;

            namespace My.@event
            {
                partial interface IOuter
                {
                    public partial record struct @record
                    {
                        [Encoder(4, 2)] [Decoder(2, 4)] [Prior(Normal)] [Likelihood(Bernoulli)]
                        internal partial class @class;
                    }
                }
            }
            """, "My.event.IOuter+record+class").Host;

        Assert.Equal("My.@event", host.Namespace);
        Assert.Equal(
            ["partial interface IOuter", "partial record struct @record"], host.ContainingTypes.Select(type => type.PartialDeclaration));
        Assert.Equal("partial class @class", host.Declaration.PartialDeclaration);
        Assert.Equal("class", host.PlainName);
        Assert.Equal("internal", host.Accessibility);
        Assert.Equal("My.event.IOuter+record+class", host.FileHint);
    }

    [Fact]
    public void Equal_sources_give_equal_specifications_and_hashes()
    {
        ModelSpec first = Parse(Mnist);
        ModelSpec second = Parse("// A comment, and the class further down.\n\n" + Mnist.Replace(", ", " , "));

        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, Parse(Mnist.Replace("400", "500")));
    }
}
