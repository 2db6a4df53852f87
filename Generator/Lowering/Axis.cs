using System.Collections.Generic;
using System.Globalization;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Lowering;

/// <summary>What an axis counts: decides which loops run over it.</summary>
internal enum AxisRole
{
    /// <summary>The elements of a vector or of a volume.</summary>
    Element,

    /// <summary>The examples of a batch: rows.</summary>
    Example,

    /// <summary>The channels of a volume, without its positions.</summary>
    Channel,

    /// <summary>The taps of a kernel over the channels of its input.</summary>
    Window,

    /// <summary>Several draws of each example.</summary>
    Sample,

    /// <summary>The classes that an example may be of.</summary>
    Class,
}

/// <summary>What each example has several rows for: they lie one after the other, row e · count + k.</summary>
/// <param name="Role">What they are.</param>
/// <param name="Count">How many an example.</param>
internal sealed record Fan(AxisRole Role, int Count);

/// <summary>A named axis of a tensor. The batch is the one axis whose size is known only at run time.</summary>
/// <param name="Name">What the axis counts, such as <c>latent</c>.</param>
/// <param name="Size">The number of elements; null for the batch.</param>
/// <param name="Volume">The channels and the grid of an axis whose panels are ordered position by position; null for a plain row of
/// elements, which is also how the pixels of x lie.</param>
internal sealed record Axis(string Name, int? Size, ValueShape? Volume = null)
{
    /// <summary>The examples of a batch.</summary>
    public static Axis Batch { get; } = new("example", null) { Role = AxisRole.Example };

    /// <summary>What it counts.</summary>
    public AxisRole Role { get; init; }

    /// <summary>What each example has several rows for; null where it has one, and for all axes that are no rows.</summary>
    public Fan? Fan { get; init; }

    /// <summary>What the rows count, the coarsest first.</summary>
    public IEnumerable<AxisRole> Roles => Fan is { } fan ? [Role, fan.Role] : [Role];

    /// <summary>Whether this is the batch.</summary>
    public bool IsBatch => Role == AxisRole.Example;

    /// <summary>Whether these are the taps of a kernel over the channels of its input.</summary>
    public bool IsWindow => Role == AxisRole.Window;

    /// <summary>Whether these are the channels of a volume.</summary>
    public bool IsChannels => Role == AxisRole.Channel;

    /// <summary>Whether the elements are channels over a grid of positions.</summary>
    public bool IsVolume => Volume is not null;

    /// <summary>The name of the axis that this one counts once more, for a layer inside of a residual block or for the sum at its end: the
    /// two are equal, and the emitted code calls each by its own layer. Null for an axis of its own.</summary>
    public string? Original { get; init; }

    /// <summary>The channels of a volume; all elements of a plain axis.</summary>
    public int Channels => Volume?.Channels ?? Size!.Value;

    /// <summary>The points of the grid; 1 for a plain axis.</summary>
    public int Positions => Volume?.Positions ?? 1;

    /// <summary>The channels of a volume as an axis of their own: what a bias of a convolution counts. A plain axis is its own.</summary>
    public Axis ChannelAxis => Volume is { } volume
        ? new Axis(
            Name + "Channels", volume.Channels)
        { Role = AxisRole.Channel, Original = Original is null ? null : Original + "Channels" }
        : this;

    /// <summary>Rows of a batch, several for each example.</summary>
    public static Axis Fanned(AxisRole role, int count) => Batch with { Fan = new Fan(role, count) };

    /// <summary>An axis of that shape.</summary>
    public static Axis Of(string name, ValueShape shape) => new(name, shape.Size, shape.IsVolume ? shape : null);

    /// <summary>The same axis under the name of another layer.</summary>
    public Axis NamedAfter(string name) => this with { Name = name, Original = Original ?? Name };

    public bool Equals(Axis? other) => other is not null && (Original ?? Name) == (other.Original ?? other.Name)
        && Size == other.Size && Volume == other.Volume && Role == other.Role && Fan == other.Fan;

    public override int GetHashCode() => (Original ?? Name).GetHashCode();

    public override string ToString() => Fan is { } fan ? $"rows × {fan.Count.ToString(CultureInfo.InvariantCulture)}"
        : IsBatch ? "rows"
        : Volume?.ToString() ?? Size!.Value.ToString(CultureInfo.InvariantCulture);
}
