using System;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>Which width is chosen on which processor: all kinds of them, whatever this one is.</summary>
public sealed class WidthChoiceTests
{
    private static readonly VectorSupport WithoutFusedMultiplyAdd = new(false, true, false, false, false);
    private static readonly VectorSupport Arm = new(true, true, false, false, false);
    private static readonly VectorSupport Zen3 = new(true, true, true, false, false);
    private static readonly VectorSupport Skylake = new(true, true, true, true, false);
    private static readonly VectorSupport Zen5 = new(true, true, true, true, true);

    [Fact]
    public void TheWidestIsChosenWithoutAMeasurementWhereItIsPlain()
    {
        Assert.Equal(VectorWidth.Scalar, Unmeasured(WithoutFusedMultiplyAdd));
        Assert.Equal(VectorWidth.Bits128, Unmeasured(Arm));
        Assert.Equal(VectorWidth.Bits256, Unmeasured(Zen3));
        Assert.Equal(VectorWidth.Bits512, Unmeasured(Zen5));
    }

    [Theory]
    [InlineData(1.9, VectorWidth.Bits512)]
    [InlineData(WidthChoice.WorthwhileGain, VectorWidth.Bits512)]
    [InlineData(1.2, VectorWidth.Bits256)]
    [InlineData(0.8, VectorWidth.Bits256)]
    public void TheMeasurementDecidesWhereWideVectorsAreThereAndNotPreferred(double gain, VectorWidth expected) =>
        Assert.Equal(expected, WidthChoice.Choose(Skylake, null, () => gain));

    [Theory]
    [InlineData("512", VectorWidth.Bits512)]
    [InlineData("256", VectorWidth.Bits256)]
    [InlineData("128", VectorWidth.Bits128)]
    [InlineData("scalar", VectorWidth.Scalar)]
    [InlineData(" 256 ", VectorWidth.Bits256)]
    public void TheVariableIsObeyedWithoutAMeasurement(string wanted, VectorWidth expected)
    {
        Assert.Equal(expected, WidthChoice.Choose(Skylake, wanted, Never));
        Assert.Equal(expected, WidthChoice.Choose(Zen5, wanted, Never));
    }

    [Fact]
    public void AnEmptyVariableIsNone() => Assert.Equal(VectorWidth.Bits256, WidthChoice.Choose(Zen3, "", Never));

    [Theory]
    [InlineData("512")]
    [InlineData("255")]
    [InlineData("Bits256")]
    [InlineData(" ")]
    public void WhatIsImpossibleOrMisspeltIsRefusedWithWhatIsPossible(string wanted)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => WidthChoice.Choose(Zen3, wanted, Never));
        Assert.Equal(
            $"The environment variable VAEGEN_VECTOR_WIDTH is '{wanted}'; possible on this machine: 256, 128, scalar.", exception.Message);
    }

    [Fact]
    public void OnlyScalarCodeIsPossibleWithoutFusedMultiplyAdd()
    {
        Assert.Equal(VectorWidth.Scalar, WidthChoice.Choose(WithoutFusedMultiplyAdd, "scalar", Never));
        var exception = Assert.Throws<InvalidOperationException>(() => WidthChoice.Choose(WithoutFusedMultiplyAdd, "128", Never));
        Assert.EndsWith("possible on this machine: scalar.", exception.Message);
    }

    [Fact]
    public void WhatIsChosenHereIsAmongWhatIsPossible() =>
        Assert.Contains(VectorWidths.Best, WidthChoice.Possible(VectorSupport.OfThisMachine()));

    // Runs at every width, in software where the machine does not have it.
    [Fact]
    public void TheMeasurementGivesARatio()
    {
        double gain = WideVectorGain.Measure();
        Assert.True(double.IsFinite(gain) && gain > 0, $"{gain}");
    }

    private static VectorWidth Unmeasured(VectorSupport machine) => WidthChoice.Choose(machine, null, Never);

    private static double Never() => throw new InvalidOperationException("Nothing is to be measured here.");
}
