using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Pipeline;

/// <summary>A model is found however C# lets its attributes be written.</summary>
public sealed class AttributeNameTests
{
    private const string Rest = " [VaeGen.Decoder(2, 3, 4)] [VaeGen.Prior(Normal)] [VaeGen.Likelihood(Bernoulli)] partial class MnistVae;";

    [Theory]
    [InlineData("", "VaeGen.Encoder")]
    [InlineData("", "global::VaeGen.EncoderAttribute")]
    [InlineData("", "type: VaeGen.Encoder")]
    [InlineData("using VaeGen;", "@EncoderAttribute")]
    [InlineData("using Enc = VaeGen.EncoderAttribute;", "Enc")]
    [InlineData("using V = VaeGen;", "V::Encoder")]
    [InlineData("using VaeGen; class Encoder;", "Encoder")]
    [InlineData("using VaeGen; namespace Encoder { class Other; }", "VaeGen.Encoder")]
    public void In_one_file(string before, string name) => Check(before + $" [{name}(4, 3, 2)]" + Rest);

    [Fact]
    public void Behind_an_alias_of_the_whole_project() =>
        Check("[First(4, 3, 2)] [Second(2, 3, 4)] [VaeGen.Prior(Normal)] [VaeGen.Likelihood(Bernoulli)] partial class MnistVae;",
            "global using First = VaeGen.EncoderAttribute; global using Second = VaeGen.DecoderAttribute;");

    [Fact]
    public void Behind_aliases_alone() =>
        Check("[First(4, 3, 2)] [Second(2, 3, 4)] [Third(Normal)] [Fourth(Bernoulli)] partial class MnistVae;",
            "global using First = VaeGen.EncoderAttribute; global using Second = VaeGen.DecoderAttribute;"
                + "global using Third = VaeGen.PriorAttribute; global using Fourth = VaeGen.LikelihoodAttribute;");

    private static void Check(params string[] sources) =>
        Assert.Contains("4-3-2, Relu, Normal, Bernoulli", ModelCompilation.Of(sources).MustCompile().Text("MnistVae.g.cs"));
}
