using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>New weights are uniform in ±1/√fan-in and a function of the seed.</summary>
public sealed class InitializationTests
{
    [Fact]
    public void WeightsAreUniformWithinTheInverseRootOfTheFanIn()
    {
        Parameters<float> parameters = new(ParameterShape.Weight("w", 300, 100, transposed: true), ParameterShape.Bias("b", 300, 100));
        Initialization.Apply(parameters, seed: 5);
        var weights = new float[30_000];
        parameters["w"].CopyTo(parameters.Storage, 0, weights);
        Assert.All(weights, weight => Assert.InRange(weight, -0.1f, 0.1f));
        // The mean of n uniform variates has the standard deviation 0.1/√(3n), their variance is 0.01/3.
        Assert.Equal(0, weights.Average(), 4 * 0.1 / Math.Sqrt(3 * 30_000));
        Assert.Equal(0.01 / 3, weights.Average(weight => (double)weight * weight), 1e-4);
        Assert.Equal(weights[7 * 100 + 3], parameters.Transposed("w")[7, 3]);
    }

    [Fact]
    public void BothPrecisionsBeginAtTheSameWeightsUpToRounding()
    {
        ParameterShape shape = ParameterShape.Weight("w", 5, 7, transposed: false);
        Parameters<float> singles = new(shape);
        Parameters<double> doubles = new(shape);
        Initialization.Apply(singles, seed: 9);
        Initialization.Apply(doubles, seed: 9);
        for (int i = 0; i < 35; i++)
            Assert.Equal((float)doubles.Matrix("w")[i % 7, i / 7], singles.Matrix("w")[i % 7, i / 7]);
    }

    [Fact]
    public void AParameterDoesNotDependOnTheSizeOfAnother()
    {
        Parameters<double> small = new(ParameterShape.Weight("a", 3, 3, false), ParameterShape.Weight("b", 4, 4, false));
        Parameters<double> large = new(ParameterShape.Weight("a", 30, 20, false), ParameterShape.Weight("b", 4, 4, false));
        Initialization.Apply(small, seed: 1);
        Initialization.Apply(large, seed: 1);
        Assert.Equal(Values(small["b"], small), Values(large["b"], large));
        Assert.NotEqual(Values(small["a"], small)[0], Values(small["b"], small)[0]);
    }

    [Fact]
    public void SeedsGiveDifferentWeightsAndStatesBeginAtOne()
    {
        Assert.Equal(new LinearModel(seed: 1).Weights(), new LinearModel(seed: 1).Weights());
        Assert.NotEqual(new LinearModel(seed: 1).Weights(), new LinearModel(seed: 2).Weights());
        Assert.Equal(1, new LinearModel(likelihood: Distribution.Gaussian).Weights()[^1]);
    }

    [Fact]
    public void KernelsAreDrawnByTheirFanInInTheOrderOfTheFile()
    {
        Parameters<double> parameters = new(
            ParameterShape.Convolution("conv", outputs: 18, inputs: 3, kernel: 4, transposed: true),
            ParameterShape.TransposedConvolution("transposed", outputs: 3, inputs: 18, kernel: 4, transposed: false),
            ParameterShape.Weight("dense", outputs: 18, inputs: 48, transposed: false));
        Initialization.Apply(parameters, seed: 3);
        double[] convolution = Values(parameters["conv"], parameters);
        Assert.Equal((18 * 48, 18 * 48), (convolution.Length, Values(parameters["transposed"], parameters).Length));
        // PyTorch's fan-in of a transposed convolution counts its outputs: 3 · 4² for both.
        Assert.All(
            convolution.Concat(Values(parameters["transposed"], parameters)),
            value => Assert.InRange(Math.Abs(value), 0, 1 / Math.Sqrt(48)));
        Assert.InRange(Values(parameters["transposed"], parameters).Max(), 0.9 / Math.Sqrt(48), 1 / Math.Sqrt(48));
        Parameters<double> alone = new(ParameterShape.Weight("dense", outputs: 18, inputs: 48, transposed: false));
        Initialization.Apply(alone, seed: 3);
        Assert.Equal(Values(alone["dense"], alone), convolution);
        // Output 17, input 2, row 3, column 1 of the kernel.
        double value = convolution[((17 * 3) + 2) * 16 + 13];
        Assert.Equal(value, parameters.Matrix("conv")[13 * 8 + 2, 17]);
        Assert.Equal(value, parameters.Transposed("conv")[13 * 24 + 17, 2]);
        double[] reversed = Values(parameters["transposed"], parameters);
        Assert.Equal(reversed[((17 * 3) + 2) * 16 + 13], parameters.Matrix("transposed")[13 * 24 + 17, 2]);
    }

    [Fact]
    public void ScalesBeginAtOneShiftsAtZeroStatesAsTheySay()
    {
        Parameters<float> parameters = new(
            ParameterShape.Scale("scale", 20, 3, 2), ParameterShape.Shift("shift", 20), ParameterShape.State("mean", 20, 0),
            ParameterShape.State("variance", 20, 1));
        parameters.Storage.AsSpan().Fill(5);
        Initialization.Apply(parameters, seed: 3);
        Assert.Equal([20, 3, 2], parameters["scale"].Shape.Shape);
        Assert.Equal((120, 6, 12), (parameters["scale"].Count, parameters.Matrix("scale").Positions, parameters.Matrix("scale").Panels));
        Assert.Equal(
            (1, 0, 0, 1),
            (parameters.Matrix("scale")[0, 119], parameters.Matrix("shift")[0, 19], parameters.Matrix("mean")[0, 19],
                parameters.Matrix("variance")[0, 19]));
        Assert.Equal(140, parameters.TrainedCount);
    }

    private static double[] Values(Parameter<double> parameter, Parameters<double> parameters)
    {
        var values = new double[parameter.Count];
        parameter.CopyTo(parameters.Storage, 0, values);
        return values;
    }
}
