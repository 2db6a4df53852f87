using System;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Where the workers of one run meet: between phases, at the end, and when one of them fails. A failure opens every wait, now and later,
/// until the next run begins.
/// </summary>
internal sealed class TeamBarrier
{
    /// <summary>A worker that waits for the others counts 1 in <see cref="Counters.Present"/>, one that has returned counts this.</summary>
    private const int Returned = 1 << 16;

    /// <summary>What <see cref="Await"/> waits for, when it is not the end of a phase.</summary>
    private const int UntilAllReturned = -1;

    private readonly object gate = new();
    private Counters counters;
    private int participants;
    private int sleepers;
    private ExceptionDispatchInfo? failure;

    /// <summary>The most workers that a run can have.</summary>
    public const int MaximumParticipants = short.MaxValue;

    /// <summary>The failure that ended the run, if one did; until the next run begins.</summary>
    public ExceptionDispatchInfo? Failure => Volatile.Read(ref failure);

    /// <summary>Begins a run; nobody is in the one before.</summary>
    public void Begin(int participants)
    {
        this.participants = participants;
        counters.Present = 0;
        failure = null;
    }

    /// <summary>Waits until all workers are here.</summary>
    /// <returns>How long that took after the first microsecond, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</returns>
    /// <exception cref="TeamStoppedException">The run has failed.</exception>
    public long Synchronize()
    {
        if (Failure is not null)
            throw new TeamStoppedException();
        int phase = Volatile.Read(ref counters.Phase);
        int present = Interlocked.Increment(ref counters.Present);
        if (present == participants)
        {
            // Nobody comes back before the phase changes, so the order of these two is safe.
            Interlocked.Add(ref counters.Present, -participants);
            Interlocked.Exchange(ref counters.Phase, (phase + 1) & int.MaxValue);
            WakeSleepers();
            return 0;
        }

        FailIfSomeoneWaitsInVain(present);
        long waited = Await(phase);
        if (Volatile.Read(ref counters.Phase) == phase)
            throw new TeamStoppedException();
        return waited;
    }

    /// <summary>A worker has returned, in whatever way; called once by each.</summary>
    public void Leave()
    {
        // Read before the others can know that this worker is gone: the next run may begin at any time after the last one has left.
        int participants = this.participants;
        bool failed = Failure is not null;
        int present = Interlocked.Add(ref counters.Present, Returned);
        if (present / Returned == participants)
            WakeSleepers();
        else if (!failed)
            FailIfSomeoneWaitsInVain(present);
    }

    /// <summary>Waits until all workers have returned: from then on nobody touches the run.</summary>
    /// <returns>How long that took, as in <see cref="Synchronize"/>.</returns>
    public long AwaitAllReturned()
    {
        bool interrupted = false;
        long waited;
        while (true)
        {
            try
            {
                waited = Await(UntilAllReturned);
                break;
            }
            catch (ThreadInterruptedException)
            {
                // The others still work on the caller's memory: the interruption has to wait until they are done.
                interrupted = true;
            }
        }

        if (interrupted)
            Thread.CurrentThread.Interrupt();
        return waited;
    }

    /// <summary>Ends the run; the first failure is the one that counts.</summary>
    public void Fail(Exception exception)
    {
        Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
        WakeSleepers();
    }

    private void FailIfSomeoneWaitsInVain(int present)
    {
        int waiting = present % Returned;
        int returned = present / Returned;
        if (waiting > 0 && returned > 0 && waiting + returned == participants)
        {
            Fail(new InvalidOperationException($"{returned} of {participants} workers have returned while the others wait in "
                + $"{nameof(Worker)}.{nameof(Worker.Synchronize)}: all must call it equally often."));
        }
    }

    private bool Reached(int target) =>
        target == UntilAllReturned
            ? Volatile.Read(ref counters.Present) / Returned == participants
            : Volatile.Read(ref counters.Phase) != target || Failure is not null;

    private long Await(int target)
    {
        Patience patience = new(participants);
        while (!Reached(target))
        {
            if (patience.Wait())
                continue;
            lock (gate)
            {
                // Counted before the last look at the target, as the other side sets the target before it looks at the count: one of the
                // two sees the other.
                Interlocked.Increment(ref sleepers);
                try
                {
                    while (!Reached(target))
                        Monitor.Wait(gate);
                }
                finally
                {
                    Interlocked.Decrement(ref sleepers);
                }
            }
        }

        return patience.TicksWaited;
    }

    private void WakeSleepers()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref sleepers) == 0)
            return;
        lock (gate)
            Monitor.PulseAll(gate);
    }

    /// <summary>The two words that the workers race for, on cache lines (pairs of them) of their own: an arrival does not disturb those who
    /// watch the phase.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Counters
    {
        [FieldOffset(128)]
        public int Present;

        [FieldOffset(256)]
        public int Phase;
    }
}
