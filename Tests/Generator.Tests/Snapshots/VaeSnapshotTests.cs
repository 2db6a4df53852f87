using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>Whole models, as their users read them. Each is compiled as well, with warnings as errors.</summary>
public sealed class VaeSnapshotTests
{
    // Both are shown alone and compared.
    private static readonly Lazy<ModelCompilation> OfPixels = new(() => Model("Bernoulli"));

    private static readonly Lazy<ModelCompilation> OfReals = new(() => Model("Gaussian"));

    /// <summary>What is the same in every model is in the runtime, so that what a model is can be read in one sitting.</summary>
    [Fact]
    public void It_is_short()
    {
        ModelCompilation model = Model("Bernoulli");
        Dictionary<string, int> lines = model.Files.ToDictionary(file => file.HintName, file => file.Text.Split('\n').Length - 1);

        Assert.InRange(lines["MnistVae.TrainingStep.g.cs"], 100, 240);
        Assert.InRange(lines.Values.Sum(), 500, 750);
    }

    [Fact]
    public void Bernoulli() => Snapshot.Standard.Verify(OfPixels.Value, this);

    [Fact]
    public void Gaussian() => Snapshot.Standard.Verify(OfReals.Value, this);

    /// <summary>One word changes the likelihood and nothing else.</summary>
    [Fact]
    public void From_Bernoulli_to_Gaussian()
    {
        ModelCompilation bernoulli = OfPixels.Value;
        ModelCompilation gaussian = OfReals.Value;
        StringBuilder difference = new();
        foreach (GeneratedFile file in bernoulli.Files.OrderBy(file => file.HintName, StringComparer.Ordinal))
        {
            difference.Append("==== ").Append(file.HintName).Append('\n');
            DiffPaneModel lines = new InlineDiffBuilder(new DiffPlex.Differ()).BuildDiffModel(file.Text, gaussian.Text(file.HintName));
            foreach (DiffPiece line in lines.Lines.Where(line => line.Type != ChangeType.Unchanged))
                difference.Append(line.Type == ChangeType.Inserted ? "+ " : "- ").Append(line.Text.TrimEnd()).Append('\n');
        }

        Snapshot.Standard.VerifyText(difference.ToString(), this);
    }

    [Fact]
    public void Deep_Elu_in_double_precision() => Snapshot.Standard.Verify(
        Compiled("""
            using VaeGen;

            namespace Course;

            /// <summary>A model.</summary>
            [Model(Precision = Precision.Double)]
            [Encoder(784, 300, 300, 10, Activation = Elu)]
            [Decoder(10, 300, 300, 784, Activation = Elu)]
            [Prior(Normal)]
            [Likelihood(Gaussian, Sigma = 0.1)]
            public partial class DeepVae;
            """),
        this,
        file => file.HintName.EndsWith("DeepVae.g.cs", StringComparison.Ordinal)
        || file.HintName.EndsWith("TrainingStep.g.cs", StringComparison.Ordinal));

    [Fact]
    public void Conditional() => Snapshot.Standard.Verify(
        Compiled("""
            using VaeGen;

            /// <summary>A model.</summary>
            [Encoder(784, 400, 20)]
            [Decoder(20, 400, 784)]
            [Prior(Normal)]
            [Likelihood(Bernoulli)]
            [Condition(10)]
            public partial class DigitVae;
            """),
        this,
        file => file.HintName.EndsWith("DigitVae.g.cs", StringComparison.Ordinal)
        || file.HintName.EndsWith("Inference.g.cs", StringComparison.Ordinal));

    [Fact]
    public void Convolutions() => Snapshot.Standard.Verify(
        Compiled("""
            using VaeGen;

            namespace Course;

            /// <summary>A model.</summary>
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
            public partial class ConvVae;
            """),
        this);

    /// <summary>What such layers add to a step: windows, statistics of rows and of columns, noise, sums with what went in.</summary>
    [Fact]
    public void Layers_of_other_kinds() => Snapshot.Standard.Verify(
        Compiled("""
            using VaeGen;

            namespace Course;

            /// <summary>A model.</summary>
            [Encoder]
            [Conv(24, 3, Padding = 1, Activation = Identity)]
            [BatchNorm(Activation = Silu)]
            [MaxPool(2)]
            [Residual]
            [Conv(24, 3, Padding = 1)]
            [Dropout(0.25)]
            [EndResidual(Activation = Relu)]
            [AvgPool(2)]
            [Dense(100, Activation = Identity)]
            [LayerNorm(Activation = Gelu)]
            [Decoder]
            [Dense(24, 7, 7)]
            [Upsample(4)]
            [Conv(1, 3, Padding = 1)]
            [Prior(Normal, 8)]
            [Likelihood(Gaussian, 1, 28, 28)]
            public partial class LayersVae;
            """),
        this,
        file => file.HintName.EndsWith("LayersVae.g.cs", StringComparison.Ordinal)
        || file.HintName.EndsWith("TrainingStep.g.cs", StringComparison.Ordinal));

    [Fact]
    public void Deterministic() => Snapshot.Standard.Verify(
        Compiled("""
            using VaeGen;

            /// <summary>A model.</summary>
            [Encoder(784, 400, 20)]
            [Decoder(20, 400, 784)]
            [Posterior(Deterministic)]
            [Likelihood(Bernoulli)]
            public partial class Autoencoder;
            """),
        this,
        file => file.HintName.EndsWith("Autoencoder.g.cs", StringComparison.Ordinal)
        || file.HintName.EndsWith("Inference.g.cs", StringComparison.Ordinal));

    private static ModelCompilation Model(string likelihood) => Compiled($$"""
        using VaeGen;

        /// <summary>A model.</summary>
        [Encoder(784, 400, 20)]
        [Decoder(20, 400, 784)]
        [Prior(Normal)]
        [Likelihood({{likelihood}})]
        public partial class MnistVae;
        """);

    private static ModelCompilation Compiled(string source) => EmittedText.Checked(source);
}
