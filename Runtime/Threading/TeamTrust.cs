using System;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Whether to go on with a team, judged by its last runs. Where another process has a core, the team's threads take turns on those that are
/// left, and each barrier costs a change of threads (3 µs each were measured, 30 µs a step): one thread alone is quicker then. So a run in
/// which the team was slower is followed by runs alone, twice as many each time.
/// </summary>
internal struct TeamTrust
{
    private const int FewestRunsAlone = 4;
    private const int MostRunsAlone = 512;

    private int runsAlone;
    private int aloneLeft;

    /// <summary>Whether the team has run lately. Its threads are made in its first run and sleep through the runs alone: a run that wakes
    /// them tells nothing.</summary>
    private bool isAwake;

    /// <summary>The threads of the next run: as many as are wanted, or the caller's alone.</summary>
    public int Threads(int wanted)
    {
        if (wanted == 1 || aloneLeft == 0)
            return wanted;
        aloneLeft--;
        return 1;
    }

    /// <summary>Takes notice of a run of the team.</summary>
    /// <param name="speedup">How many times faster it was than one thread would have been.</param>
    public void Judge(double speedup)
    {
        if (!isAwake)
        {
            isAwake = true;
            return;
        }

        if (speedup >= 1)
        {
            runsAlone = 0;
            return;
        }

        runsAlone = Math.Clamp(2 * runsAlone, FewestRunsAlone, MostRunsAlone);
        aloneLeft = runsAlone;
        isAwake = false;
    }
}
