using System.ComponentModel;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>A model whose numerics the generator has emitted. Training, evaluation, sampling and files work on any of them through this
/// interface.</summary>
/// <remarks>No member is abstract, so that a class that was compiled for an earlier contract loads, and its constructor can say what is
/// wrong.</remarks>
/// <typeparam name="T">The precision: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IVariationalModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the model is: its sizes, its distributions, its defaults.</summary>
    ModelDescription Description { get; }

    /// <summary>Weights, training state and pooled scratch memory. For the runtime's own classes.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ModelState<T> ModelState => throw EarlierContract.Refusal(this);

    /// <summary>Binds the model's emitted code to scratch memory for batches of up to <paramref name="capacity"/> examples.</summary>
    /// <param name="width">The vector width; it changes the speed, never a bit of a result.</param>
    /// <param name="capacity">The most examples of a batch.</param>
    /// <param name="parameters">The weights to work on.</param>
    /// <param name="training">The moments to train with; null for a network that only evaluates.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    VariationalNetwork<T> CreateNetwork(VectorWidth width, int capacity, Parameters<T> parameters, TrainingState<T>? training) =>
        throw EarlierContract.Refusal(this);

    /// <summary>What a model compiled for the contract V1 has in place of <see cref="ModelState"/>. Nothing calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    Runtime.V1.ModelState<T> State => throw EarlierContract.Refusal(this);

    /// <summary>What a model compiled for the contract V1 has in place of the member of the same name. Nothing calls it.</summary>
    /// <param name="width">The vector width.</param>
    /// <param name="capacity">The most examples of a batch.</param>
    /// <param name="parameters">The weights to work on.</param>
    /// <param name="training">The moments to train with.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    Runtime.V1.VariationalNetwork<T> CreateNetwork(
        VectorWidth width, int capacity, Runtime.V1.Parameters<T> parameters, Runtime.V1.TrainingState<T>? training) =>
        throw EarlierContract.Refusal(this);
}
