using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>One program that every worker of a team runs, each on its own share: a training step, an evaluation.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IParallelWork
{
    /// <summary>
    /// The program. Every worker calls <see cref="Worker.Synchronize"/> equally often; an exception in any worker ends the run of all.
    /// </summary>
    void Run(Worker worker);
}
