using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V1;
using Xunit;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>
/// Hundreds of models drawn from seeds, over all layers, activations, posteriors and likelihoods, half of them with missing elements: each compiles, its gradient is the
/// derivative of its loss, and what stands where an element is missing changes no bit.
/// </summary>
public sealed class RandomModelTests
{
    private const int ModelsOfACompilation = 30;
    private const double Tolerance = 1e-6;

    // Loss in a training step and in an evaluation, where no layer tells them apart: the same formula, printed twice.
    private const double LossTolerance = 1e-12;

    private const int Compilations = 11;
    private const int LeastAlone = 10;
    private const int LeastOfAPair = 3;

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, Compilations).Select(batch => 1 + (batch * ModelsOfACompilation))];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void TheGradientIsTheDerivativeOfTheLoss(int firstSeed)
    {
        RandomModel[] models = [.. Enumerable.Range(firstSeed, ModelsOfACompilation).Select(seed => RandomModel.Draw(seed))];
        Assembly assembly = RandomAssembly.Of(models);
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

    [Fact]
    public void EverythingOfTheLanguageIsDrawn()
    {
        RandomModel[] models = [.. Enumerable.Range(1, Compilations * ModelsOfACompilation).Select(seed => RandomModel.Draw(seed))];
        Assert.True(models.Length >= 300);
        (Dictionary<string, int> alone, Dictionary<string, int> pairs) = DrawnFeatures.Count(models);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", alone.Select(count => $"{count.Value} {count.Key}")));
        Assert.DoesNotContain(alone, count => count.Value < LeastAlone);
        Assert.DoesNotContain(pairs, count => count.Value < LeastOfAPair);
    }
}
