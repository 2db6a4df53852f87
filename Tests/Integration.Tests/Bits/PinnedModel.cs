using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>
/// A model that computes with vectors of one width, and with lists of non-zero elements always or never, through the same calls as any
/// other.
/// </summary>
internal sealed class PinnedModel<T> : IVariationalModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IVariationalModel<T> model;
    private readonly VectorWidth width;
    private readonly bool? lists;

    /// <summary>The model with weights of its own, drawn from the same seed.</summary>
    /// <param name="model">The emitted code.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="lists">Whether products walk lists; null where the density decides.</param>
    public PinnedModel(IVariationalModel<T> model, VectorWidth width, bool? lists)
    {
        this.model = model;
        this.width = width;
        this.lists = lists;
        ModelState<T> pinned = model.ModelState;
        ModelState = new ModelState<T>(this, pinned.Seed, [.. pinned.Parameters.All.Select(parameter => parameter.Shape)]);
    }

    public ModelDescription Description => model.Description;

    public ModelState<T> ModelState { get; }

    public VariationalNetwork<T> CreateNetwork(VectorWidth _, int capacity, Parameters<T> parameters, TrainingState<T>? training)
    {
        VariationalNetwork<T> network = model.CreateNetwork(width, capacity, parameters, training);
        if (lists is not { } always)
            return network;
        double mostDensity = always ? 1 : -1;
        foreach (NonZeros<T> hidden in TrainingTrace.NonZerosOf(network))
            hidden.MostDensity = mostDensity;
        if (network.Input.NonZeros is { } ofInput)
            ofInput.MostDensity = mostDensity;
        return network;
    }
}
