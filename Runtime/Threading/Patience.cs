using System.Diagnostics;
using System.Threading;

namespace VaeGen.Runtime.V2;

/// <summary>
/// How a thread waits for another one before it sleeps: it spins, because the other is a few microseconds away when both run; every
/// microsecond or so it offers its core, because on a busy machine the other may be waiting for just that; then its patience is at an end.
/// </summary>
internal struct Patience
{
    /// <summary>Some tens of microseconds: <see cref="Thread.SpinWait"/> is calibrated to about the same time a turn on every
    /// machine.</summary>
    private const int Spins = 1000;

    /// <summary>With more threads than cores the awaited one is likely not running: spinning keeps it from its core.</summary>
    private const int SpinsWhenCrowded = 50;

    private const int Yields = 50;

    private readonly int turnsBetweenYields;
    private int left;
    private long firstYield;

    /// <summary>The patience of a thread among <paramref name="threads"/> that want to run.</summary>
    public Patience(int threads)
    {
        left = Yields + (threads <= System.Environment.ProcessorCount ? Spins : SpinsWhenCrowded);
        turnsBetweenYields = left / Yields;
    }

    /// <summary>Waits a moment; false when it is time to sleep.</summary>
    public bool Wait()
    {
        if (left == 0)
            return false;
        left--;
        if (left % turnsBetweenYields == 0)
            Yield();
        else
            Thread.SpinWait(1);
        return true;
    }

    /// <summary>How long ago the first microsecond was over, in ticks of <see cref="Stopwatch"/>; 0 before. Shorter waits cost no look at
    /// the clock.</summary>
    public readonly long TicksWaited => firstYield == 0 ? 0 : Stopwatch.GetTimestamp() - firstYield;

    private void Yield()
    {
        if (firstYield == 0)
            firstYield = Stopwatch.GetTimestamp();
        Thread.Yield();
    }
}
