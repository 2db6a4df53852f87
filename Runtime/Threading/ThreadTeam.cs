using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The threads that compute, one team in the process: background threads, made when first needed and asleep when idle. Two callers take
/// turns.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ThreadTeam
{
    [ThreadStatic]
    private static bool inRun;

    /// <summary>This thread's worker for work alone; null before the first such work and while it is in use.</summary>
    [ThreadStatic]
    private static Worker? idleWorker;

    private readonly Lock turn = new();
    private readonly TeamBarrier barrier = new();
    private readonly List<TeamMember> members = [];
    private readonly Action<IParallelWork, Worker> takePart;
    private readonly Worker leader;

    internal ThreadTeam()
    {
        takePart = TakePart;
        leader = new Worker(0, barrier);
    }

    /// <summary>The team of the process.</summary>
    public static ThreadTeam Shared { get; } = new();

    /// <summary>
    /// Runs the work on as many workers, of which the calling thread is number 0, and returns when all have returned. With one thread, and
    /// within the work of a team, it is <see cref="RunAlone"/>.
    /// </summary>
    /// <param name="threads">Workers, at least 1; more than the machine has cores is allowed, and slow.</param>
    /// <param name="work">The program of every worker.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1 or more than 32 767.</exception>
    /// <exception cref="InvalidOperationException">Some workers returned while others waited in
    /// <see cref="Worker.Synchronize"/>.</exception>
    /// <remarks>An exception of any worker ends the run: the others leave at their next <see cref="Worker.Synchronize"/>, then it is
    /// rethrown here.</remarks>
    public void Run(int threads, IParallelWork work) => RunTimed(threads, work);

    /// <summary><see cref="Run"/>, and how many times faster it was than one thread would have been, as far as the calling thread can
    /// tell.</summary>
    /// <remarks>It worked while it did not wait, and had its share of the work: one of <paramref name="threads"/>.</remarks>
    internal double RunTimed(int threads, IParallelWork work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, TeamBarrier.MaximumParticipants);
        ArgumentNullException.ThrowIfNull(work);
        if (threads == 1 || inRun)
        {
            RunAlone(work);
            return 1;
        }

        ExceptionDispatchInfo? failure;
        double speedup;
        lock (turn)
        {
            long start = Stopwatch.GetTimestamp();
            leader.TicksWaited = 0;
            Gather(threads);
            for (int i = 0; i < threads - 1; i++)
                members[i].Assign(work);
            TakePart(work, leader);
            long waited = leader.TicksWaited + barrier.AwaitAllReturned();
            long total = Math.Max(1, Stopwatch.GetTimestamp() - start);
            speedup = threads * (1 - (double)waited / total);
            failure = barrier.Failure;
        }

        failure?.Throw();
        return speedup;
    }

    /// <summary>Runs the work on the calling thread alone. Any number of threads can do so at once: they share nothing, wait for nothing
    /// and allocate nothing.</summary>
    /// <param name="work">The program of the one worker.</param>
    public static void RunAlone(IParallelWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Worker worker = idleWorker ?? new Worker(0, barrier: null);
        // Taken while in use, so that work within work gets tile buffers of its own.
        idleWorker = null;
        try
        {
            work.Run(worker);
        }
        finally
        {
            idleWorker = worker;
        }
    }

    /// <summary>Makes the missing threads and tells all workers how many they are.</summary>
    private void Gather(int threads)
    {
        while (members.Count < threads - 1)
            members.Add(new TeamMember(new Worker(members.Count + 1, barrier), takePart));
        barrier.Begin(threads);
        leader.Count = threads;
        for (int i = 0; i < threads - 1; i++)
            members[i].Worker.Count = threads;
    }

    private void TakePart(IParallelWork work, Worker worker)
    {
        bool wasInRun = inRun;
        inRun = true;
        try
        {
            work.Run(worker);
        }
        catch (TeamStoppedException) when (barrier.Failure is not null)
        {
            // The failure that stopped this worker is kept, and Run rethrows it.
        }
        catch (Exception exception)
        {
            barrier.Fail(exception);
        }
        finally
        {
            inRun = wasInRun;
            barrier.Leave();
        }
    }
}
