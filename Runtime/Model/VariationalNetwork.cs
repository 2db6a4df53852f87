using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>What a network is asked to compute.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum NetworkTask
{
    /// <summary>The posterior's parameters of the examples in <see cref="VariationalNetwork{T}.Input"/>.</summary>
    Encode,

    /// <summary>The likelihood's mean of the latents in <see cref="VariationalNetwork{T}.Latent"/>.</summary>
    Decode,

    /// <summary>Reconstruction and KL of each example of the batch, forward only.</summary>
    EstimateElbo,

    /// <summary>One training step: forward, backward, and every gradient into its sink.</summary>
    Train,

    /// <summary>The optimizer on the gradient buffer that a training step with <see cref="GradientSink.Buffer"/> left, clipped before where
    /// that is asked for.</summary>
    ApplyGradients,

    /// <summary>A draw of the latents from the posterior that the last run has encoded.</summary>
    DrawLatents,

    /// <summary>A draw of the latents from the prior, for a decoding to begin with.</summary>
    DrawPrior,

    /// <summary>A draw of x from the likelihoods that the last run has decoded.</summary>
    DrawObserved,

    /// <summary>The terms of the bound and the importance weight of each example at a draw, forward only.</summary>
    EstimateWeights,
}

/// <summary>
/// The code of a model bound to its weights and to the scratch memory of one caller. The generator emits one derived class for each model,
/// generic over the vector width.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class VariationalNetwork<T> : IParallelWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // One example a worker, on its way from the data set into the panels.
    private T[]?[] gathered = [];
    private NetworkTask task;
    private TeamTrust trust;

    /// <summary>Binds weights to scratch memory for batches of up to <paramref name="capacity"/> examples.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="capacity">The most examples of a batch.</param>
    /// <param name="training">The moments; null for a network that only evaluates.</param>
    /// <param name="stepNumbers">The numbers of the step by their names, and what they are until somebody sets them.</param>
    protected VariationalNetwork(
        Parameters<T> parameters, int capacity, TrainingState<T>? training, params ReadOnlySpan<(string Name, double Initial)> stepNumbers)
    {
        foreach ((string name, double initial) in stepNumbers)
            this.stepNumbers.Add(name, new StepNumber<T> { Value = T.CreateChecked(initial) });
        Parameters = parameters;
        Capacity = capacity;
        Training = training;
        Batch = new Batch<T>(capacity);
    }

    /// <summary>The model's weights, shared by all its networks.</summary>
    public Parameters<T> Parameters { get; }

    /// <summary>The most examples of one batch.</summary>
    public int Capacity { get; }

    /// <summary>The moments; null for a network that only evaluates.</summary>
    public TrainingState<T>? Training { get; }

    /// <summary>The examples of the next run and their noise.</summary>
    public Batch<T> Batch { get; }

    /// <summary>Where the next training step sends its gradients.</summary>
    public GradientSink Sink { get; set; }

    /// <summary>How the next training step updates the weights.</summary>
    public UpdateRule Rule { get; set; }

    /// <summary>The scalars of the next update by <see cref="UpdateRule.Adam"/> or <see cref="UpdateRule.AdamW"/>.</summary>
    public AdamScalars<T> Adam { get; set; }

    /// <summary>The scalars of the next update by <see cref="UpdateRule.RmsProp"/> or <see cref="UpdateRule.CentredRmsProp"/>.</summary>
    public RmsPropScalars<T> RmsProp { get; set; }

    /// <summary>The gradients in the layout of the parameters, offset by <see cref="GradientShift"/>; empty until
    /// <see cref="AllocateGradients"/>.</summary>
    public T[] Gradients { get; private set; } = [];

    /// <summary>What to add to an offset among the parameters to find its gradient.</summary>
    public int GradientShift { get; private set; }

    /// <summary>1 where an element of x is there and 0 where it is missing [rows, features] of each group of columns; made for the first
    /// batch that has missing elements.</summary>
    internal PanelMatrix<T>[] Observed { get; private set; } = [];

    /// <summary>What is done to the gradient buffer before the optimizer; null for nothing.</summary>
    internal GradientClipping<T>? Clipping { get; set; }

    /// <summary>Multiply-adds of one example forward, padding included: one a weight, and for a convolution more.</summary>
    protected virtual double MultiplyAdds => Parameters.Length;

    /// <summary>The examples of the current batch.</summary>
    protected int Rows => Batch.Rows;

    /// <summary>The rows that a matrix has of the current batch.</summary>
    protected int RowsOf(PanelMatrix<T> matrix) => Rows * RowsPerExample(matrix);

    /// <summary>Runs a task on <paramref name="threads"/> threads, or with 0 on as many as its work pays for, at most one a core; the bits
    /// do not depend on how many.</summary>
    public void Run(NetworkTask task, int threads)
    {
        if (threads == 0)
            RunOnAtMost(task, Environment.ProcessorCount);
        else
            RunOn(task, threads);
    }

    /// <summary>Runs a task as options ask for it: on at most <paramref name="threads"/> threads, with 0 at most one a core, as many as its
    /// work pays for and as are quicker than one; or on exactly so many, for tests and measurements.</summary>
    internal void Run(NetworkTask task, int threads, bool isExact)
    {
        if (threads == 0 || isExact)
            Run(task, threads);
        else
            RunOnAtMost(task, threads);
    }

    private void RunOnAtMost(NetworkTask task, int most)
    {
        int threads = trust.Threads(ThreadChoice.For(ThreadChoice.Work(task, Rows, Parameters.Length, MultiplyAdds), most));
        double speedup = RunOn(task, threads);
        if (threads > 1)
            trust.Judge(speedup);
    }

    // How many times faster it was than one thread would have been.
    private double RunOn(NetworkTask task, int threads)
    {
        this.task = task;
        // Found before workers ask for them.
        _ = Inputs;
        if (gathered.Length < threads)
            Array.Resize(ref gathered, threads);
        return ThreadTeam.Shared.RunTimed(threads, this);
    }

    /// <summary>Makes room for materialized gradients.</summary>
    public void AllocateGradients()
    {
        if (Gradients.Length > 0)
            return;
        Gradients = AlignedMemory.Allocate<T>(Parameters.Length, out int origin);
        GradientShift = origin - Parameters.Origin;
    }

    void IParallelWork.Run(Worker worker)
    {
        switch (task)
        {
            case NetworkTask.Encode:
                FindExposures(worker);
                FindInputs(worker);
                Encode(worker);
                break;
            case NetworkTask.Decode:
                Decode(worker);
                break;
            case NetworkTask.EstimateElbo:
                Gather(worker);
                EstimateElbo(worker);
                break;
            case NetworkTask.DrawLatents:
                DrawLatents(worker);
                break;
            case NetworkTask.DrawPrior:
                DrawPrior(worker);
                break;
            case NetworkTask.DrawObserved:
                DrawObserved(worker);
                break;
            case NetworkTask.EstimateWeights:
                Gather(worker);
                EstimateWeights(worker);
                break;
            case NetworkTask.Train:
                Gather(worker);
                TrainingStep(worker);
                break;
            case NetworkTask.ApplyGradients:
                Clipping?.Run(worker, Gradients.AsSpan(Parameters.Origin + GradientShift, Parameters.Length));
                ApplyGradients(worker);
                break;
        }
    }

    /// <summary>μ and log σ² of the input.</summary>
    protected abstract void Encode(Worker worker);

    /// <summary>The likelihood's mean of the latents.</summary>
    protected abstract void Decode(Worker worker);

    /// <summary>Reconstruction and KL of each example.</summary>
    protected abstract void EstimateElbo(Worker worker);

    /// <summary>A draw of the latents from the posterior that the last run has encoded.</summary>
    /// <exception cref="NotSupportedException">Nothing is drawn.</exception>
    protected virtual void DrawLatents(Worker worker) => throw new NotSupportedException("A deterministic posterior has no draws.");

    /// <summary>A draw of the latents from the prior.</summary>
    /// <exception cref="NotSupportedException">There is no prior, or none that is drawn by a formula.</exception>
    protected virtual void DrawPrior(Worker worker) =>
        throw new NotSupportedException("The prior says nothing of how it is drawn.");

    /// <summary>A draw of x from the likelihoods that the last run has decoded.</summary>
    /// <exception cref="NotSupportedException">A likelihood says nothing of draws.</exception>
    protected virtual void DrawObserved(Worker worker) =>
        throw new NotSupportedException("The likelihood says nothing of how it is drawn.");

    /// <summary>The terms of the bound, and log q − log p at the draws.</summary>
    /// <exception cref="NotSupportedException">The posterior has no density.</exception>
    protected virtual void EstimateWeights(Worker worker) =>
        throw new NotSupportedException("A posterior without a density has no importance weights.");

    /// <summary>Forward, backward and the update of every weight, in order of execution.</summary>
    protected abstract void TrainingStep(Worker worker);

    /// <summary>The optimizer on each worker's share of the gradient buffer.</summary>
    protected abstract void ApplyGradients(Worker worker);

    /// <summary>Sets the class of the example in a row; <see cref="Condition"/> must be there.</summary>
    internal void SetClass(int row, int label)
    {
        PanelMatrix<T> condition = Ports.Matrix(PortRole.Condition);
        for (int panel = 0; panel < condition.Panels; panel++)
            condition.Row(row, panel).Clear();
        condition[row, label] = T.One;
    }

    /// <summary>What AdamW leaves of the parameters at an offset before its step: weights shrink, all others stay.</summary>
    protected T RetentionAt(int offset) => offset < Parameters.WeightsEnd ? Adam.Retention : T.One;

    /// <summary>Finds out whether a <see cref="SparseMatrix"/> has few non-zero elements in this batch, and lists them if so. Called by all
    /// workers behind a barrier.</summary>
    protected void FindNonZeros(Worker worker, PanelMatrix<T> matrix) => matrix.NonZeros!.Find(worker, matrix, RowsOf(matrix));

    /// <summary>Zeroes a tile of loss terms or gradients where the elements of x are missing; without effect in a batch that has them
    /// all.</summary>
    protected void ClearMissing(Tile tile, Span<T> values)
    {
        if (!Batch.HasMissing)
            return;
        ReadOnlySpan<T> observed = Observed[0].Tile(tile);
        for (int i = 0; i < values.Length; i++)
        {
            // Chosen, not multiplied: what is computed from nothing may be anything.
            if (observed[i] == T.Zero)
                values[i] = T.Zero;
        }
    }

    /// <summary>The same for a tile of several rows for each example, or of another group of columns than the first.</summary>
    protected void ClearMissing(Tile tile, Span<T> values, int rowsPerExample, int group = 0)
    {
        if (!Batch.HasMissing)
            return;
        int width = Panel.Width<T>();
        for (int row = 0; row < tile.Rows; row++)
        {
            ReadOnlySpan<T> observed = Observed[group].Row((tile.FirstRow + row) / rowsPerExample, tile.Panel);
            Span<T> elements = values.Slice(row * width, width);
            for (int i = 0; i < elements.Length; i++)
            {
                if (observed[i] == T.Zero)
                    elements[i] = T.Zero;
            }
        }
    }

    /// <summary>Makes room for the mask of batches that have missing elements.</summary>
    internal void AllocateMask()
    {
        if (Observed.Length == 0)
            Observed = Array.ConvertAll(Inputs, group => Matrix(Capacity, group.Columns));
    }
}
