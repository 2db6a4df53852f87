using System.Linq;
using System.Threading;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Threading;

/// <summary>A team that is slower than one thread rests, longer each time, and is tried again.</summary>
public sealed class TeamTrustTests
{
    [Fact]
    public void ATeamThatGainsIsKept()
    {
        TeamTrust trust = new();
        Assert.Equal(Enumerable.Repeat(2, 100), Runs(ref trust, 100, speedup: 1));
    }

    [Fact]
    public void RunsAloneFollowATeamThatLosesTwiceAsManyEachTime()
    {
        TeamTrust trust = new();
        // Two runs of the team each time: one that wakes its threads, one that counts.
        int[] expected =
            [.. new[] { 4, 8, 16, 32, 64, 128, 256, 512, 512, 512 }.SelectMany(alone => Enumerable.Repeat(1, alone).Prepend(2).Prepend(2))];
        Assert.Equal(expected, Runs(ref trust, expected.Length, speedup: 0.9));
    }

    [Fact]
    public void AGainEndsTheDoubling()
    {
        TeamTrust trust = new();
        // 4, 8 and 16 runs alone, and before each the two of the team.
        Runs(ref trust, 34, speedup: 0.5);
        Assert.Equal([2, 2], Runs(ref trust, 2, speedup: 1.5));
        Assert.Equal([2, 1, 1, 1, 1, 2], Runs(ref trust, 6, speedup: 0.5));
    }

    [Fact]
    public void OneThreadNeedsNoTrust()
    {
        TeamTrust trust = new();
        Runs(ref trust, 2, speedup: 0.5);
        Assert.Equal(1, trust.Threads(1));
        Assert.Equal([1, 1, 1, 1, 2], Runs(ref trust, 5, speedup: 0.5));
    }

    [Fact]
    public void ACallerThatOnlyWaitsHasLost()
    {
        ThreadTeam team = new();
        double speedup = team.RunTimed(2, new Work(worker => WorkAs(1, worker)));
        Assert.InRange(speedup, 0, 0.99);
    }

    [Fact]
    public void ACallerThatNeverWaitsHasGainedAllItsThreads()
    {
        ThreadTeam team = new();
        double speedup = team.RunTimed(2, new Work(worker => WorkAs(0, worker)));
        Assert.InRange(speedup, 1.01, 2);
    }

    // One worker takes a hundred milliseconds, the other none.
    private static void WorkAs(int index, Worker worker)
    {
        if (worker.Index == index)
            Thread.Sleep(100);
        worker.Synchronize();
    }

    private static int[] Runs(ref TeamTrust trust, int count, double speedup)
    {
        var threads = new int[count];
        for (int run = 0; run < count; run++)
        {
            threads[run] = trust.Threads(2);
            if (threads[run] > 1)
                trust.Judge(speedup);
        }

        return threads;
    }
}
