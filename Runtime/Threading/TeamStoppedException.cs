using System;

namespace VaeGen.Runtime.V2;

/// <summary>Takes a worker out of a run that another worker has ended by an exception. The team catches it and rethrows that other
/// exception.</summary>
internal sealed class TeamStoppedException : Exception
{
    public TeamStoppedException()
        : base("Another worker of the team has failed.")
    {
    }
}
