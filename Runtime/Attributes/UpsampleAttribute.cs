using System;

namespace VaeGen;

/// <summary>Repeats each element in both directions, the nearest neighbour: <c>[Upsample(2)]</c> leads from 64×7×7 to 64×14×14.</summary>
/// <remarks>
/// h[c, y, x] = in[c, ⌊y / factor⌋, ⌊x / factor⌋]. It takes a volume. Without an activation unless one is given. PyTorch:
/// <c>nn.Upsample(scale_factor=2)</c>.
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class UpsampleAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="factor">How many times each row and each column is repeated, from 2 to 1024.</param>
    public UpsampleAttribute(int factor) => Factor = factor;

    /// <summary>How many times each row and each column is repeated.</summary>
    public int Factor { get; }
}
