using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>
/// Models drawn from seeds, over all layers, activations, posteriors and likelihoods, half of them with missing elements: each compiles,
/// its gradient is the derivative of its loss, and what stands where an element is missing changes no bit.
/// </summary>
public sealed class RandomModelTests
{
    private const int ModelsOfACompilation = 30;
    private const double Tolerance = 1e-6;

    // Loss in a training step and in an evaluation, where no layer tells them apart: the same formula, printed twice.
    private const double LossTolerance = 1e-12;

    // An ordinary run takes few models; these seeds show every feature, and every pair of features that is counted.
    private const int FirstSeed = 120;
    private const int Models = 120;

    // What Tests/long/random-models takes where it is not told otherwise.
    private const int ManyModels = 330;

    public static TheoryData<int> FirstSeeds => Batches(FirstSeed, Models);

    public static TheoryData<int> ManyFirstSeeds => Batches(Number("VAEGEN_FIRST_SEED", 1), Number("VAEGEN_MODELS", ManyModels));

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void TheGradientIsTheDerivativeOfTheLoss(int firstSeed) => Check(firstSeed);

    /// <summary><c>Tests/long/random-models</c> runs it, with the seeds that it is given.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(ManyFirstSeeds))]
    public void SoItIsInManyMore(int firstSeed) => Check(firstSeed);

    [Theory]
    [InlineData(FirstSeed, Models, 3, 1)]
    [InlineData(1, ManyModels, 10, 3)]
    public void EverythingOfTheLanguageIsDrawn(int firstSeed, int count, int leastAlone, int leastOfAPair)
    {
        RandomModel[] models = [.. Enumerable.Range(firstSeed, count).Select(seed => RandomModel.Draw(seed))];
        (Dictionary<string, int> alone, Dictionary<string, int> pairs) = DrawnFeatures.Count(models);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", alone.Select(feature => $"{feature.Value} {feature.Key}")));
        Assert.DoesNotContain(alone, feature => feature.Value < leastAlone);
        Assert.DoesNotContain(pairs, pair => pair.Value < leastOfAPair);
    }

    private static void Check(int firstSeed)
    {
        RandomModel[] models = [.. Enumerable.Range(firstSeed, ModelsOfACompilation).Select(seed => RandomModel.Draw(seed))];
        Assembly assembly = ModelCompilation.Of(CompiledModels.SourceOf(models)).Load();
        List<string> wrong = [];
        foreach (RandomModel declaration in models)
        {
            // Every vector width has its turn.
            VectorWidth width = Enum.GetValues<VectorWidth>()[declaration.Seed % Enum.GetValues<VectorWidth>().Length];
            int rows = 2 + (declaration.Seed % 3);
            ModelProbe<double> probe = new(CompiledModels.Create<double>(assembly, declaration.Name), width, threads: 1, capacity: rows);
            BlockErrors errors = BlockDifferences.Of(declaration, probe, rows);
            bool isRight = errors.Error <= Tolerance && (declaration.DependsOnTraining || errors.LossError <= LossTolerance);
            if (!isRight)
                wrong.Add($"seed {declaration.Seed}: {errors}\n{declaration.Source}");
            MaskBits.Check(declaration, probe, rows);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // Whole compilations, as many as are needed for so many models.
    private static TheoryData<int> Batches(int firstSeed, int models) =>
        [.. Enumerable.Range(0, (models + ModelsOfACompilation - 1) / ModelsOfACompilation)
            .Select(batch => firstSeed + (batch * ModelsOfACompilation))];

    private static int Number(string variable, int otherwise) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : otherwise;
}
