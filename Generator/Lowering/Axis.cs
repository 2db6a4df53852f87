namespace VaeGen.Generator.Lowering;

/// <summary>A named axis of a tensor. The batch is the one axis whose size is known only at run time.</summary>
/// <param name="Name">What the axis counts, such as <c>latent</c>.</param>
/// <param name="Size">The number of elements; null for the batch.</param>
internal sealed record Axis(string Name, int? Size)
{
    /// <summary>The examples of a batch.</summary>
    public static Axis Batch { get; } = new("example", null);

    /// <summary>Whether this is the batch.</summary>
    public bool IsBatch => Size is null;

    public override string ToString() => IsBatch ? "rows" : Size!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
