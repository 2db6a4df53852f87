using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Model;

/// <summary>Where the caller leaves the number of threads open, it follows from the work; where not, it is the caller's.</summary>
public sealed class ThreadChoiceTests
{
    private static readonly DataSet Data = DataSet.From(new double[40, TeamSizes.Features]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(100_000)]
    public void MoreWorkNeverGetsFewerThreads(int cores)
    {
        int before = 1;
        for (double work = 1; work < 1e18; work *= 1.3)
        {
            int threads = ThreadChoice.For(work, cores);
            Assert.InRange(threads, before, Math.Min(cores, ThreadChoice.Most));
            before = threads;
        }

        Assert.Equal(Math.Min(cores, ThreadChoice.Most), before);
    }

    [Theory]
    [InlineData(NetworkTask.Encode)]
    [InlineData(NetworkTask.Decode)]
    [InlineData(NetworkTask.EstimateElbo)]
    [InlineData(NetworkTask.Train)]
    [InlineData(NetworkTask.ApplyGradients)]
    public void TinyWorkGetsOneThreadAndHugeWorkTheWholeMachine(NetworkTask task)
    {
        Assert.Equal(1, ThreadChoice.For(task, rows: 0, parameters: 0));
        Assert.Equal(1, ThreadChoice.For(task, rows: 8, parameters: 1000));
        Assert.Equal(
            Math.Min(Environment.ProcessorCount, ThreadChoice.Most), ThreadChoice.For(task, rows: 100_000, parameters: int.MaxValue));
    }

    [Fact]
    public void ATrainingStepIsMoreWorkThanAnEvaluationOfTheSameBatch()
    {
        Assert.True(ThreadChoice.Work(NetworkTask.Train, 128, 10_000) > 3 * ThreadChoice.Work(NetworkTask.EstimateElbo, 128, 10_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void AGivenNumberIsTakenExactly(int threads)
    {
        foreach (TeamSizes model in new[] { new TeamSizes(4, 1), new TeamSizes(1000, 1000) })
        {
            Trainer.Fit(model, Data, new FitOptions { Epochs = 2, BatchSize = 16, Threads = threads });
            Evaluator.Evaluate(model, Data, new EvaluateOptions { BatchSize = 16, Threads = threads });
            Assert.Equal(Enumerable.Repeat(threads, 9), model.Runs);
        }
    }

    [Fact]
    public void ASmallModelComputesOnOneThread()
    {
        TeamSizes model = new(4, 1);
        Trainer.Fit(model, Data, new FitOptions { Epochs = 2, BatchSize = 16, Test = Data });
        Evaluator.Evaluate(model, Data);
        Assert.Equal(Enumerable.Repeat(1, 9), model.Runs);
    }

    [Fact]
    public void TheChoiceIsMadeForEachBatch()
    {
        // 2560 parameters: a batch of 200 pays for two threads, and the rest of 10 examples does not.
        TeamSizes model = new(16, 160);
        Trainer.Fit(model, DataSet.From(new double[210, TeamSizes.Features]), new FitOptions { Epochs = 1, BatchSize = 200 });
        Assert.Equal([ThreadChoice.For(NetworkTask.Train, 200, 2560), 1], model.Runs);
        Assert.Equal(Math.Min(2, Environment.ProcessorCount), Math.Min(2, model.Runs[0]));
    }

    [Fact]
    public void ChoosingAllocatesNothing()
    {
        TeamSizes model = new(160, 160);
        VariationalNetwork<float> network = model.CreateNetwork(VectorWidth.Scalar, 200, model.ModelState.Parameters, training: null);
        Run(20);
        Assert.Equal(0, AllocatedBytes.Of(() => Run(180)));

        void Run(int times)
        {
            for (int run = 0; run < times; run++)
            {
                network.Batch.Rows = run % 2 == 0 ? 200 : 1;
                network.Run(NetworkTask.EstimateElbo, threads: 0);
            }
        }
    }
}
