using System;

namespace VaeGen;

/// <summary>
/// How the learning rate changes over a training: a factor for each step, a pure function of the step, so that a training that was stopped
/// goes on with the factors it would have had. Steps count from the model's first one; the last is that of the call of <c>Fit</c> under
/// way: a call for 4 more epochs after one of
/// 6 goes through the last four tenths of the schedule.
/// </summary>
/// <remarks>All factors are computed in double precision, with the same bits on every machine.</remarks>
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>1 in every step: the default.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The learning rate of each step is <see cref="FitOptions.LearningRate"/> times this.</summary>
    /// <param name="step">The step of the model, from 1.</param>
    /// <param name="steps">Its last step: those done and those planned. At least <paramref name="step"/>.</param>
    /// <param name="stepsPerEpoch">Steps of a whole pass over the data, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public double FactorAt(long step, long steps, int stepsPerEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, step);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        return Factor(step - 1, steps, stepsPerEpoch);
    }

    /// <summary>factor^⌊pass / epochs⌋ with the pass counted from 0: a drop after every so many passes.</summary>
    /// <param name="epochs">Passes between two drops, at least 1.</param>
    /// <param name="factor">What a drop leaves: above 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static LearningRateSchedule Step(int epochs, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        RequirePositive(factor, nameof(factor));
        return new StepSchedule(epochs, factor);
    }

    /// <summary>factor^(passes done), fractions of a pass included: a smooth decay.</summary>
    /// <param name="factor">What a pass leaves: above 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public static LearningRateSchedule Exponential(double factor)
    {
        RequirePositive(factor, nameof(factor));
        return new ExponentialSchedule(factor);
    }

    /// <summary>From 1 to <paramref name="final"/> along half a cosine (Loshchilov and Hutter, <i>SGDR</i>, 2017, equation 5, without
    /// restarts).</summary>
    /// <param name="final">The factor after the last step: in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public static LearningRateSchedule Cosine(double final = 0)
    {
        RequireFraction(final, nameof(final));
        return new CosineSchedule(final);
    }

    /// <summary>From 1 to <paramref name="final"/> along a line.</summary>
    /// <inheritdoc cref="Cosine"/>
    public static LearningRateSchedule Linear(double final = 0)
    {
        RequireFraction(final, nameof(final));
        return new LinearSchedule(final);
    }

    /// <summary>First <c>step / steps</c> for so many steps, then this schedule over the steps that are left.</summary>
    /// <param name="steps">Steps of the warm-up, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are none.</exception>
    /// <exception cref="InvalidOperationException">This schedule has a warm-up already.</exception>
    public LearningRateSchedule WithWarmUp(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (this is WarmUpSchedule)
            throw new InvalidOperationException("The schedule has a warm-up already.");
        return new WarmUpSchedule(steps, this);
    }

    /// <summary>The factor.</summary>
    /// <param name="done">Steps done, from 0.</param>
    /// <param name="steps">Steps in all, more than are done.</param>
    /// <param name="stepsPerEpoch">Steps of a pass.</param>
    internal abstract double Factor(long done, long steps, int stepsPerEpoch);

    private static void RequirePositive(double factor, string name)
    {
        if (!(double.IsFinite(factor) && factor > 0))
            throw new ArgumentOutOfRangeException(name, factor, "A finite number above 0 was expected.");
    }

    private static void RequireFraction(double value, string name)
    {
        if (!(value >= 0 && value <= 1))
            throw new ArgumentOutOfRangeException(name, value, "A number in [0, 1] was expected.");
    }

    private sealed record ConstantSchedule : LearningRateSchedule
    {
        internal override double Factor(long done, long steps, int stepsPerEpoch) => 1;
    }

    private sealed record StepSchedule(int Epochs, double Drop) : LearningRateSchedule
    {
        internal override double Factor(long done, long steps, int stepsPerEpoch) =>
            PortableFunctions.Power(Drop, done / stepsPerEpoch / Epochs);
    }

    private sealed record ExponentialSchedule(double Decay) : LearningRateSchedule
    {
        internal override double Factor(long done, long steps, int stepsPerEpoch) =>
            PortableFunctions.Power(Decay, (double)done / stepsPerEpoch);
    }

    // (1 + cos πt) / 2 = cos² (πt / 2), without the cancellation near t = 1.
    private sealed record CosineSchedule(double Final) : LearningRateSchedule
    {
        internal override double Factor(long done, long steps, int stepsPerEpoch)
        {
            double cosine = PortableFunctions.CosineOfQuarterTurn((double)done / steps);
            return Final + (1 - Final) * (cosine * cosine);
        }
    }

    private sealed record LinearSchedule(double Final) : LearningRateSchedule
    {
        internal override double Factor(long done, long steps, int stepsPerEpoch) => 1 - (1 - Final) * ((double)done / steps);
    }

    private sealed record WarmUpSchedule(int WarmUp, LearningRateSchedule Rest) : LearningRateSchedule
    {
        internal override double Factor(long done, long steps, int stepsPerEpoch) =>
            done < WarmUp ? (done + 1.0) / WarmUp : Rest.Factor(done - WarmUp, steps - WarmUp, stepsPerEpoch);
    }
}
