using System;
using System.Threading;

namespace VaeGen.Runtime.V2;

/// <summary>A background thread of the team, and the worker it is while it has work.</summary>
internal sealed class TeamMember
{
    private readonly object gate = new();
    private readonly Action<IParallelWork, Worker> run;
    private IParallelWork? assigned;
    private bool asleep;

    /// <summary>Starts the thread.</summary>
    /// <param name="worker">What it works as.</param>
    /// <param name="run">What it does with work; throws nothing.</param>
    public TeamMember(Worker worker, Action<IParallelWork, Worker> run)
    {
        Worker = worker;
        this.run = run;
        new Thread(WorkForever) { IsBackground = true, Name = $"VaeGen worker {worker.Index}" }.Start();
    }

    /// <summary>What this thread works as.</summary>
    public Worker Worker { get; }

    /// <summary>Gives work to the idle thread.</summary>
    public void Assign(IParallelWork work)
    {
        Interlocked.Exchange(ref assigned, work);
        if (!Volatile.Read(ref asleep))
            return;
        lock (gate)
            Monitor.Pulse(gate);
    }

    private void WorkForever()
    {
        while (true)
            run(AwaitWork(), Worker);
    }

    private IParallelWork AwaitWork()
    {
        Patience patience = new(Worker.Count);
        while (Volatile.Read(ref assigned) is null && patience.Wait())
        {
        }

        if (Volatile.Read(ref assigned) is null)
            Sleep();
        // Not kept: an idle team holds no one's memory.
        return Interlocked.Exchange(ref assigned, null)!;
    }

    private void Sleep()
    {
        lock (gate)
        {
            Volatile.Write(ref asleep, true);
            // Set before the last look for work, as Assign gives the work before it looks whether this thread is asleep: one of the two
            // sees the other.
            Interlocked.MemoryBarrier();
            while (assigned is null)
                Monitor.Wait(gate);
            asleep = false;
        }
    }
}
