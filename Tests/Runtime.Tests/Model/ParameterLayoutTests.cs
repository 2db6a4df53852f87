using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Model;

/// <summary>Values in the order of a file come to their rows and columns, and back.</summary>
public sealed class ParameterLayoutTests
{
    private const int Outputs = 9;
    private const int Inputs = 3;

    /// <summary>A kernel of a single tap, whose file has its inputs first: [inputs, outputs, 1, 1].</summary>
    [Fact]
    public void ATransposedConvolutionOfOneTapHasItsInputsFirst() =>
        AssertInputsFirst(ParameterShape.TransposedConvolution("w", Outputs, Inputs, kernel: 1, transposed: false));

    [Fact]
    public void AHeadOfOneTapHasItsImageFirst() =>
        AssertInputsFirst(ParameterShape.OfImageConvolution("w", Outputs, Inputs, kernel: 1, imageFirst: true, transposed: false));

    [Fact]
    public void AConvolutionOfOneTapHasItsOutputsFirst()
    {
        (Parameters<double> parameters, double[] file) =
            Filled(ParameterShape.Convolution("w", Outputs, Inputs, kernel: 1, transposed: false));
        for (int i = 0; i < file.Length; i++)
            Assert.Equal(file[i], parameters.Matrix("w")[i % Inputs, i / Inputs]);
    }

    private static void AssertInputsFirst(ParameterShape shape)
    {
        (Parameters<double> parameters, double[] file) = Filled(shape);
        for (int i = 0; i < file.Length; i++)
            Assert.Equal(file[i], parameters.Matrix("w")[i / Outputs, i % Outputs]);
    }

    private static (Parameters<double> Parameters, double[] File) Filled(ParameterShape shape)
    {
        Parameters<double> parameters = new(shape);
        double[] file = [.. Enumerable.Range(1, Outputs * Inputs).Select(i => (double)i)];
        parameters["w"].CopyFrom(file, parameters.Storage, shift: 0);
        double[] back = new double[file.Length];
        parameters["w"].CopyTo(parameters.Storage, 0, back);
        Assert.Equal(file, back);
        return (parameters, file);
    }
}
