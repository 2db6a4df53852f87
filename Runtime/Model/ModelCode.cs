using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>Binds the emitted code of a model to scratch memory for batches of up to <paramref name="capacity"/> examples.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="width">The vector width.</param>
/// <param name="capacity">The most examples of a batch.</param>
/// <param name="parameters">The weights to work on.</param>
/// <param name="training">The moments to train with; null for a network that only evaluates.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate VariationalNetwork<T> NetworkFactory<T>(
    VectorWidth width, int capacity, Parameters<T> parameters, TrainingState<T>? training)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>What the generator has emitted for one model, as its base class needs it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="Description">What the model is.</param>
/// <param name="Shapes">The layout records of all parameters, in the order of the model.</param>
/// <param name="CreateNetwork">Makes the numerics.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ModelCode<T>(ModelDescription Description, ParameterShape[] Shapes, NetworkFactory<T> CreateNetwork)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
