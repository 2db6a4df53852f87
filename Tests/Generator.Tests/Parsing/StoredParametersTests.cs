using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using VaeGen.Generator.Model;
using VaeGen.Generator.Parsing;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Parsing;

/// <summary>What parsing counts is what the runtime allocates, to the element: for the parameters and for their transposed
/// copies.</summary>
public sealed class StoredParametersTests
{
    private const int RandomModels = 40;

    private const string Chains = "[Encoder(784, 400, 20)] [Decoder(20, 400, 784)] ";

    private const string Image = "[Prior(Normal, 20)] [Likelihood(Bernoulli, 1, 28, 28)]";

    // The models of the snapshots, and what is special: no hidden layer, one input, one latent, layers on x without weights, images of many
    // channels.
    private static readonly string[] Known =
    [
        Chains + "[Prior(Normal)] [Likelihood(Bernoulli)]",
        Chains + "[Prior(Normal)] [Likelihood(Gaussian)]",
        Chains + "[Prior(Normal)] [Likelihood(Gaussian, Sigma = 0.1)]",
        Chains + "[Prior(Normal)] [Likelihood(Gaussian, Scale = PerElement)]",
        Chains + "[Prior(Normal)] [Likelihood(Gaussian, Scale = FromDecoder, MinSigma = 0.01)]",
        Chains + "[Prior(Normal)] [Likelihood(ContinuousBernoulli)]",
        Chains + "[Prior(Normal)] [Likelihood(Laplace)]",
        Chains + "[Prior(Normal)] [Likelihood(Poisson)]",
        Chains + "[Prior(Normal)] [Likelihood(NegativeBinomial)]",
        Chains + "[Prior(Normal)] [Likelihood(Categorical, Classes = 16)]",
        Chains + "[Prior(Normal)] [Likelihood(DiscretizedLogistic)]",
        Chains + "[Prior(Normal)] [Likelihood(Bernoulli)] [Condition(10)]",
        Chains + "[Prior(Normal)] [Posterior(Normal, Covariance = Full)] [Likelihood(Laplace)] [Condition(17)]",
        Chains + "[Posterior(Deterministic)] [Likelihood(Bernoulli)]",
        "[Encoder(784, 300, 300, 10)] [Decoder(10, 300, 300, 784)] [Prior(Normal)] [Likelihood(Gaussian, Sigma = 0.1)]",
        "[Encoder(5, 3)] [Decoder(3, 5)] [Prior(Normal)] [Posterior(Normal, Covariance = Full)] [Likelihood(Categorical, Classes = 3)] "
            + "[Condition(33)]",
        "[Encoder(1, 1)] [Decoder(1, 1)] [Prior(Normal)] [Likelihood(Poisson)] [Condition(2)]",
        "[Encoder(1, 70, 1)] [Decoder(1, 70, 1)] [Prior(Normal)] [Likelihood(Poisson)]",
        "[Encoder] [Conv(32, 4, Stride = 2, Padding = 1)] [Conv(64, 4, Stride = 2, Padding = 1)] [Dense(256)] [Decoder] [Dense(256)] "
            + "[Dense(64, 7, 7)] [ConvTranspose(32, 4, Stride = 2, Padding = 1)] [ConvTranspose(1, 4, Stride = 2, Padding = 1)] " + Image,
        "[Encoder] [Conv(24, 3, Padding = 1, Activation = Identity)] [BatchNorm(Activation = Silu)] [MaxPool(2)] "
            + "[Residual] [Conv(24, 3, Padding = 1)] [Dropout(0.25)] [EndResidual(Activation = Relu)] [AvgPool(2)] "
            + "[Dense(100, Activation = Identity)] [LayerNorm(Activation = Gelu)] "
            + "[Decoder] [Dense(24, 7, 7)] [Upsample(4)] [Conv(1, 3, Padding = 1)] " + Image,
        "[Encoder] [Dropout(0.5)] [Conv(3, 3)] [Dense(9)] [Decoder] [Dense(5, 28, 28)] [Conv(1, 1)] " + Image + " [Condition(3)]",
        "[Encoder] [MaxPool(2)] [Conv(20, 3)] [Decoder] [Dense(17)] [Dropout(0.1)] " + Image,
        "[Encoder] [BatchNorm] [Conv(20, 3)] [Decoder] [LayerNorm] [Dense(1, 28, 28)] " + Image,
        "[Encoder] [Residual] [Dense(30)] [Dense(1, 28, 28)] [EndResidual] [Dense(9)] [Decoder] [Dense(7)] " + Image + " [Condition(3)]",
        "[Encoder] [LayerNorm] [Dense(30)] [Decoder] [Residual] [Dense(20)] [EndResidual] [Dense(17, 1, 1)] [Upsample(28)] "
            + "[Conv(1, 3, Padding = 1)] " + Image,
        "[Encoder] [Conv(8, 3)] [Conv(17, 1)] [Decoder] [Dense(18, 6, 6)] [Conv(5, 3, Padding = 1)] "
            + "[Prior(Normal, 20)] [Likelihood(Laplace, 5, 6, 6)]",
    ];

    public static TheoryData<string> Precisions => ["Single", "Double"];

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_count_is_the_length_of_the_arrays(string precision)
    {
        Random random = new(11);
        string[] models =
        [
            .. Known.Concat(Enumerable.Range(0, RandomModels).Select(_ => new RandomDeclaration(random).Attributes()))
                .Select(attributes => $"{attributes} [Model(Precision = Precision.{precision})]"),
        ];
        IEnumerable<string> classes = models.Select((attributes, i) => $"{attributes} internal sealed partial class {NameOf(i)};");
        ModelCompilation compilation = ModelCompilation.Of("using VaeGen;\n" + string.Join("\n", classes));
        Assembly assembly = Load(compilation);

        Assert.All(models, (attributes, i) =>
        {
            INamedTypeSymbol type = compilation.Output.GetTypeByMetadataName(NameOf(i))!;
            ModelSpec model = ModelParser.Parse(type, compilation.Output, TestContext.Current.CancellationToken)!.Parsed.Model!;
            object created = Activator.CreateInstance(assembly.GetType(NameOf(i))!, 1UL)!;

            Assert.Equal(precision == "Single" ? Lengths<float>(created) : Lengths<double>(created), Counted(model));
        });
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"Vae{index}");

    private static Assembly Load(ModelCompilation compilation)
    {
        using MemoryStream image = new();
        EmitResult result = compilation.Output.Emit(image);
        IEnumerable<Diagnostic> errors = result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error);
        Assert.True(result.Success, string.Join("\n", errors.Take(20)));
        return Assembly.Load(image.ToArray());
    }

    private static (decimal Length, decimal TransposedLength) Counted(ModelSpec model)
    {
        ArgumentLocation? factor = model.Posterior.HasFullCovariance ? ArgumentLocation.None : null;
        IReadOnlyList<StoredParameter> found = StoredParameters.Of(
            model.Encoder, model.Decoder, model.Precision.Value, model.Posterior, factor, model.Likelihood, model.Condition);
        return (found.Sum(parameter => parameter.Length), found.Sum(parameter => parameter.TransposedLength));
    }

    private static (decimal Length, decimal TransposedLength) Lengths<T>(object model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Parameters<T> parameters = ((IVariationalModel<T>)model).ModelState.Parameters;
        int transposed = parameters.All.Where(parameter => parameter.Shape.Transposed)
            .Sum(parameter => parameter.Transposed.Panels * parameter.Transposed.PanelStride);
        return (parameters.Length, transposed);
    }
}
