using System.Collections.Immutable;

namespace VaeGen.Generator.Lowering;

/// <summary>A column of the batch: examples, their weights in the loss, given latents.</summary>
internal sealed class DataTensor(string name, params ImmutableArray<Axis> axes) : LeafTensor(name, axes)
{
    /// <summary>The code of the array, where the runtime and not the network holds one number an example.</summary>
    public string? Source { get; init; }

    public override string RowValues => Source ?? Field;
}
