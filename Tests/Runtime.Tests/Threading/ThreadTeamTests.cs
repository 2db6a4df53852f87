using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using VaeGen.Runtime.Tests.Kernels;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Threading;

public sealed class ThreadTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void EveryWorkerRunsOnceAndTheCallerIsNumberZero(int threads)
    {
        ConcurrentBag<(int Index, int Count, int Thread)> seen = [];
        ThreadTeam.Shared.Run(threads, new Work(worker => seen.Add((worker.Index, worker.Count, Environment.CurrentManagedThreadId))));
        Assert.Equal(Enumerable.Range(0, threads), seen.Select(s => s.Index).Order());
        Assert.All(seen, s => Assert.Equal(threads, s.Count));
        Assert.Equal(threads, seen.Select(s => s.Thread).Distinct().Count());
        Assert.Equal(Environment.CurrentManagedThreadId, seen.Single(s => s.Index == 0).Thread);
    }

    [Fact]
    public void ThreadsAreNamedAndInTheBackground()
    {
        Thread? member = null;
        ThreadTeam.Shared.Run(2, new Work(worker => member = worker.Index == 1 ? Thread.CurrentThread : member));
        Assert.Equal("VaeGen worker 1", member!.Name);
        Assert.True(member.IsBackground);
    }

    [Theory]
    [InlineData(2, 3000)]
    [InlineData(3, 300)]
    [InlineData(5, 100)]
    public void SynchronizeSeparatesPhases(int threads, int phases)
    {
        int[] counts = new int[phases];
        int wrong = 0;
        ThreadTeam.Shared.Run(threads, new Work(worker =>
        {
            for (int phase = 0; phase < phases; phase++)
            {
                Interlocked.Increment(ref counts[phase]);
                worker.Synchronize();
                if (Volatile.Read(ref counts[phase]) != threads || (phase + 2 < phases && Volatile.Read(ref counts[phase + 2]) != 0))
                    Interlocked.Increment(ref wrong);
            }
        }));
        Assert.Equal(0, wrong);
        Assert.All(counts, count => Assert.Equal(threads, count));
    }

    [Fact]
    public void ThousandsOfShortRunsOfChangingSize()
    {
        int total = 0;
        int expected = 0;
        Work work = new(worker =>
        {
            Interlocked.Increment(ref total);
            worker.Synchronize();
            worker.Synchronize();
        });
        for (int i = 0; i < 4000; i++)
        {
            int threads = i % 20 == 0 ? 3 : 1 + i % 2;
            ThreadTeam.Shared.Run(threads, work);
            expected += threads;
        }

        Assert.Equal(expected, total);
    }

    [Fact]
    public void RunsAfterTheTeamFellAsleep()
    {
        int total = 0;
        for (int i = 0; i < 20; i++)
        {
            Thread.Sleep(5);
            int late = i % 2;
            ThreadTeam.Shared.Run(2, new Work(worker =>
            {
                // One side comes late, so that the other one sleeps in the barrier.
                if (worker.Index == late)
                    Thread.Sleep(3);
                worker.Synchronize();
                Interlocked.Increment(ref total);
            }));
        }

        Assert.Equal(40, total);
    }

    [Fact]
    public void CallersTakeTurns()
    {
        const int callers = 4, runs = 200;
        int inside = 0, overlaps = 0, total = 0;
        Work work = new(worker =>
        {
            if (worker.Index == 0 && Interlocked.Increment(ref inside) != 1)
                Interlocked.Increment(ref overlaps);
            worker.Synchronize();
            Interlocked.Increment(ref total);
            worker.Synchronize();
            if (worker.Index == 0)
                Interlocked.Decrement(ref inside);
        });
        Thread[] threads = [.. Enumerable.Range(0, callers).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < runs; i++)
                ThreadTeam.Shared.Run(2, work);
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Equal((0, 2 * callers * runs), (overlaps, total));
    }

    [Fact]
    public void WorkWithinWorkRunsAloneWithBuffersOfItsOwn()
    {
        int alone = 0;
        Work inner = new(worker =>
        {
            Assert.Equal((0, 1), (worker.Index, worker.Count));
            worker.Slot<float>(0).Fill(2);
            worker.Synchronize();
            Interlocked.Increment(ref alone);
        });
        Work outer = new(worker =>
        {
            worker.Slot<float>(0).Fill(1);
            ThreadTeam.Shared.Run(2, inner);
            ThreadTeam.RunAlone(inner);
            Assert.Equal(-1, worker.Slot<float>(0).IndexOfAnyExcept(1));
            worker.Synchronize();
        });
        ThreadTeam.Shared.Run(2, outer);
        Assert.Equal(4, alone);
        ThreadTeam.RunAlone(new Work(worker =>
        {
            worker.Slot<float>(0).Fill(1);
            ThreadTeam.RunAlone(inner);
            Assert.Equal(-1, worker.Slot<float>(0).IndexOfAnyExcept(1));
        }));
        Assert.Equal(5, alone);
    }

    [Fact]
    public void WorkAloneCanCallTheTeam()
    {
        int count = 0;
        ThreadTeam.RunAlone(new Work(_ => ThreadTeam.Shared.Run(2, new Work(worker => Interlocked.Add(ref count, worker.Count)))));
        Assert.Equal(4, count);
    }

    [Fact]
    public void WorkAloneDoesNotWaitForTheTeam()
    {
        using ManualResetEventSlim busy = new();
        using ManualResetEventSlim release = new();
        Thread caller = new(() => ThreadTeam.Shared.Run(2, new Work(worker =>
        {
            if (worker.Index == 0)
                busy.Set();
            release.Wait();
        })));
        caller.Start();
        busy.Wait();
        // If one of these needed the team, the test would never end: the team is released only after them.
        int done = 0;
        Thread[] callers = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 100; i++)
                ThreadTeam.Shared.Run(1, new Work(_ => Interlocked.Increment(ref done)));
        }))];
        foreach (Thread thread in callers)
            thread.Start();
        foreach (Thread thread in callers)
            thread.Join();
        release.Set();
        caller.Join();
        Assert.Equal(800, done);
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        Work nothing = new(_ => { });
        Assert.Throws<ArgumentOutOfRangeException>(() => ThreadTeam.Shared.Run(0, nothing));
        Assert.Throws<ArgumentOutOfRangeException>(() => ThreadTeam.Shared.Run(short.MaxValue + 1, nothing));
        Assert.Throws<ArgumentNullException>(() => ThreadTeam.Shared.Run(2, null!));
        Assert.Throws<ArgumentNullException>(() => ThreadTeam.RunAlone(null!));
    }

    [Fact]
    public void TheNumberOfThreadsChangesNoBit()
    {
        float[,] x = Matrices.Random<float>(37, 50, 1);
        float[,] w1 = Matrices.Random<float>(50, 70, 2);
        float[,] w2 = Matrices.Random<float>(70, 20, 3);
        float[,] h = Matrices.Multiply(x, w1);
        float[,] y = Matrices.Multiply(h, w2);
        float[,] dw1 = Matrices.Multiply(Matrices.Transpose(x), h);
        for (int threads = 1; threads <= 3; threads++)
        {
            PanelMatrix<float> input = Matrices.InPanels(x), weights1 = Matrices.InPanels(w1), weights2 = Matrices.InPanels(w2);
            PanelMatrix<float> hidden = Matrices.Empty<float>(37, 70), output = Matrices.Empty<float>(37, 20), gradient =
                Matrices.Empty<float>(50, 70);
            ThreadTeam.Shared.Run(threads, new Work(worker =>
            {
                foreach (Tile tile in worker.Share<float>(37, hidden.Panels))
                    Product.Multiply<Float8, float>(worker, input, weights1, tile).CopyTo(hidden.Tile(tile));
                worker.Synchronize();
                foreach (Tile tile in worker.Share<float>(37, output.Panels))
                    Product.Multiply<Float8, float>(worker, hidden, weights2, tile).CopyTo(output.Tile(tile));
                foreach (Tile tile in worker.Share<float>(50, gradient.Panels))
                    Product.MultiplyTransposed<Float8, float>(worker, input, hidden, 37, tile).CopyTo(gradient.Tile(tile));
            }));
            Matrices.AssertEqual(h, hidden, $"hidden, {threads} threads");
            Matrices.AssertEqual(y, output, $"output, {threads} threads");
            Matrices.AssertEqual(dw1, gradient, $"gradient, {threads} threads");
        }
    }
}
