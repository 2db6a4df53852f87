using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>One call of <c>Fit</c>: passes of steps, each pass with its record.</summary>
internal sealed class TrainingRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IVariationalModel<T> model;
    private readonly DataSet data;
    private readonly FitOptions options;
    private readonly TrainingState<T> training;
    private readonly TrainingPass pass;
    private readonly VariationalNetwork<T> network;
    private readonly LearnedVariance<T>? variance;
    private readonly ValidationWatch<T>? watch;
    private readonly GoodWeights<T> goodWeights;
    private readonly Divergence<T> divergence;
    private readonly int[] order;
    private readonly ulong seed;
    private readonly int batchSize;
    private readonly int stepsInPass;
    private readonly List<EpochRecord> records = [];
    private readonly List<string> warnings;
    private readonly HashSet<string> warned = [];
    private readonly TrainingClock clock = new();
    private long stepsPlanned;
    private long stepsDone;
    private long lastStep;
    private double learningRate;
    private TrainingEnd? end;

    public TrainingRun(IVariationalModel<T> model, DataSet data, DataSet? validation, FitOptions options)
    {
        ModelState<T> state = model.State;
        this.model = model;
        this.data = data;
        this.options = options;
        training = state.RequireTraining();
        pass = state.Pass;
        batchSize = options.BatchSizeFor(data.Count);
        network = state.TrainingNetwork(batchSize);
        network.Clipping = options.Clipping<T>(state.Parameters.Length);
        network.Sink = network.Clipping is null ? options.Sink : GradientSink.Buffer;
        if (network.Sink == GradientSink.Buffer)
            network.AllocateGradients();
        if (data.HasMissing)
            network.AllocateMask();
        double floor = VarianceFloor.Of(model.Description, data);
        variance = LearnedVariance<T>.Of(network, data.Features, floor);
        VarianceFloor.Set(state.Parameters, floor);
        watch = ValidationWatch<T>.Of(model, validation, options);
        goodWeights = new GoodWeights<T>(state.Parameters, training, pass);
        divergence = new Divergence<T>(model, data, options, goodWeights);
        order = new int[data.Count];
        seed = options.Seed ?? state.Seed;
        stepsInPass = (data.Count + batchSize - 1) / batchSize;
        warnings = [.. ResultWarnings.For(model.Description, data)];
    }

    private bool IsFinished => stepsDone == stepsPlanned || end is not null;

    public FitReport Run(CancellationToken cancellationToken)
    {
        TakeUpPass();
        watch?.TakeUp();
        if (watch is { IsPending: true })
        {
            double[]? running = TakeFinalVariance(cancellationToken);
            watch.Validate(training.Epoch, cancellationToken);
            TakeRunningVariance(running);
        }

        if (watch is { IsOver: true })
        {
            end = TrainingEnd.EarlyStopping;
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Nothing was trained: after pass {training.Epoch} validation had not improved for {watch.Waited} passes, and Patience is {options.Patience}."));
        }

        while (!IsFinished)
        {
            ExampleOrder.Fill(order, options.Shuffle, seed, training.Epoch);
            goodWeights.Keep();
            clock.BeginPass();
            while (training.BatchInEpoch < stepsInPass && !IsFinished)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Step();
                if (options.Progress is not null && clock.IsReportDue())
                    Report(training.Epoch + 1, MeanOfPass, completed: null);
            }

            EndPass(cancellationToken);
        }

        network.Batch.Data = null;
        if (watch is not null)
        {
            watch.End();
            SetExactVariance(cancellationToken);
        }

        return new FitReport(records, warnings) { Best = watch?.Best, End = end ?? TrainingEnd.Completed };
    }

    private void TakeUpPass()
    {
        if (training.BatchInEpoch > 0 && (training.BatchInEpoch >= stepsInPass || !pass.Matches(data, options, seed)))
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Pass {training.Epoch + 1} was left after {training.BatchInEpoch} batches with other data or another seed, batch size or order; it begins anew."));
            training.BatchInEpoch = 0;
            pass.ClearSums();
        }

        pass.Adopt(data, options, seed);
        if (variance is not null && pass.RunningVariances is { } running && running.Length == variance.Count)
            variance.Set(running);
        pass.RunningVariances = null;
        training.Rule = options.Optimizer.Rule;
        stepsPlanned = options.Iterations ?? (long)options.Epochs * stepsInPass - training.BatchInEpoch;
        lastStep = training.Step + stepsPlanned;
    }

    private void Step()
    {
        clock.BeginStep();
        int step = training.Step + 1;
        FillBatch(step);
        learningRate = options.LearningRate * options.Schedule.FactorAt(step, lastStep, stepsInPass);
        OptimizerScalars.Set(network, options.Optimizer, learningRate, step);
        network.Run(NetworkTask.Train, options.Threads);
        if (network.Sink == GradientSink.Buffer)
            network.Run(NetworkTask.ApplyGradients, options.Threads);
        int rows = network.Batch.Rows;
        (double reconstruction, double kl) = SumLosses(rows);
        variance?.Follow(network, rows, step);
        clock.EndStep(rows);
        if (!double.IsFinite(reconstruction + kl))
            throw divergence.OfStep(step, stepsDone == 0, reconstruction, kl, learningRate, network.Batch.Examples.AsSpan(0, rows));
        pass.Reconstruction += reconstruction;
        pass.Kl += kl;
        pass.Examples += rows;
        training.Step = step;
        training.BatchInEpoch++;
        stepsDone++;
    }

    private void FillBatch(int step)
    {
        Batch<T> batch = network.Batch;
        int first = training.BatchInEpoch * batchSize;
        batch.Rows = Math.Min(batchSize, data.Count - first);
        order.AsSpan(first, batch.Rows).CopyTo(batch.Examples);
        batch.Data = data;
        batch.HasMissing = data.HasMissing;
        batch.Epoch = training.Epoch;
        batch.Seed = seed;
        batch.Step = (uint)step;
        batch.StreamAndSample = RandomStream.TrainingNoise.WithSample(0);
        batch.NoiseSource = NoiseSource.Drawn;
        batch.WeighEqually();
    }

    private (double Reconstruction, double Kl) SumLosses(int rows)
    {
        double reconstruction = 0;
        double kl = 0;
        for (int row = 0; row < rows; row++)
        {
            reconstruction += network.Reconstruction.Total(row);
            kl += network.Kl?.Total(row) ?? 0;
        }

        return (reconstruction, kl);
    }

    // The place in the data moves on before the evaluation, so that a cancellation within it leaves the model between two passes.
    private void EndPass(CancellationToken cancellationToken)
    {
        if (FiniteWeights.FirstOther(network.Parameters) is { } parameter)
            throw divergence.OfPass(training.Step, parameter, learningRate);
        Elbo train = MeanOfPass;
        int examples = pass.Examples;
        int epoch = training.Epoch + 1;
        if (training.BatchInEpoch == stepsInPass)
        {
            training.Epoch++;
            training.BatchInEpoch = 0;
            pass.ClearSums();
            watch?.Expect();
        }

        double[]? running = watch is null ? null : TakeFinalVariance(cancellationToken);
        Elbo? validation = watch?.Validate(epoch, cancellationToken);
        if (IsFinished && watch is null)
            SetExactVariance(cancellationToken);
        Warn(watch?.NotFinite, "validation", epoch);
        Elbo? test = options.Test is { } testData ? Test(testData, epoch, cancellationToken) : null;
        EpochRecord record = new(epoch, training.Step, examples, train, test, clock.PassSpeed, clock.Seconds) { Validation = validation, LearningRate = learningRate };
        records.Add(record);
        if (watch is { IsOver: true })
            end = TrainingEnd.EarlyStopping;
        Report(epoch, train, record);
        CallBack(record);
        TakeRunningVariance(running);
    }

    private Elbo Test(DataSet testData, int epoch, CancellationToken cancellationToken)
    {
        ElboScores scores = Evaluator.Score(model, testData, EvaluateOptions, cancellationToken);
        Warn(scores.NotFinite, "test", epoch);
        return scores.Mean;
    }

    // Once: what is wrong with an example is so after most passes.
    private void Warn(NotFiniteLoss? found, string use, int epoch)
    {
        if (found is not null && warned.Add(use))
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"In the {use} after pass {epoch}: {found.Message}"));
    }

    private void CallBack(EpochRecord record)
    {
        if (options.AfterEpoch is not { } callBack)
            return;
        EpochReport report = new(record, watch?.Best, watch?.Waited ?? 0);
        callBack(report);
        if (report.IsStopRequested)
            end ??= TrainingEnd.Callback;
    }

    private Elbo MeanOfPass => model.Description.IsDeterministic ? Elbo.WithoutBound(pass.Mean.Reconstruction) : pass.Mean;

    private EvaluateOptions EvaluateOptions => new() { Threads = options.Threads };

    private void SetExactVariance(CancellationToken cancellationToken)
    {
        if (variance is null)
            return;
        (int onFloor, int unseen) = MaximizeVariance(variance.Get(), cancellationToken);
        if (onFloor > 0)
            warnings.Add(ResultWarnings.OnTheFloor(onFloor, variance.Count, VarianceFloor.Of(model.Description, data)));
        if (unseen > 0)
            warnings.Add(ResultWarnings.NeverObserved(unseen, variance.Count));
    }

    // Passes are compared with the σ² that the model would end with. A call that is cancelled meanwhile goes on from the running one, too.
    private double[]? TakeFinalVariance(CancellationToken cancellationToken)
    {
        double[]? running = variance?.Get();
        if (running is not null)
            MaximizeVariance(running, cancellationToken);
        return running;
    }

    private void TakeRunningVariance(double[]? running)
    {
        if (running is null)
            return;
        variance!.Set(running);
        pass.RunningVariances = null;
    }

    // The running values are kept for a call that goes on from here.
    private (int OnFloor, int Unseen) MaximizeVariance(double[] running, CancellationToken cancellationToken)
    {
        (double[] means, int unseen) = Evaluator.MeanSquaredErrors(model, data, EvaluateOptions, running, cancellationToken);
        pass.RunningVariances = running;
        return (variance!.Set(means), unseen);
    }

    private void Report(int epoch, Elbo train, EpochRecord? completed) => options.Progress?.Report(new FitProgress
    {
        Epoch = epoch,
        Step = training.Step,
        StepsDone = stepsDone,
        StepsPlanned = stepsPlanned,
        HasBound = train.HasBound,
        Nelbo = train.Nelbo,
        Reconstruction = train.Reconstruction,
        Kl = train.Kl,
        LearningRate = learningRate,
        ExamplesPerSecond = clock.Speed,
        Remaining = TimeSpan.FromSeconds(clock.Seconds * (stepsPlanned - stepsDone) / stepsDone),
        Completed = completed,
    });
}
