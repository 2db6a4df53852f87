using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Threading;

/// <summary>Neither a run nor a barrier allocates, on any thread, once the threads exist.</summary>
public sealed class TeamAllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ARunAllocatesNothing(int threads)
    {
        // A team of its own: what other tests do on the shared one is not measured.
        ThreadTeam team = new();
        long[] counted = new long[threads];
        Work work = new(worker =>
        {
            worker.Synchronize();
            foreach (Tile tile in worker.Share<float>(100, 3))
                worker.Slot<float>(1)[0] = tile.FirstRow;
            worker.Synchronize();
            counted[worker.Index] = GC.GetAllocatedBytesForCurrentThread();
        });
        Run(10);
        // Rounds of their own for each thread: what the runtime counts too much falls on one of them.
        for (int thread = 0; thread < threads; thread++)
        {
            Assert.Equal(0, AllocatedBytes.Least(() =>
            {
                Run(1);
                long before = counted[thread];
                Run(200);
                return counted[thread] - before;
            }));
        }

        void Run(int times)
        {
            for (int i = 0; i < times; i++)
                team.Run(threads, work);
        }
    }

    [Fact]
    public void WorkAloneAllocatesNothing()
    {
        Work inner = new(worker => worker.Slot<double>(0).Clear());
        ThreadTeam.RunAlone(inner);
        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                ThreadTeam.RunAlone(inner);
        }));
    }

    [Fact]
    public void SlotsAreAlignedAndRefuseOtherNumbers()
    {
        Worker worker = new(0, barrier: null);
        Assert.Equal((256, 64), (worker.Slot<float>(0).Length, worker.Slot<double>(0).Length));
        Assert.True(Worker.SlotCount >= 6);
        for (int slot = 0; slot < Worker.SlotCount; slot++)
        {
            Assert.Equal(0, AddressOf(worker.Slot<float>(slot)) % 64);
            Assert.Equal(0, AddressOf(worker.Slot<double>(slot)) % 64);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => { worker.Slot<float>(-1); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { worker.Slot<float>(Worker.SlotCount); });
    }

    private static long AddressOf<T>(Span<T> span) =>
        // The buffers are pinned, so the distance from a null reference is an address that lasts.
        Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetReference(span));
}
