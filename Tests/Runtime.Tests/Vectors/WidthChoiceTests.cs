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
            $"The environment variable VAEGEN_VECTOR_WIDTH is '{wanted}'; possible here: 256, 128, scalar.", exception.Message);
    }

    [Fact]
    public void OnlyScalarCodeIsPossibleWithoutFusedMultiplyAdd()
    {
        Assert.Equal(VectorWidth.Scalar, WidthChoice.Choose(WithoutFusedMultiplyAdd, "scalar", Never));
        var exception = Assert.Throws<InvalidOperationException>(() => WidthChoice.Choose(WithoutFusedMultiplyAdd, "128", Never));
        Assert.EndsWith("possible here: scalar.", exception.Message);
    }

    [Fact]
    public void WhatIsChosenHereIsAmongWhatIsPossible() =>
        Assert.Contains(VectorWidths.Best, WidthChoice.Possible(VectorSupport.OfThisMachine()));

    /// <summary>A program for processors without AVX2 on one that has it, and programs that use what there is.</summary>
    [Fact]
    public void VectorsAreNarrowedWhereTheProcessorHasWiderOnes()
    {
        VectorSupport none = new(false, false, false, false, false);
        Assert.True(WidthChoice.IsNarrowed(WithoutFusedMultiplyAdd, VectorWidth.Bits256, null));
        Assert.True(WidthChoice.IsNarrowed(Arm, VectorWidth.Bits256, ""));
        Assert.True(WidthChoice.IsNarrowed(none, VectorWidth.Bits128, null));
        Assert.False(WidthChoice.IsNarrowed(Arm, VectorWidth.Bits128, null));
        Assert.False(WidthChoice.IsNarrowed(Zen3, VectorWidth.Bits256, null));
        Assert.False(WidthChoice.IsNarrowed(Zen5, VectorWidth.Bits256, null));
        Assert.False(WidthChoice.IsNarrowed(WithoutFusedMultiplyAdd, VectorWidth.Scalar, null));
    }

    [Fact]
    public void WhoAsksForNarrowVectorsIsNotToldOfThem() =>
        Assert.False(WidthChoice.IsNarrowed(WithoutFusedMultiplyAdd, VectorWidth.Bits256, "scalar"));

    /// <summary>Whatever this processor is: a program that was compiled for it uses no more than it has.</summary>
    [Fact]
    public void TheProcessorHasWhatThisProgramUses()
    {
        VectorSupport usable = VectorSupport.OfThisMachine();
        VectorWidth expected = usable.Allows(VectorWidth.Bits256) ? VectorWidth.Bits256
            : usable.Allows(VectorWidth.Bits128) ? VectorWidth.Bits128 : VectorWidth.Scalar;
        Assert.InRange(Processor.Widest, expected, VectorWidth.Bits256);
        Assert.False(VectorWidths.LacksFusedMultiplyAdd && usable.HasFusedMultiplyAdd);
    }

    // All bits of both words, those that count, and each of these away: AVX, a system that knows of it, FMA, AVX2.
    [Theory]
    [InlineData(-1, -1, true)]
    [InlineData(0x18001000, 0x20, true)]
    [InlineData(0x08001000, 0x20, false)]
    [InlineData(0x10001000, 0x20, false)]
    [InlineData(0x18000000, 0x20, false)]
    [InlineData(0x18001000, 0, false)]
    public void TheProcessorIsReadFromItsOwnWords(int leaf1Ecx, int leaf7Ebx, bool expected) =>
        Assert.Equal(expected, Processor.HasAvx2(leaf1Ecx, leaf7Ebx));

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
