using System.ComponentModel;
using System.Numerics;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>A model whose numerics the generator has emitted. Training, evaluation, sampling and files work on any of them through this
/// interface.</summary>
/// <typeparam name="T">The precision: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IVariationalModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the model is: its sizes, its distributions, its defaults.</summary>
    ModelDescription Description { get; }

    /// <summary>Weights, training state and pooled scratch memory. For the runtime's own classes.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ModelState<T> State { get; }

    /// <summary>Binds the model's emitted code to scratch memory for batches of up to <paramref name="capacity"/> examples.</summary>
    /// <param name="width">The vector width; it changes the speed, never a bit of a result.</param>
    /// <param name="capacity">The most examples of a batch.</param>
    /// <param name="parameters">The weights to work on.</param>
    /// <param name="training">The moments to train with; null for a network that only evaluates.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    VariationalNetwork<T> CreateNetwork(VectorWidth width, int capacity, Parameters<T> parameters, TrainingState<T>? training);
}
