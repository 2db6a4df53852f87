using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using VaeGen.Integration.Tests.Models;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>Hundreds of models drawn from seeds, over all layers, activations and likelihoods: each compiles, and its gradient is the derivative of its loss.</summary>
public sealed class RandomModelTests
{
    private const int ModelsOfACompilation = 30;
    private const double Tolerance = 1e-6;

    // Loss in a training step and in an evaluation, where no layer tells them apart: the same formula, printed twice.
    private const double LossTolerance = 1e-12;

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, 11).Select(batch => 1 + (batch * ModelsOfACompilation))];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void TheGradientIsTheDerivativeOfTheLoss(int firstSeed)
    {
        RandomModel[] models = [.. Enumerable.Range(firstSeed, ModelsOfACompilation).Select(seed => RandomModel.Draw(seed))];
        Assembly assembly = Compile(models);
        List<string> wrong = [];
        foreach (RandomModel declaration in models)
        {
            IVariationalModel<double> model = CompiledModels.Create<double>(assembly, declaration.Name);
            // Every vector width has its turn.
            VectorWidth width = Enum.GetValues<VectorWidth>()[declaration.Seed % Enum.GetValues<VectorWidth>().Length];
            BlockErrors errors = BlockDifferences.Of(declaration, model, width, rows: 2 + (declaration.Seed % 3));
            bool isRight = errors.Error <= Tolerance && (declaration.DependsOnTraining || errors.LossError <= LossTolerance);
            if (!isRight)
                wrong.Add($"seed {declaration.Seed}: {errors}\n{declaration.Source}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // The compiler's own diagnostics alone, with warnings as errors: what the analyzer says of right models is tested elsewhere.
    private static Assembly Compile(IEnumerable<RandomModel> models)
    {
        string source = "using VaeGen;\nnamespace Declared;\n\n" + string.Join("\n", models.Select(model => model.Source));
        using MemoryStream image = new();
        EmitResult result = ModelCompilation.Of(source).Output.Emit(image);
        Assert.True(
            result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)) + "\n" + source);
        return Assembly.Load(image.ToArray());
    }
}
