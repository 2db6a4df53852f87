using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Model;

/// <summary>The number of threads follows from the work; what the caller gives is the most.</summary>
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
    public void TestsAndMeasurementsTakeANumberExactly(int threads)
    {
        foreach (TeamSizes model in new[] { new TeamSizes(4, 1), new TeamSizes(1000, 1000) })
        {
            FitOptions options = new() { Epochs = 2, BatchSize = 16, Threads = threads, TakesThreadsExactly = true };
            Trainer.Fit(model, Data, options);
            Evaluator.Evaluate(model, Data, EvaluateOptions.On(options) with { BatchSize = 16 });
            Assert.Equal(Enumerable.Repeat(threads, 9), model.Runs);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void AGivenNumberIsTheMostThatIsTaken(int threads)
    {
        TeamSizes small = new(4, 1);
        TeamSizes large = new(1000, 1000);
        foreach (TeamSizes model in new[] { small, large })
        {
            Trainer.Fit(model, Data, new FitOptions { Epochs = 2, BatchSize = 1, Threads = threads });
            Evaluator.Evaluate(model, Data, new EvaluateOptions { BatchSize = 40, Threads = threads });
        }

        // The small model's work never pays; the large one's does, until the team was slower than one thread.
        Assert.All(small.Runs, used => Assert.Equal(1, used));
        Assert.Equal(threads, large.Runs[0]);
        Assert.All(large.Runs, used => Assert.True(used == threads || used == 1));
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
