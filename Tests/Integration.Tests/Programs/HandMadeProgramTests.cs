using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Integration.Tests.Bits;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Programs;

/// <summary>
/// Programs that no words of the language make: their emitted losses and gradients are those of an interpreter that evaluates the program
/// element by element in double precision, and no bit depends on widths, threads or sinks.
/// </summary>
public sealed class HandMadeProgramTests
{
    private const int Rows = 5;
    private const double Step = 1e-5;

    public static TheoryData<string> Names => [.. HandMadeModels.Names];

    public static TheoryData<string> WithOneNoise => [.. HandMadeModels.Names.Where(name => name != "TwoNoises")];

    [Theory]
    [MemberData(nameof(Names))]
    public void LossAndGradientAreThoseOfTheProgram(string name)
    {
        VariationalProgram program = HandMadeModels.Program(name);
        Random random = new(7);
        Dictionary<Tensor, Numbers> point = Draw(program, random);
        ModelProbe<double> probe = new(HandMadeModels.Create<double>(name), VectorWidth.Bits256, threads: 2, capacity: 16);
        probe.SetParameters([.. program.Parameters.SelectMany(parameter => InFileOrder(parameter, point[parameter].Values))]);
        NoiseTensor[] noises = [.. point.Keys.OfType<NoiseTensor>().OrderBy(noise => noise.Stream)];
        probe.FurtherNoise = [.. noises[1..].Select(noise => point[noise].Values)];
        LossAndGradient actual =
            probe.LossAndGradient(ExamplesOf(program, point), point[noises[0]].Values, point[program.ExampleWeight].Values);

        TensorInterpreter at = new(Rows, point);
        Assert.Equal(program.Training.Observed.Sum(observed => Weighted(observed.Reconstruction)), actual.Reconstruction, 1e-11);
        Assert.Equal(program.Training.Latents.Sum(latent => Weighted(latent.Kl!)), actual.Kl, 1e-11);
        Assert.Equal(at.Of(program.Loss).Values[0], actual.Loss, 1e-11);
        int first = 0;
        foreach (ParameterTensor parameter in program.Parameters)
        {
            double[] gradient = actual.Gradient[first..(first + point[parameter].Values.Length)];
            first += gradient.Length;
            // A running state has no gradient.
            for (int k = 0; k < (parameter.IsTrained ? 3 : 0); k++)
            {
                double[] direction = [.. gradient.Select(_ => (2 * random.NextDouble()) - 1)];
                double slope = InFileOrder(parameter, direction).Zip(gradient, (d, g) => d * g).Sum();
                double difference = (Moved(parameter, direction, Step) - Moved(parameter, direction, -Step)) / (2 * Step);
                Assert.True(
                    Math.Abs(slope - difference) <= 1e-8
                    * Math.Max(1, Math.Abs(difference)), $"d{parameter.Name}: {slope}, expected {difference}");
            }
        }

        double Weighted(Tensor perExample) =>
            at.Of(perExample).Values.Zip(point[program.ExampleWeight].Values, (term, weight) => term * weight).Sum();

        double Moved(ParameterTensor parameter, double[] direction, double step)
        {
            double[] values = [.. point[parameter].Values.Zip(direction, (value, d) => value + (step * d))];
            return new TensorInterpreter(Rows, new Dictionary<Tensor, Numbers>(point) { [parameter] = new(parameter.Axes, values) })
                .Of(program.Loss).Values[0];
        }
    }

    [Theory]
    [MemberData(nameof(WithOneNoise))]
    public void NeitherWidthsThreadsListsNorSinksChangeABit(string name)
    {
        int[] sizes = [40, 1, 17, 16, 7, 33];
        List<double[]> expected = TrainingTrace.Of(HandMadeModels.Create<float>(name), VectorWidth.Scalar, threads: 1, batchSizes: sizes);
        List<double[]> expectedDouble =
            TrainingTrace.Of(HandMadeModels.Create<double>(name), VectorWidth.Scalar, threads: 1, batchSizes: sizes);
        Assert.All(expected[^4], weight => Assert.True(double.IsFinite(weight)));
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            foreach ((int threads, GradientSink sink, bool lists) in new[] { (1, GradientSink.Optimizer, false),
                (2, GradientSink.Buffer, true), (3, GradientSink.Optimizer, true) })
            {
                BitAssert.Equal(
                    expected,
                    TrainingTrace.Of(HandMadeModels.Create<float>(name), width, threads, sink, listsZeros: lists, batchSizes: sizes),
                    "single");
                BitAssert.Equal(
                    expectedDouble,
                    TrainingTrace.Of(HandMadeModels.Create<double>(name), width, threads, sink, listsZeros: lists, batchSizes: sizes),
                    "double");
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithOneNoise))]
    public void EveryOptimizerAndClippingTakeSuchGradients(string name)
    {
        int[] sizes = [16, 5];
        foreach (FitOptions options in new FitOptions[]
        {
            new() { Optimizer = new AdamW() }, new() { Optimizer = new RmsProp() }, new() { ClipNorm = 0.1 },
        })
        {
            List<double[]> expected =
                TrainingTrace.Of(
                    HandMadeModels.Create<double>(name), VectorWidth.Scalar, 1, GradientSink.Buffer, options, batchSizes: sizes);
            Assert.All(expected[^4], weight => Assert.True(double.IsFinite(weight)));
            BitAssert.Equal(
                expected,
                TrainingTrace.Of(
                    HandMadeModels.Create<double>(name), VectorWidth.Bits256, 3, GradientSink.Buffer, options, batchSizes: sizes),
                    "buffer");
        }
    }

    // The loss is linear in the weight of the KL, and so is the gradient.
    [Fact]
    public void ANumberOfTheStepIsReadAtEveryStep()
    {
        ModelProbe<double> probe = new(HandMadeModels.Create<double>("WeightOfTheKl"), VectorWidth.Bits256, threads: 1, capacity: Rows);
        StepNumber<double> weight = Assert.Single(probe.Network.StepNumbers).Value;
        Assert.Equal(("klWeight", 1.0), (probe.Network.StepNumbers.Keys.Single(), weight.Value));
        double[] one = Gradient(1);
        double[] none = Gradient(0);
        double[] third = Gradient(0.25);
        Assert.NotEqual(one, none);
        for (int i = 0; i < one.Length; i++)
            Assert.Equal((0.25 * one[i]) + (0.75 * none[i]), third[i], 1e-14);

        double[] Gradient(double value)
        {
            Random random = new(5);
            weight.Value = value;
            return probe.LossAndGradient(
                TrainingTrace.Values(random, Rows * HandMadeProgram.Features),
                TrainingTrace.Values(random, Rows * HandMadeProgram.Latent)).Gradient;
        }
    }

    private static Dictionary<Tensor, Numbers> Draw(VariationalProgram program, Random random) => TensorOrder.Of([program.Loss])
        .Where(tensor => tensor is DataTensor or ParameterTensor or NoiseTensor)
        .ToDictionary(tensor => tensor, tensor => new Numbers(
            tensor.Axes,
            [.. Enumerable.Range(0, TensorInterpreter.CountOf(tensor, Rows))
                .Select(_ => Value(tensor, random.NextDouble()))]));

    // A running state, such as a variance, is above 0; uniform noise is, too, and far enough from its ends for differences of a step.
    private static double Value(Tensor tensor, double uniform) => tensor switch
    {
        DataTensor or ParameterTensor { IsTrained: false } => uniform,
        NoiseTensor { Kind: NoiseKind.Uniform } => 0.1 + (0.8 * uniform),
        _ => uniform - 0.5,
    };

    // The groups of each example side by side, in the order of the columns.
    private static double[] ExamplesOf(VariationalProgram program, Dictionary<Tensor, Numbers> point)
    {
        double[] x = new double[Rows * HandMadeProgram.Features];
        int next = 0;
        foreach (ColumnGroup group in program.Groups)
        {
            int size = group.Value.Axes[1].Size!.Value;
            int[] columns = group.Columns.IsEmpty ? [.. Enumerable.Range(next, size)] : [.. group.Columns];
            next = columns[^1] + 1;
            for (int i = 0; i < Rows * size; i++)
                x[(i / size * HandMadeProgram.Features) + columns[i % size]] = point[group.Value].Values[i];
        }

        return x;
    }

    // Files have weights [outputs, inputs].
    private static double[] InFileOrder(ParameterTensor parameter, double[] values)
    {
        if (parameter.Axes.Length < 2)
            return values;
        int outputs = parameter.Axes[1].Size!.Value;
        int inputs = parameter.Axes[0].Size!.Value;
        return [.. Enumerable.Range(0, values.Length).Select(i => values[(i % inputs * outputs) + (i / inputs)])];
    }
}
