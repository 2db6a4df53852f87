using System;
using VaeGen.Generator;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Parsing;
using VaeGen.Integration.Tests.Gradients;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Derivations;

/// <summary>An expression is all that an activation or a likelihood needs: the emitted gradients of ones the generator has never seen are
/// right.</summary>
public sealed class NothingIsDerivedByHandTests
{
    private static readonly CompiledModels Models = new(
        [
            new ModelDeclaration("Shallow", [7, 5, 3], [3, 5, 7], "Gaussian, Sigma = 1", "Tanh"),
            new ModelDeclaration("Deep", [11, 9, 6, 2], [2, 10, 11], "Gaussian, Sigma = 1", "Tanh"),
        ],
        Compile);

    [Theory]
    [InlineData("Shallow")]
    [InlineData("Deep")]
    public void TheGradientsOfMishAndStudentsTAreRight(string name)
    {
        GradientErrors errors =
            GradientCheck.Run(Models.Declaration(name), Models.Create<double>(name), VectorWidth.Bits256, rows: 5, seed: 23);
        TestContext.Current.TestOutputHelper?.WriteLine(errors.ToString());
        Assert.InRange(errors.NormError, 0, 1e-6);
        Assert.InRange(errors.DirectionError, 0, 1e-6);
    }

    // The gradient is right for whatever loss is emitted: this says that the loss is Student's.
    [Fact]
    public void TheLossIsStudentsLogDensity()
    {
        ModelProbe<double> probe = new(Models.Create<double>("Shallow"), VectorWidth.Scalar, threads: 1, capacity: 1);
        probe.SetOnly(("decoder.location.bias", 0.5), ("decoder.log_scale.bias", Math.Log(2)));
        double[] x = [-3, -1, 0, 0.5, 1, 4, 100];
        double expected = 0;
        foreach (double value in x)
        {
            // Γ(3) / (Γ(5/2) √(5π) s) (1 + ((x − m)/s)²/5)⁻³, with Γ(5/2) = ¾ √π.
            double standardized = (value - 0.5) / 2;
            double density =
                2 / (0.75 * Math.Sqrt(Math.PI) * Math.Sqrt(5 * Math.PI) * 2) * Math.Pow(1 + (standardized * standardized / 5), -3);
            expected -= Math.Log(density);
        }

        Assert.Equal(expected, probe.Loss(x, new double[3]).Reconstruction, 12);
    }

    private static ModelCompilation Compile(string source)
    {
        ModelStages stages = new(ModelParser.Parse, _ => [], spec => ModelEmitter.Emit(spec, AddedFormulas.Vocabulary));
        return ModelCompilation.Of(new VaeGenerator(stages), new ModelAnalyzer(stages), source);
    }
}
