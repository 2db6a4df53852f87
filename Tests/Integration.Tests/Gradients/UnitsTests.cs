using System;
using System.Linq;
using System.Numerics;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>
/// A model that standardizes makes nothing of the units of its data: the same columns in other units give the same training, means in these
/// units, and a density that differs by the logarithm of the factor alone.
/// </summary>
public sealed class UnitsTests
{
    private const int Rows = 200;

    private static readonly string[] Likelihoods =
    [
        "Gaussian", "Gaussian, Sigma = 0.7", "Gaussian, MinSigma = 0.2", "Gaussian, Scale = PerElement", "Gaussian, Scale = FromDecoder",
        "Laplace",
    ];

    private static readonly Assembly Compiled = ModelCompilation.Of("using VaeGen;\nnamespace Declared;\n" + string.Concat(
        Likelihoods.Select((likelihood, i) =>
            Declared("", $"Single{i}", likelihood) + Declared("[Model(Precision = Precision.Double)] ", $"Double{i}", likelihood)))
        + "[Encoder(3, 8, 2)] [Decoder(2, 8, 3)] [Prior(Normal)] [Likelihood(Gaussian, Scale = FromDecoder)] "
        + "internal sealed partial class Raw;").Load();

    /// <summary>Every likelihood over real values, with the factors that its precision has room for.</summary>
    public static TheoryData<int, double> Factors
    {
        get
        {
            TheoryData<int, double> factors = [];
            for (int i = 0; i < Likelihoods.Length; i++)
            {
                foreach (double factor in new[] { 1e-30, 1e-9, 1e-3, 1e3, 1e9, 1e30 })
                    factors.Add(i, factor);
            }

            return factors;
        }
    }

    [Theory]
    [MemberData(nameof(Factors))]
    public void AFactorOfAllColumnsIsAFactorOfTheDensity(int likelihood, double factor)
    {
        Check<float>($"Single{likelihood}", factor, nats: 2e-3, share: 1e-3);
        Check<double>($"Double{likelihood}", factor, nats: 1e-8, share: 1e-8);
        if (factor > 1)
            Check<double>($"Double{likelihood}", Math.Pow(factor, 9), nats: 1e-8, share: 1e-8);
    }

    /// <summary>What varies is told from what does not by the values themselves, not by how small the differences look beside the
    /// mean.</summary>
    [Theory]
    [InlineData(1.7e18, 1e6)]
    [InlineData(6.4e17, 1e5)]
    [InlineData(1e9, 1e-4)]
    [InlineData(1e15, 3)]
    public void ALargeMeanHidesNoDeviation(double mean, double deviation)
    {
        IVariationalModel<double> model = CompiledModels.Create<double>(Compiled, "Double3");
        DataSet data = Draw(row => mean + (deviation * row), _ => 1, row => row);
        Trainer.Fit(model, data, new FitOptions { Iterations = 1, BatchSize = Rows });

        double[] scales = StateOf(model, "decoder.output_scale");
        double[] means = StateOf(model, "decoder.output_mean");
        double expected = deviation * Math.Sqrt(((Rows * (double)Rows) - 1) / 12) / Rows;
        Assert.Equal(expected, scales[0], 5e-3 * expected);
        Assert.Equal(1.0, scales[1]);
        Assert.Equal(mean + (deviation * (Rows - 1) / (2.0 * Rows)), means[0], 1e-15 * mean);
    }

    /// <summary>In a model of single precision a column is what its 32-bit floats are.</summary>
    [Theory]
    [InlineData(1e9, 0.3)]
    [InlineData(0, 1e-47)]
    public void WhatThePrecisionDoesNotHoldDoesNotVary(double mean, double deviation)
    {
        IVariationalModel<float> model = CompiledModels.Create<float>(Compiled, "Single5");
        DataSet data = Draw(row => mean + (deviation * row), _ => 1, row => row);
        Trainer.Fit(model, data, new FitOptions { Iterations = 20, BatchSize = 50 });
        Assert.Equal(1.0, StateOf(model, "decoder.output_scale")[0]);
        Assert.InRange(Evaluator.Evaluate(model, data).Nelbo, -5, 10);
    }

    /// <summary>No learning rate helps where a square in a slope overflows: none does.</summary>
    [Theory]
    [InlineData(1e5)]
    [InlineData(1e9)]
    public void ADecoderWithAScaleOfItsOwnTrainsOnLargeRawValues(double factor)
    {
        IVariationalModel<float> model = CompiledModels.Create<float>(Compiled, "Raw");
        DataSet data = Draw(row => factor * row, row => -factor * row, row => factor * row * row);
        Trainer.Fit(model, data, new FitOptions { Iterations = 20, BatchSize = 50 });
        Assert.Null(FirstOther(model));
    }

    private static string Declared(string precision, string name, string likelihood) =>
        $"{precision}[Encoder(3, 8, 2, Input = Standardize)] [Decoder(2, 8, 3)] [Prior(Normal)] [Likelihood({likelihood})] "
        + $"internal sealed partial class {name};\n";

    private static void Check<T>(string name, double factor, double nats, double share)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double nelbo, double[] means) = Train<T>(name, 1);
        (double scaled, double[] far) = Train<T>(name, factor);
        double log = Math.Log(factor);
        Assert.Equal(nelbo + (3 * log), scaled, nats + (share * 1e-3 * Math.Abs(log)));
        Assert.All(means.Zip(far), pair => Assert.Equal(pair.First, pair.Second / factor, share * (1 + Math.Abs(pair.First))));
    }

    private static (double Nelbo, double[] Means) Train<T>(string name, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IVariationalModel<T> model = CompiledModels.Create<T>(Compiled, name);
        DataSet data = Draw(row => factor * (5 + row), row => factor * Math.Sin(9 * row), row => factor * (row * row));
        FitReport report = Trainer.Fit(model, data, new FitOptions { Iterations = 40, BatchSize = 50 });
        Assert.DoesNotContain(report.Findings, finding => finding.Id is "VAE1007" or "VAE1009");
        T[] means = Inference.Decode<T>(model, [T.CreateChecked(0.3), T.CreateChecked(-0.2)]);
        T[] drawn = Inference.Sample(model, 20, seed: 3, Pixels.Drawn);
        return (Evaluator.Evaluate(model, data).Nelbo, [.. means.Concat(drawn).Select(value => double.CreateChecked(value))]);
    }

    private static string? FirstOther(IVariationalModel<float> model) =>
        model.ModelState.Parameters.All.FirstOrDefault(parameter =>
        {
            float[] values = new float[parameter.Count];
            parameter.CopyTo(model.ModelState.Parameters.Storage, 0, values);
            return values.Any(value => !float.IsFinite(value));
        })?.Shape.Name;

    private static double[] StateOf<T>(IVariationalModel<T> model, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Parameters<T> parameters = model.ModelState.Parameters;
        T[] values = new T[parameters[name].Count];
        parameters[name].CopyTo(parameters.Storage, 0, values);
        return [.. values.Select(value => double.CreateChecked(value))];
    }

    // Rows from 0 to 1.
    private static DataSet Draw(params Func<double, double>[] columns)
    {
        double[,] values = new double[Rows, columns.Length];
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < columns.Length; j++)
                values[i, j] = columns[j]((double)i / Rows);
        }

        return DataSet.From(values);
    }
}
