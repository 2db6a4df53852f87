using System;
using VaeGen.Runtime.V2;

namespace VaeGen.Runtime.Tests.Threading;

/// <summary>Work given as a delegate.</summary>
internal sealed class Work : IParallelWork
{
    private readonly Action<Worker> run;

    public Work(Action<Worker> run) => this.run = run;

    public void Run(Worker worker) => run(worker);
}
