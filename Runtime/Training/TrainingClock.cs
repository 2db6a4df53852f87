using System.Diagnostics;

namespace VaeGen;

/// <summary>The time of a call of <c>Fit</c>, and of its training steps alone.</summary>
internal sealed class TrainingClock
{
    private static readonly long TicksBetweenReports = Stopwatch.Frequency / 10;

    private readonly long start = Stopwatch.GetTimestamp();
    private long stepStart;
    private long nextReport;
    private long ticks;
    private long ticksInPass;
    private long examples;
    private long examplesInPass;

    /// <summary>Time since the call began.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(start).TotalSeconds;

    /// <summary>Examples a second of all steps.</summary>
    public double Speed => Rate(examples, ticks);

    /// <summary>Examples a second of the steps of this pass.</summary>
    public double PassSpeed => Rate(examplesInPass, ticksInPass);

    public void BeginPass()
    {
        ticksInPass = 0;
        examplesInPass = 0;
    }

    public void BeginStep() => stepStart = Stopwatch.GetTimestamp();

    public void EndStep(int rows)
    {
        long taken = Stopwatch.GetTimestamp() - stepStart;
        ticks += taken;
        ticksInPass += taken;
        examples += rows;
        examplesInPass += rows;
    }

    /// <summary>Whether it is time to tell the caller again; true after the first step, then a few times a second.</summary>
    public bool IsReportDue()
    {
        long now = Stopwatch.GetTimestamp();
        if (now < nextReport)
            return false;
        nextReport = now + TicksBetweenReports;
        return true;
    }

    private static double Rate(long count, long ticks) => ticks == 0 ? 0 : count * (double)Stopwatch.Frequency / ticks;
}
