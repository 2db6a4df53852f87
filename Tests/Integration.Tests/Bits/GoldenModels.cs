using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Process;
using VaeGen.Integration.Tests.Models;
using VaeGen.Mnist;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>
/// The models of the samples, snapshots, benchmarks and tests, the large ones in sizes that fill a few panels, and random ones; together
/// every layer, activation, likelihood, posterior and optimizer, both precisions, conditions, masks, sparse data and clipped gradients.
/// </summary>
/// <remarks>
/// The random models are kept as text, as they were once drawn: a layer that is added to the language changes all later draws, and must
/// change no line of the golden file.
/// </remarks>
internal static class GoldenModels
{
    private const string Chain = "[Encoder(37, 21, 5)]\n[Decoder(5, 19, 37)]\n";
    private const string Full = "[Posterior(Normal, Covariance = Covariance.Full)]";
    private const string RandomModelsFile = "Tests/Integration.Tests/Bits/golden-random-models.txt";

    private const string Convolutions = """
        [Encoder]
        [Conv(20, 4, Stride = 2, Padding = 1)]
        [Conv(33, 4, Stride = 2, Padding = 1)]
        [Dense(50)]
        [Decoder]
        [Dense(50)]
        [Dense(33, 3, 3)]
        [ConvTranspose(20, 4, Stride = 2, Padding = 1)]
        [ConvTranspose(1, 4, Stride = 2, Padding = 1)]
        [Prior(Normal, 20)]
        [Likelihood(Bernoulli, 1, 12, 12)]
        """;

    private const string Layers = """
        [Encoder]
        [Conv(24, 3, Padding = 1, Activation = Identity)]
        [BatchNorm(Activation = Silu)]
        [MaxPool(2)]
        [Residual]
        [Conv(24, 3, Padding = 1)]
        [Dropout(0.25)]
        [EndResidual(Activation = Relu)]
        [AvgPool(2)]
        [Dense(40, Activation = Identity)]
        [LayerNorm(Activation = Gelu)]
        [Decoder]
        [Dense(24, 3, 3)]
        [Upsample(4)]
        [Conv(1, 3, Padding = 1)]
        [Prior(Normal, 8)]
        [Likelihood(Gaussian, 1, 12, 12)]
        """;

    private const string Volumes = """
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
        """;

    // Of the models that have to be compiled an ordinary run takes every fifth: no list below has that period, so they are of all kinds.
    private const int QuickPeriod = 5;

    private static readonly FitOptions Adam = new();

    private static readonly FitOptions[] Trainings =
    [
        Adam,
        new() { Optimizer = new AdamW { WeightDecay = 0.5 } },
        new() { Optimizer = new RmsProp() },
        new() { Optimizer = new RmsProp { Centred = true } },
        new() { ClipNorm = 0.5, ClipValue = 0.1 },
        new() { Schedule = LearningRateSchedule.Cosine().WithWarmUp(20), Optimizer = new AdamW() },
        new() { Sink = GradientSink.Buffer },
    ];

    private static readonly string[] Likelihoods =
    [
        "Bernoulli", "ContinuousBernoulli", "Gaussian", "Gaussian, Sigma = 0.7", "Gaussian, MinSigma = 0.2",
        "Gaussian, Scale = Scale.PerElement", "Gaussian, Scale = Scale.FromDecoder", "Gaussian, Scale = Scale.FromDecoder, MinSigma = 0.2",
        "Laplace", "Laplace, MinSigma = 0.2", "Poisson", "NegativeBinomial", "DiscretizedLogistic", "Categorical, Classes = 4",
        "Categorical, Classes = 16",
    ];

    private static readonly (string Name, string Networks)[] Sizes =
    [
        ("Linear", "[Encoder(7, 3)]\n[Decoder(3, 7)]\n"),
        ("OneFeature", "[Encoder(1, 3, 1)]\n[Decoder(1, 2, 1)]\n"),
        ("WholePanels", "[Encoder(16, 16, 16)]\n[Decoder(16, 32, 16)]\n"),
        ("Mini", "[Encoder(64, 16, 2)]\n[Decoder(2, 16, 64)]\n"),
        ("Narrow", "[Encoder(784, 32, 4)]\n[Decoder(4, 32, 784)]\n"),
        ("Wide", "[Encoder(200, 128, 128, 32)]\n[Decoder(32, 128, 128, 200)]\n"),
        ("Deep", "[Encoder(100, 75, 75, 10, Activation = Activation.Elu)]\n[Decoder(10, 75, 75, 100, Activation = Activation.Elu)]\n"),
    ];

    private static readonly (Type Class, GoldenData Data)[] OfSamples =
    [
        (typeof(Mlp), GoldenData.Drawn), (typeof(Course), GoldenData.Sparse), (typeof(Aeb), GoldenData.Dense),
        (typeof(Convolutional), GoldenData.Sparse), (typeof(Conditional), GoldenData.Sparse), (typeof(Gray), GoldenData.Dense),
        (typeof(Autoencoder), GoldenData.Sparse), (typeof(Frey), GoldenData.Dense),
    ];

    private static readonly Type[] OfTests =
    [
        typeof(SmallSingle), typeof(SmallDouble), typeof(SmallCorrelated), typeof(SmallStack), typeof(RectifiedSingle),
        typeof(RectifiedDouble), typeof(NormalizedVectors),
    ];

    // Compiling is most of the work: the models of an ordinary run are a project, the others another.
    private static readonly Dictionary<bool, Lazy<Assembly>> Assemblies = new()
    {
        [true] = new(() => Compile(isQuick: true)),
        [false] = new(() => Compile(isQuick: false)),
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<GoldenModel> All { get; } =
    [
        .. Compiled(),
        .. new[] { Chains(), Stacks(), Random() }.SelectMany(models => models)
            .Select((model, index) => model with { IsQuick = index % QuickPeriod == 0 }),
    ];

    /// <summary>A new model; the first call compiles those that are not.</summary>
    public static object Create(GoldenModel model) => Activator.CreateInstance(
        model.Class ?? Assemblies[model.IsQuick].Value.GetType("Golden." + model.Name, throwOnError: true)!, 3UL)!;

    private static Assembly Compile(bool isQuick)
    {
        IEnumerable<string> sources = All.Where(model => model.IsQuick == isQuick).Select(model => model.Source);
        return ModelCompilation.Of("using VaeGen;\nnamespace Golden;\n\n" + string.Join("\n\n", sources)).Load();
    }

    // Those of the samples as large as their users have them, with few examples a step.
    private static IEnumerable<GoldenModel> Compiled()
    {
        foreach ((Type type, GoldenData data) in OfSamples)
        {
            yield return new GoldenModel("Sample" + type.Name, "", data, Adam)
            {
                Class = type,
                Examples = 10,
                BatchSize = 4,
                IsQuick = true,
            };
        }

        foreach (Type type in OfTests)
        {
            foreach (GoldenData data in new[] { GoldenData.Dense, GoldenData.Sparse })
                yield return new GoldenModel($"{type.Name}{data}", "", data, Adam) { Class = type, IsQuick = true };
        }
    }

    private static IEnumerable<GoldenModel> Chains()
    {
        int count = 0;
        foreach (string likelihood in Likelihoods)
        {
            string name = string.Concat(likelihood.Where(char.IsLetterOrDigit));
            string x = $"[Likelihood({likelihood})]";
            yield return Chained($"{name}Single", isDouble: false, $"{Chain}[Prior(Normal)]\n{x}");
            yield return Chained($"{name}Double", isDouble: true, $"{Chain}[Prior(Normal)]\n{x}\n[Condition(3)]");
            yield return Chained($"{name}Full", isDouble: false, $"{Chain}[Prior(Normal)]\n{Full}\n{x}");
            yield return Chained($"{name}Code", isDouble: false, $"{Chain}[Posterior(Deterministic)]\n{x}");
        }

        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            string option = $"Activation = Activation.{activation}";
            string networks = $"[Encoder(40, 33, 7, {option})]\n[Decoder(7, 25, 18, 40, {option})]\n";
            yield return Chained($"{activation}Single", isDouble: false, networks + "[Prior(Normal)]\n[Likelihood(Bernoulli)]");
            yield return Chained($"{activation}Double", isDouble: true, networks + "[Prior(Normal)]\n[Likelihood(Gaussian)]");
        }

        foreach ((string name, string networks) in Sizes)
        {
            yield return Chained($"{name}Single", isDouble: false, networks + "[Prior(Normal)]\n[Likelihood(Bernoulli)]");
            yield return Chained($"{name}Double", isDouble: true, networks + "[Prior(Normal)]\n[Likelihood(Gaussian, Sigma = 0.1)]");
        }

        // Trainings and data take turns, with numbers that have no common factor.
        GoldenModel Chained(string name, bool isDouble, string attributes) =>
            Of(name, isDouble, attributes, (GoldenData)(count % 3), Trainings[count++ % Trainings.Length]);
    }

    private static IEnumerable<GoldenModel> Stacks()
    {
        foreach ((string name, string attributes) in new[] { ("Convolutions", Convolutions), ("Layers", Layers), ("Volumes", Volumes) })
        {
            foreach (bool isDouble in new[] { false, true })
            {
                string precision = isDouble ? "Double" : "Single";
                yield return Of(name + precision, isDouble, attributes, GoldenData.Dense, Adam);
                yield return Of($"{name}Clipped{precision}", isDouble, attributes, GoldenData.Sparse, Trainings[4]);
                yield return Of($"{name}Missing{precision}", isDouble, attributes + "\n[Condition(2)]", GoldenData.Missing, Trainings[1]);
            }
        }
    }

    private static IEnumerable<GoldenModel> Random()
    {
        string[] sources = File.ReadAllText(RepositoryRoot.Path(RandomModelsFile)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return sources.Select((source, index) =>
        {
            string name = source[(source.LastIndexOf(' ') + 1)..source.LastIndexOf(';')];
            return new GoldenModel(name, source, (GoldenData)(index % 3), Trainings[index % Trainings.Length]);
        });
    }

    private static GoldenModel Of(string name, bool isDouble, string attributes, GoldenData data, FitOptions options)
    {
        string precision = isDouble ? "Double" : "Single";
        return new GoldenModel(
            name, $"[Model(Precision = Precision.{precision})]\n{attributes}\ninternal sealed partial class {name};", data, options);
    }
}
