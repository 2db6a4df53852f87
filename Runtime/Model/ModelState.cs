using System;
using System.ComponentModel;
using System.Numerics;
using System.Threading;

namespace VaeGen.Runtime.V2;

/// <summary>
/// What one model holds: its weights, the training state since the first <c>Fit</c>, and pooled scratch memory, so that any number of
/// threads can encode and decode at once.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IVariationalModel<T> model;
    private readonly NetworkPool<T> pool;
    private VariationalNetwork<T>? trainingNetwork;
    private int isChanging;

    /// <summary>Makes the weights of a new model: uniform in ±1/√fan-in, running variances 1, a pure function of seed and shapes.</summary>
    /// <param name="model">The model; it is not called before this constructor has returned.</param>
    /// <param name="seed">The seed of the initialization.</param>
    /// <param name="shapes">The layout records of all parameters, in the order of the model.</param>
    public ModelState(IVariationalModel<T> model, ulong seed, params ReadOnlySpan<ParameterShape> shapes)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        Seed = seed;
        Parameters = new Parameters<T>(shapes);
        pool = new NetworkPool<T>(this);
        Initialization.Apply(Parameters, seed);
    }

    /// <summary>The weights.</summary>
    public Parameters<T> Parameters { get; }

    /// <summary>The seed that the weights were first drawn from.</summary>
    public ulong Seed { get; internal set; }

    /// <summary>The vectors that this model computes with: the widest that the machine runs at full speed.</summary>
    public VectorWidth Width { get; } = VectorWidths.Best;

    /// <summary>Moments and position; null before the first training.</summary>
    public TrainingState<T>? Training { get; private set; }

    /// <summary>Whether the weights are those that were drawn: neither a step nor a file has changed them. The first <c>Fit</c> may place
    /// such a model by its data.</summary>
    internal bool IsUntrained { get; set; } = true;

    /// <summary>The best weights by validation so far; null where the training under way is not validated.</summary>
    internal BestWeights<T>? Best { get; set; }

    /// <summary>The training state, made of zeros where there is none yet.</summary>
    internal TrainingState<T> RequireTraining() => Training ??= new TrainingState<T>(Parameters);

    /// <summary>Forgets moments and position.</summary>
    internal void ForgetTraining()
    {
        Training = null;
        Best = null;
        trainingNetwork = null;
    }

    /// <summary>Takes moments and other weights from a file, in place of those there are.</summary>
    internal void TakeUp(TrainingState<T>? training, BestWeights<T>? best)
    {
        ForgetTraining();
        Training = training;
        Best = best;
    }

    /// <summary>The network that trains, with room for batches of that size.</summary>
    internal VariationalNetwork<T> TrainingNetwork(int batchSize)
    {
        TrainingState<T> training = RequireTraining();
        if (trainingNetwork is null || trainingNetwork.Capacity < batchSize)
            trainingNetwork = model.CreateNetwork(Width, batchSize, Parameters, training);
        return trainingNetwork;
    }

    /// <summary>A network that evaluates, alone the caller's until it is given back.</summary>
    internal VariationalNetwork<T> Rent(int rows) => pool.Rent(rows);

    /// <summary>Gives a network back. One that was in use when a run failed is better dropped.</summary>
    internal void Return(VariationalNetwork<T> network) => pool.Return(network);

    internal VariationalNetwork<T> CreateNetwork(int capacity) => model.CreateNetwork(Width, capacity, Parameters, training: null);

    /// <summary>Marks the model as being changed: by a training, a file, a restart. One at a time.</summary>
    /// <param name="refusal">What is refused meanwhile, and what to do instead: the end of a sentence.</param>
    /// <exception cref="InvalidOperationException">It is being changed already.</exception>
    internal void BeginChange(string refusal)
    {
        if (Interlocked.Exchange(ref isChanging, 1) != 0)
            throw new InvalidOperationException($"This {model.Description.Name} is being trained or loaded; {refusal}");
    }

    /// <summary>The change is over.</summary>
    internal void EndChange() => Volatile.Write(ref isChanging, 0);
}
