using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using VaeGen.Integration.Tests.RandomModels;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>A small model with every layer that works on channels and positions, as emitted or with a mistake in it, and what is stated of
/// it.</summary>
internal static class VolumeMutant
{
    private const int Rows = 2;

    // The maximum has kinks, but none near the point of this seed: the gradient of the model as it is emitted passes. The pixels are wider
    // than high, and nine channels are a panel of eight doubles and a part of another.
    private static readonly RandomModel Declaration = new(
        9001,
        """
        [Model(Precision = Precision.Double)]
        [Encoder(Activation = Tanh)]
        [Conv(3, 3, Stride = 2, Padding = 1)]
        [BatchNorm(Activation = Silu)]
        [Conv(9, 2)]
        [MaxPool(2, Stride = 1, Padding = 1)]
        [AvgPool(2)]
        [Residual]
        [Conv(9, 3, Padding = 1)]
        [EndResidual]
        [LayerNorm]
        [Decoder(Activation = Tanh)]
        [Dense(3, 2, 3)]
        [ConvTranspose(3, 3, Stride = 2, Padding = 1, OutputPadding = 1)]
        [Upsample(2)]
        [Conv(1, 3, Padding = 1)]
        [Prior(Normal, 2)]
        [Likelihood(Gaussian, 1, 8, 12, Sigma = 0.7)]
        internal sealed partial class Random9001;
        """,
        Features: 96, Latent: 2, "Gaussian, Sigma = 0.7", Classes: 0, HasKinks: false, DependsOnTraining: true);

    private static readonly EmittedProject Project = new("using VaeGen;\nnamespace Declared;\n\n" + Declaration.Source);

    /// <summary>What is stated, by name.</summary>
    public static IReadOnlyDictionary<string, Action<Assembly>> Checks { get; } = new Dictionary<string, Action<Assembly>>
    {
        ["Gradient"] = Gradient,
        ["Values"] = Values,
    };

    /// <summary>The compiled model.</summary>
    public static Assembly With(params ImmutableArray<Edit> edits) => Project.With(Declaration.Name, edits).Assembly;

    /// <summary>The gradient of a training step is the derivative of its loss.</summary>
    private static void Gradient(Assembly assembly)
    {
        ModelProbe<double> probe = new(CompiledModels.Create<double>(assembly, Declaration.Name), VectorWidth.Bits256, threads: 1, Rows);
        BlockErrors errors = BlockDifferences.Of(Declaration, probe, Rows);
        Assert.True(errors.Error <= 1e-6, errors.ToString());
    }

    /// <summary>Encoding gives the posterior and decoding the mean of the definitions.</summary>
    private static void Values(Assembly assembly)
    {
        ModelProbe<double> probe = new(CompiledModels.Create<double>(assembly, Declaration.Name), VectorWidth.Bits256, threads: 1, Rows);
        Random random = new(5);
        double[] parameters =
            [.. Enumerable.Range(0, probe.Count).Select(_ => 0.2 + (0.3 * random.NextDouble() * (1 - (2 * random.Next(2)))))];
        double[] x = [.. Enumerable.Range(0, Rows * Declaration.Features).Select(_ => Point.Normal(random))];
        double[] epsilon = [.. Enumerable.Range(0, Rows * Declaration.Latent).Select(_ => Point.Normal(random))];
        MakeVariancesPositive(probe, parameters);
        probe.SetParameters(parameters);
        probe.Loss(x, epsilon);
        probe.Network.Run(NetworkTask.Encode, threads: 1);
        probe.Network.Run(NetworkTask.Decode, threads: 1);

        VolumeReference reference = new(probe.Network.Parameters.All, parameters);
        for (int row = 0; row < Rows; row++)
        {
            (double[] mean, double[] logVariance) = reference.Encode(x[(row * Declaration.Features)..((row + 1) * Declaration.Features)]);
            double[] z = [.. mean.Select((mu, i) => mu + (Math.Exp(0.5 * logVariance[i]) * epsilon[(row * Declaration.Latent) + i]))];
            NamedChecks.Equal(mean, RowOf(probe.Network.PosteriorMean, row));
            NamedChecks.Equal(logVariance, RowOf(probe.Network.PosteriorLogVariance, row));
            NamedChecks.Equal(reference.Decode(z), RowOf(probe.Network.LikelihoodMean, row));
        }
    }

    private static void MakeVariancesPositive(ModelProbe<double> probe, double[] parameters)
    {
        int first = 0;
        foreach (Parameter<double> parameter in probe.Network.Parameters.All)
        {
            for (int i = first; i < first + parameter.Count && parameter.Shape.Name.EndsWith(".running_var", StringComparison.Ordinal); i++)
                parameters[i] = 0.3 + Math.Abs(parameters[i]);
            first += parameter.Count;
        }
    }

    private static double[] RowOf(PanelMatrix<double> matrix, int row) =>
        [.. Enumerable.Range(0, matrix.Columns).Select(column => matrix[row, column])];
}
