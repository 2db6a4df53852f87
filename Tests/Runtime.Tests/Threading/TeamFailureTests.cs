using System;
using System.Threading;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Threading;

/// <summary>An exception in one worker ends the run of all, reaches the caller as it was thrown, and leaves the team as good as
/// new.</summary>
public sealed class TeamFailureTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    [InlineData(3, 2)]
    public void TheExceptionIsRethrownAndTheOthersAreReleased(int threads, int failing)
    {
        for (int round = 0; round < 30; round++)
        {
            TimeoutException original = new("the original");
            int released = 0, passed = 0;
            TimeoutException caught = Assert.Throws<TimeoutException>(() => ThreadTeam.Shared.Run(threads, new Work(worker =>
            {
                worker.Synchronize();
                if (worker.Index == failing)
                    FailAtARecognizablePlace(original);
                try
                {
                    worker.Synchronize();
                    Interlocked.Increment(ref passed);
                }
                finally
                {
                    Interlocked.Increment(ref released);
                }
            })));
            Assert.Same(original, caught);
            Assert.Contains(nameof(FailAtARecognizablePlace), caught.StackTrace, StringComparison.Ordinal);
            Assert.Equal((threads - 1, 0), (released, passed));
            AssertUsable(threads);
        }
    }

    [Fact]
    public void OneOfSeveralFailuresIsRethrown()
    {
        for (int round = 0; round < 100; round++)
        {
            Assert.Throws<TimeoutException>(() => ThreadTeam.Shared.Run(3, new Work(_ => throw new TimeoutException())));
            AssertUsable(3);
        }
    }

    [Fact]
    public void AWorkerThatGoesOnAfterTheFailureIsStoppedAtEverySynchronize()
    {
        int stopped = 0;
        Assert.Throws<TimeoutException>(() => ThreadTeam.Shared.Run(2, new Work(worker =>
        {
            if (worker.Index == 0)
                throw new TimeoutException();
            for (int i = 0; i < 5; i++)
            {
                Exception? exception = Record.Exception(worker.Synchronize);
                if (exception is TeamStoppedException)
                    stopped++;
            }
        })));
        Assert.Equal(5, stopped);
        AssertUsable(2);
    }

    [Fact]
    public void AWorkerThatReturnsWhileOthersWaitIsAnError()
    {
        for (int round = 0; round < 100; round++)
        {
            int early = round % 3;
            Assert.Throws<InvalidOperationException>(() => ThreadTeam.Shared.Run(3, new Work(worker =>
            {
                if (worker.Index != early)
                    worker.Synchronize();
            })));
            AssertUsable(3);
        }
    }

    [Fact]
    public void AnInterruptedCallerStillWaitsForTheOthers()
    {
        using ManualResetEventSlim release = new();
        using ManualResetEventSlim started = new();
        bool othersDone = false, returnedAfterThem = false, stillInterrupted = false;
        Thread caller = new(() =>
        {
            ThreadTeam.Shared.Run(2, new Work(worker =>
            {
                if (worker.Index == 0)
                    return;
                started.Set();
                release.Wait();
                othersDone = true;
            }));
            returnedAfterThem = othersDone;
            stillInterrupted = Record.Exception(() => Thread.Sleep(Timeout.Infinite)) is ThreadInterruptedException;
        });
        caller.Start();
        started.Wait();
        Thread.Sleep(20);
        caller.Interrupt();
        Thread.Sleep(20);
        release.Set();
        caller.Join();
        Assert.True(returnedAfterThem);
        Assert.True(stillInterrupted);
    }

    private static void FailAtARecognizablePlace(Exception exception) => throw exception;

    private static void AssertUsable(int threads)
    {
        int sum = 0;
        ThreadTeam.Shared.Run(threads, new Work(worker =>
        {
            worker.Synchronize();
            Interlocked.Add(ref sum, worker.Index + 1);
            worker.Synchronize();
        }));
        Assert.Equal(threads * (threads + 1) / 2, sum);
    }
}
