using System.Linq;
using System.Text.RegularExpressions;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Emission;

/// <summary>What emitted code calls its values and sizes, how it writes its formulas, and what it leaves out.</summary>
public sealed class EmittedNameTests
{
    private const string Normalized = """
        [Encoder]
        [Conv(24, 3, Padding = 1, Activation = Identity)]
        [BatchNorm(Activation = Silu)]
        [Dense(100)]
        [LayerNorm]
        """;

    private const string Residual = """
        [Encoder]
        [Conv(24, 3, Stride = 4)]
        [Residual]
        [Conv(16, 3, Padding = 1)]
        [LayerNorm]
        [Conv(24, 3, Padding = 1)]
        [EndResidual(Activation = Relu)]
        [Residual]
        [Dense(24, 7, 7)]
        [BatchNorm]
        [EndResidual]
        """;

    private static string Emitted(string encoder, string distributions = "[Prior(Normal, 8)] [Likelihood(Gaussian, 1, 28, 28)]") =>
        string.Join(
        "\n",
        ModelCompilation.Of($"using VaeGen; {encoder} [Decoder] [Dense(9)] {distributions} partial class Vae;")
        .MustCompile().Files.Select(file => file.Text));

    private static string Method(string text, string name) =>
        Regex.Match(text, $@"private void {name}\(Worker worker\)\n    \{{\n.*?\n    \}}\n", RegexOptions.Singleline).Value;

    [Fact]
    public void A_difference_is_not_called_a_sum()
    {
        string text = Emitted(Normalized);

        Assert.Contains("TVector change = inverseCount2MinusOne * squares2 - runningVariance2;", text);
        Assert.DoesNotMatch(@"TVector sum\d* = [^+;]* - [^+;]*;", text);
    }

    /// <summary>Training has other values than evaluation behind a dropout, in the same buffers.</summary>
    [Fact]
    public void Sparse_layers_are_looked_at_in_every_task()
    {
        string text = Emitted("[Encoder] [Dense(300)] [Dropout(0.5)] [Dense(300)] [Dense(300)]");

        Assert.Equal(3, Regex.Matches(text, @"FindNonZeros\(worker, h3Batch\);").Count);
        Assert.Contains("h3Batch = SparseMatrix(", text);
    }

    /// <summary>The gradient that comes to the encoder's last layer from both heads is a sum, and the first layer of a conditional model
    /// another.</summary>
    [Fact]
    public void A_formula_has_no_parentheses_around_it()
    {
        string text = Emitted("[Encoder] [Dense(9, Activation = Identity)] [Condition(3)]");

        Assert.Contains("// a1 = x W1 + c V1 + b1\n", text);
        Assert.Contains("// da1 = dμ Wμᵀ + daσ Wσᵀ\n", text);
        Assert.DoesNotMatch(@"// \S+ = \([^()]*\)\n", text);
    }

    [Fact]
    public void Parentheses_that_are_needed_stay()
    {
        string text = Emitted("[Encoder] [Dense(9, Activation = Tanh)]");

        Assert.Matches(@"// dh1 = dμ Wμᵀ \+ daσ Wσᵀ\n +// da1 = dh1 \(1 − h1²\)\n", text);
    }

    [Fact]
    public void Layers_of_a_block_have_sizes_of_their_own_names()
    {
        string text = Emitted(Residual);

        foreach (string layer in new[] { "Hidden4", "Hidden6" })
            Assert.Contains($"worker.Share<float>(Rows, {layer}Panels", Method(text, layer + "InTrainingStep") + Method(text, layer));

        Assert.Contains("outputs: Hidden4Channels, inputs: Hidden2Channels, kernel: 3", text);
        Assert.Contains("h5Batch = Matrix(capacity, Hidden5Channels, Hidden5Positions);", text);
        Assert.Contains("da1Batch = TrainingMatrix(training, capacity, Hidden1Channels, Hidden1Positions);", text);
    }

    /// <summary>Blocks over x and over z have no constants of x and z, but of their layers.</summary>
    [Fact]
    public void Layers_over_pixels_are_not_called_after_them() => Assert.Contains(
        "ParameterShape.Weight(\"encoder.0.0.weight\", outputs: Hidden1Size, inputs: FeatureSize, ",
        Emitted("[Encoder] [Residual] [Dense(9)] [EndResidual]", "[Prior(Normal, 8)] [Likelihood(Gaussian, 9)]"));

    [Theory]
    [InlineData("[Dense(9)] [Dropout(0)]")]
    [InlineData("[Dropout(0)]")]
    [InlineData("[Dense(9)] [Dropout(-0.0, Activation = Tanh)] [Dense(5)]")]
    [InlineData("[Dense(9)] [Residual] [Dropout(0)] [EndResidual]")]
    public void A_rate_of_zero_draws_nothing(string layers)
    {
        string text = Emitted("[Encoder] " + layers);

        Assert.DoesNotContain(
            "uniform",
            text[text.IndexOf("partial class", System.StringComparison.Ordinal)..].Replace(
                "uniform in ±1", "", System.StringComparison.Ordinal));
        Assert.DoesNotContain("keptShare", text);
        Assert.DoesNotContain("InTrainingStep", text);
        Assert.Contains("dropout 0", text);
    }

    [Theory]
    [InlineData("TrainingStep")]
    [InlineData("Inference")]
    public void A_rate_of_zero_is_no_layer_at_all(string file)
    {
        string Text(string layers) => ModelCompilation.Of(
            $"using VaeGen; [Encoder] [Dense(9)] [Decoder] [Dense(9)] {layers} [Prior(Normal, 8)] [Likelihood(Gaussian, 1, 28, 28)] "
                + "partial class Vae;")
            .MustCompile().Text($"Vae.{file}.g.cs");

        Assert.Equal(Text(""), Text("[Dropout(0)]"));
    }

    [Fact]
    public void Any_other_rate_draws() => Assert.Contains("FillUniform(", Emitted("[Encoder] [Dense(9)] [Dropout(0.001)]"));
}
