using System;
using System.Globalization;

namespace VaeGen;

/// <summary>
/// An immutable set of examples of one shape, with optional labels and optional missing elements. Bytes stay bytes in memory and are scaled
/// by 1/255 when they are copied out; other values are kept as 32-bit floats where each of them is one, else as doubles.
/// </summary>
/// <remarks>
/// <see cref="Slice"/>, <see cref="Take"/>, <see cref="Select"/>, <see cref="OfClass(int)"/> and <see cref="Binarize"/> give views that
/// share the values. A random pixel belongs to the example's place in the set that was created, not to its place in a view: cutting and
/// binarizing can be done in either order. All members may be used from several threads.
/// </remarks>
public sealed partial class DataSet
{
    private const int NotCounted = -1;

    private readonly DataParts parts;
    private readonly StoredValues values;
    private readonly ObservedElements? observed;
    private ValueRange? range;
    private Found? nonBinary;
    private string? contentHash;
    private long observedCount = NotCounted;

    private DataSet(DataParts parts)
    {
        this.parts = parts;
        values = parts.Values;
        observed = parts.Observed;
        Count = parts.Count;
        Features = parts.Shape.Features;
        Binarization = parts.Binarization;
    }

    /// <summary>Number of examples, at least one.</summary>
    public int Count { get; }

    /// <summary>Values in one example.</summary>
    public int Features { get; }

    /// <summary>Shape of one example.</summary>
    public DataShape Shape => parts.Shape;

    /// <summary>What the set is called in messages and tables, or null.</summary>
    public string? Name => parts.Name;

    /// <summary>How values are turned into zeros and ones when they are copied out.</summary>
    public Binarization Binarization { get; }

    /// <summary>
    /// Copies one example as a model of this precision sees it: bytes scaled to [0, 1], pixels drawn, zero where an element is missing;
    /// doubles as they are, or rounded to floats. Allocates nothing.
    /// </summary>
    /// <param name="example">Index of the example.</param>
    /// <param name="epoch">
    /// In training the epoch, from 0, whose draws a <see cref="VaeGen.Binarization.Dynamic"/> view gives; null for evaluation, where every
    /// view gives its fixed values.
    /// </param>
    /// <param name="destination">Its first <see cref="Features"/> elements are set.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="example"/> is not in the set, or <paramref name="epoch"/> is negative.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void CopyExample(int example, int? epoch, Span<float> destination)
    {
        int row = Locate(example, epoch, destination.Length);
        destination = destination[..Features];
        switch (Binarization)
        {
            case Binarization.None:
                values.Copy(row * Features, destination);
                break;
            case Binarization.Threshold:
                values.Threshold(row * Features, destination);
                break;
            default:
                Draws(epoch).Draw(values, row, row * Features, destination);
                break;
        }
        observed?.Clear(parts.First + example, destination);
    }

    /// <inheritdoc cref="CopyExample(int, int?, Span{float})"/>
    public void CopyExample(int example, int? epoch, Span<double> destination)
    {
        int row = Locate(example, epoch, destination.Length);
        destination = destination[..Features];
        switch (Binarization)
        {
            case Binarization.None:
                values.Copy(row * Features, destination);
                break;
            case Binarization.Threshold:
                values.Threshold(row * Features, destination);
                break;
            default:
                Draws(epoch).Draw(values, row, row * Features, destination);
                break;
        }
        observed?.Clear(parts.First + example, destination);
    }

    /// <summary>Has the caches fetch an example that will be copied soon.</summary>
    internal void Prefetch(int example) => values.Prefetch(parts.Row(parts.First + example) * Features, Features);

    /// <summary>Name, count and shape, for example <c>digits: 1000 × 1×28×28</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name ?? "data"}: {Count} × {Shape}");

    internal string Description => Name is null ? "The data set" : $"The data set '{Name}'";

    private PixelDraws Draws(int? epoch) => Binarization == Binarization.Dynamic && epoch is int number
        ? PixelDraws.ForEpoch(parts.BinarizationSeed, number)
        : PixelDraws.ForEvaluation(parts.BinarizationSeed);

    // The stored example.
    private int Locate(int example, int? epoch, int destinationLength)
    {
        if (epoch < 0)
            throw new ArgumentOutOfRangeException(nameof(epoch), epoch, "Epochs count from 0.");
        return Locate(example, destinationLength);
    }

    private int Locate(int example, int destinationLength)
    {
        if ((uint)example >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(example), example, $"The set has the examples 0 to {Count - 1}.");
        if (destinationLength < Features)
        {
            throw new ArgumentException($"An example has {Features} values, the destination has room for {destinationLength}.",
                "destination");
        }

        return parts.Row(parts.First + example);
    }
}
