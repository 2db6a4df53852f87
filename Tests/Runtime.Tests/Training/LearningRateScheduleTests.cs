using System;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>Schedules are functions of the step. The numbers are PyTorch's (Tests/PyTorch/optimizers.py), with one step a pass where it
/// counts passes.</summary>
public sealed class LearningRateScheduleTests
{
    public static TheoryData<LearningRateSchedule, double[]> Factors => new()
    {
        { LearningRateSchedule.Constant, [1, 1, 1, 1, 1, 1, 1, 1] },
        {
            LearningRateSchedule.Cosine(0.1),
            [1, 0.9657457896300791, 0.8681980515339464, 0.7222075445642905, 0.55, 0.3777924554357097, 0.2318019484660537, 0.134254210369921]
        },
        { LearningRateSchedule.Linear(0.1), [1, 0.8875, 0.775, 0.6625, 0.55, 0.4375, 0.325, 0.2125] },
        { LearningRateSchedule.Step(3, 0.5), [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25] },
        { LearningRateSchedule.Exponential(0.9), [1, 0.9, 0.81, 0.729, 0.6561, 0.59049, 0.531441, 0.4782969] },
        {
            LearningRateSchedule.Cosine().WithWarmUp(4),
            [0.25, 0.5, 0.75, 1, 1, 0.9619397662556434, 0.8535533905932737, 0.6913417161825449, 0.5, 0.30865828381745514,
                0.14644660940672627, 0.03806023374435664]
        },
    };

    [Theory]
    [MemberData(nameof(Factors), DisableDiscoveryEnumeration = true)]
    public void TheFactorsAreThoseOfPyTorch(LearningRateSchedule schedule, double[] expected)
    {
        for (int step = 1; step <= expected.Length; step++)
            Assert.Equal(expected[step - 1], schedule.FactorAt(step, expected.Length, stepsPerEpoch: 1), 1e-14);
    }

    [Fact]
    public void PassesOfSeveralSteps()
    {
        Assert.Equal(
            [1, 1, 1, 1, 0.5, 0.5],
            Enumerable.Range(1, 6).Select(step => LearningRateSchedule.Step(2, 0.5).FactorAt(step, 6, stepsPerEpoch: 2)));
        for (int step = 1; step <= 9; step++)
            Assert.Equal(Math.Pow(0.8, (step - 1) / 4.0), LearningRateSchedule.Exponential(0.8).FactorAt(step, 9, stepsPerEpoch: 4), 1e-14);
    }

    [Fact]
    public void TheCosineIsOneToTheLastBits()
    {
        for (int i = 0; i <= 1000; i++)
            Assert.Equal(Math.Cos(Math.PI / 2 * (i / 1000.0)), PortableFunctions.CosineOfQuarterTurn(i / 1000.0), 3e-16);
    }

    [Fact]
    public void ALongTrainingKeepsItsPrecision()
    {
        Assert.Equal(
            Math.Pow(0.999_99, 250_000), LearningRateSchedule.Exponential(0.999_99).FactorAt(1_000_001, 2_000_000, stepsPerEpoch: 4),
            1e-12);
        Assert.InRange(LearningRateSchedule.Cosine().FactorAt(2_000_000, 2_000_000, stepsPerEpoch: 4), 6e-13, 7e-13);
    }

    [Fact]
    public void ImpossibleSchedulesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Exponential(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Exponential(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Linear(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant.WithWarmUp(0));
        Assert.Throws<InvalidOperationException>(() => LearningRateSchedule.Constant.WithWarmUp(2).WithWarmUp(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant.FactorAt(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant.FactorAt(2, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant.FactorAt(1, 1, 0));
    }

    [Fact]
    public void TheRateOfEachPassIsReported()
    {
        FitOptions options = new() { Epochs = 4, BatchSize = 10, LearningRate = 0.01, Schedule = LearningRateSchedule.Step(1, 0.5) };
        FitReport report = Trainer.Fit(new LinearModel(), LinearData.Binary(50), options);
        Assert.Equal([0.01, 0.005, 0.0025, 0.00125], report.Epochs.Select(epoch => epoch.LearningRate));
    }
}
