using System;
using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// One call of <c>Fit</c>: passes of steps, each pass with its end, and the end of the training. Every call that returns has gone through
/// <see cref="End"/>; one that is left by an exception, a cancellation or a divergence leaves what is due in
/// <see cref="TrainingProgress"/>, and the next goes on with that.
/// </summary>
internal sealed class TrainingRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IVariationalModel<T> model;
    private readonly DataSet data;
    private readonly FitOptions options;
    private readonly TrainingState<T> training;
    private readonly TrainingProgress progress;
    private readonly VariationalNetwork<T> network;
    private readonly LearnedVariance<T>? variance;
    private readonly ExactVariance<T>? exactVariance;
    private readonly ValidationWatch<T>? watch;
    private readonly GoodWeights<T> goodWeights;
    private readonly Divergence<T> divergence;
    private readonly int[] order;
    private readonly ulong seed;
    private readonly int batchSize;
    private readonly int stepsInPass;
    private readonly TrainingLog log;
    private readonly TrainingClock clock = new();
    private long stepsPlanned;
    private long stepsDone;
    private long lastStep;
    private double learningRate;
    private double lastKl;
    private TrainingEnd? end;

    public TrainingRun(IVariationalModel<T> model, DataSet data, DataSet? validation, FitOptions options)
    {
        ModelState<T> state = model.ModelState;
        this.model = model;
        this.data = data;
        this.options = options;
        training = state.RequireTraining();
        progress = training.Progress;
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
        exactVariance = variance is null ? null : new ExactVariance<T>(model, data, EvaluateOptions, variance, progress);
        VarianceFloor.Set(state.Parameters, floor);
        watch = ValidationWatch<T>.Of(model, validation, options);
        goodWeights = new GoodWeights<T>(state.Parameters, training);
        divergence = new Divergence<T>(model, data, options, goodWeights);
        order = new int[data.Count];
        seed = options.Seed ?? state.Seed;
        stepsInPass = (data.Count + batchSize - 1) / batchSize;
        log = new TrainingLog(options.Found);
    }

    private TrainingPosition Position
    {
        get => progress.Position;
        set => progress.Position = value;
    }

    private bool HasAllSteps => stepsDone == stepsPlanned || end is not null;

    private EvaluateOptions EvaluateOptions => EvaluateOptions.On(options);

    public FitReport Run(CancellationToken cancellationToken)
    {
        bool isDue = !Position.IsEnded;
        log.Add(Findings.For(model.Description, data));
        TakeUp();
        if (Position.Stage == TrainingStage.PassEnd)
            log.EndedPass(EndPass(cancellationToken));
        EndBeforeFirstStep();
        if (!HasAllSteps)
            Begin();
        while (!HasAllSteps)
        {
            Pass(cancellationToken);
            EndPass(cancellationToken);
        }

        network.Batch.Data = null;
        End(isDue && stepsDone == 0, cancellationToken);
        return log.ToReport(watch?.Best, end ?? TrainingEnd.Completed);
    }

    // A new model gets its place by the data; of data that it will hardly fit one hears before the first step.
    private void Begin()
    {
        Lazy<ColumnStatistics> columns = ColumnStatistics.Of<T>(data);
        if (ExtremeData.FarFromOne(model.Description, data, columns) is { } finding)
            log.Add(finding);
        if (model.ModelState.IsUntrained)
            new StartingPoint<T>(model, data, columns).Set();
    }

    // Gives the model the weights trained last and the running σ², which steps go on from.
    private void TakeUp()
    {
        if ((options.IsToFinish || Position.Stage == TrainingStage.PassEnd) && !progress.Pass.IsOf(data))
            log.Add(Findings.OtherData);
        if (!options.IsToFinish)
            AdoptPass();
        exactVariance?.TakeBack();
        watch?.TakeUp();
        Position = Position.TakenUp();
        lastStep = training.Step + stepsPlanned;
        if (training.Step > 0)
            learningRate = LearningRateAt(training.Step);
    }

    private void AdoptPass()
    {
        if (training.BatchInEpoch > 0 && (training.BatchInEpoch >= stepsInPass || !progress.Pass.Matches(data, options, seed)))
        {
            log.Add(Findings.PassBeginsAnew(Position));
            Position = Position.WithPassAnew();
        }

        progress.Pass = TrainingPass.Of(data, options, seed);
        training.Rule = options.Optimizer.Rule;
        stepsPlanned = options.Iterations ?? (long)options.Epochs * stepsInPass - training.BatchInEpoch;
    }

    // What an earlier call has decided holds: it was validated until patience was at its end, or asked by its callback to stop and then
    // interrupted.
    private void EndBeforeFirstStep()
    {
        if (watch is { IsOver: true })
            end = TrainingEnd.EarlyStopping;
        else if (Position.Stage == TrainingStage.Stop)
            end = TrainingEnd.Callback;
        if (options.IsToFinish)
            return;
        if (end == TrainingEnd.EarlyStopping)
            log.Add(Findings.StoppedEarly(training.Epoch, watch!.Waited, options.Patience));
        else if (end == TrainingEnd.Callback)
            log.Add(Findings.StoppedByCallback(training.Epoch));
    }

    private void Pass(CancellationToken cancellationToken)
    {
        ExampleOrder.Fill(order, options.Shuffle, seed, training.Epoch);
        goodWeights.Keep();
        clock.BeginPass();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step();
            if (options.Progress is not null && clock.IsReportDue())
                Report(Position.PassNumber, MeanOfPass, completed: null);
        }
        while (Position.Stage != TrainingStage.PassEnd && !HasAllSteps);
    }

    // What changes the weights changes the position with them: in between nothing is called that could leave this method but a divergence,
    // which takes both back.
    private void Step()
    {
        clock.BeginStep();
        int step = training.Step + 1;
        FillBatch(step);
        learningRate = LearningRateAt(step);
        OptimizerScalars.Set(network, options.Optimizer, learningRate, step);
        network.Run(NetworkTask.Train, options.Threads, options.TakesThreadsExactly);
        if (network.Sink == GradientSink.Buffer)
            network.Run(NetworkTask.ApplyGradients, options.Threads, options.TakesThreadsExactly);
        int rows = network.Batch.Rows;
        (double reconstruction, double kl) = SumLosses(rows);
        variance?.Follow(network, rows, step);
        clock.EndStep(rows);
        if (!double.IsFinite(reconstruction + kl))
            throw divergence.OfStep(step, stepsDone == 0, reconstruction, kl, learningRate, network.Batch.Examples.AsSpan(0, rows));
        model.ModelState.IsUntrained = false;
        Position = Position.AfterStep(rows, reconstruction, kl);
        stepsDone++;
        bool isLastOfPass = training.BatchInEpoch == stepsInPass;
        if ((isLastOfPass || HasAllSteps) && FiniteWeights.FirstOther(network.Parameters) is { } parameter)
            throw divergence.OfPass(step, parameter, learningRate);
        if (isLastOfPass)
            Position = Position.AfterPass();
    }

    private double LearningRateAt(int step) => options.LearningRate * options.Schedule.FactorAt(step, lastStep, stepsInPass);

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
        RowTotals<T> reconstructions = network.Reconstruction;
        RowTotals<T>? kls = network.Kl;
        for (int row = 0; row < rows; row++)
        {
            reconstruction += reconstructions.Total(row);
            kl += kls?.Total(row) ?? 0;
        }

        return (reconstruction, kl);
    }

    // All that can be cancelled or fail comes first and changes nothing that steps go on from; then the pass is judged, once, and the
    // callback hears of it.
    private EpochRecord EndPass(CancellationToken cancellationToken)
    {
        int epoch = Position.PassNumber;
        bool isWhole = Position.Stage == TrainingStage.PassEnd;
        Elbo train = MeanOfPass;
        lastKl = train.Kl;
        // Passes are compared with the σ² that the model would end with.
        if (watch is not null || HasAllSteps)
            exactVariance?.Set(cancellationToken);
        Elbo? validation = watch?.Evaluate(cancellationToken);
        log.NotFinite(watch?.NotFinite, "validation", epoch);
        if (validation is not null)
            log.AbsurdKl(validation, "validation", epoch, model.Description);
        Elbo? test = options.Test is { } testData ? Test(testData, epoch, cancellationToken) : null;
        EpochRecord record = new(epoch, training.Step, Position.Sums.Examples, train, test, clock.PassSpeed, clock.Seconds)
        {
            Validation = validation,
            LearningRate = learningRate,
        };
        Report(epoch, train, record);
        if (isWhole && validation is not null)
            watch!.Judge(epoch, validation);
        Position = Position.Told();
        log.Add(record);
        if (watch is { IsOver: true })
            end = TrainingEnd.EarlyStopping;
        CallBack(record);
        if (!HasAllSteps)
            exactVariance?.TakeBack();
        return record;
    }

    private Elbo Test(DataSet testData, int epoch, CancellationToken cancellationToken)
    {
        ElboScores scores = Evaluator.Score(model, testData, EvaluateOptions, cancellationToken);
        log.NotFinite(scores.NotFinite, "test", epoch);
        log.AbsurdKl(scores.Mean, "test", epoch, model.Description);
        return scores.Mean;
    }

    private void CallBack(EpochRecord record)
    {
        if (options.AfterEpoch is not { } callBack)
            return;
        EpochReport report = new(record, watch?.Best, watch?.Waited ?? 0, progress);
        try
        {
            callBack(report);
        }
        finally
        {
            report.Close();
        }

        if (report.IsStopRequested)
            end ??= TrainingEnd.Callback;
    }

    // Doing it twice is doing it once: what is interrupted here is done from its beginning by the next call.
    private void End(bool isOfEarlierCall, CancellationToken cancellationToken)
    {
        bool restores = watch is { IsToRestore: true };
        if (restores)
        {
            exactVariance?.TakeBack();
            watch!.Restore();
        }

        exactVariance?.Set(cancellationToken);
        if (exactVariance is not null && FiniteWeights.FirstOther(network.Parameters) is { } parameter)
            throw divergence.OfPass(training.Step, parameter, learningRate);
        // In the first pass a posterior is near the prior, as a rule: of NaN nothing is said.
        if (stepsDone > 0)
            log.Add(Findings.OfKl(training.Epoch > 0 ? lastKl : double.NaN, model.Description));
        log.Add(exactVariance?.Findings() ?? []);
        Position = Position.AtEnd();
        if (isOfEarlierCall && restores)
            log.RestoredBest(watch!.Best!.Epoch);
        if (isOfEarlierCall && exactVariance is not null)
            log.SetVariance();
    }

    private Elbo MeanOfPass => model.Description.IsDeterministic
        ? Elbo.WithoutBound(Position.Sums.Mean.Reconstruction)
        : Position.Sums.Mean;

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
        Remaining = stepsDone == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(clock.Seconds * (stepsPlanned - stepsDone) / stepsDone),
        Completed = completed,
    });
}
