using System;
using System.Globalization;
using System.Security.Cryptography;

namespace VaeGen;

/// <summary>
/// An immutable set of examples of one shape, with optional labels. Bytes stay bytes in memory and are scaled by 1/255 when they are copied
/// out; other values are kept as 32-bit floats.
/// </summary>
/// <remarks>
/// <see cref="Slice"/>, <see cref="Take"/> and <see cref="Binarize"/> give views that share the values. A random pixel belongs to the
/// example's place in the set that was created, not to its place in a view: cutting and binarizing can be done in either order. All members
/// may be used from several threads.
/// </remarks>
public sealed partial class DataSet
{
    private const int NotLookedFor = -2;

    private readonly StoredValues values;
    private readonly int[]? labels;
    private readonly int first;
    private readonly ulong binarizationSeed;
    private ValueRange? range;
    private int firstNonBinary = NotLookedFor;
    private string? contentHash;

    private DataSet(
        StoredValues values, DataShape shape, int[]? labels, string? name, int first, int count, Binarization binarization, ulong binarizationSeed)
    {
        this.values = values;
        this.labels = labels;
        this.first = first;
        this.binarizationSeed = binarizationSeed;
        Shape = shape;
        Name = name;
        Count = count;
        Features = shape.Features;
        Binarization = binarization;
    }

    /// <summary>Number of examples, at least one.</summary>
    public int Count { get; }

    /// <summary>Values in one example.</summary>
    public int Features { get; }

    /// <summary>Shape of one example.</summary>
    public DataShape Shape { get; }

    /// <summary>What the set is called in messages and tables, or null.</summary>
    public string? Name { get; }

    /// <summary>Whether each example has a label.</summary>
    public bool HasLabels => labels is not null;

    /// <summary>One label for each example; empty where there are none.</summary>
    public ReadOnlySpan<int> Labels => labels is null ? default : labels.AsSpan(first, Count);

    /// <summary>How values are turned into zeros and ones when they are copied out.</summary>
    public Binarization Binarization { get; }

    /// <summary>
    /// SHA-256 of shape, values and labels of this view in hexadecimal digits; it names the data in a saved model. The values are hashed as
    /// they are stored: binarization does not enter. Computed when first asked for.
    /// </summary>
    public string ContentHash => contentHash ??= ComputeContentHash();

    /// <summary>The examples <c>start</c> … <c>start + count - 1</c> as a view. With it, ranges work too: <c>data[..100]</c>.</summary>
    /// <param name="start">First example.</param>
    /// <param name="count">Number of examples, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The examples are not all in the set, or there are none of them.</exception>
    public DataSet Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - (long)start, nameof(count));
        return new DataSet(values, Shape, labels, Name, first + start, count, Binarization, binarizationSeed);
    }

    /// <summary>The first <paramref name="count"/> examples as a view, or all where there are fewer.</summary>
    /// <param name="count">Number of examples, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than one.</exception>
    public DataSet Take(int count) => Slice(0, Math.Min(count, Count));

    /// <summary>The same examples under another name.</summary>
    /// <param name="name">The name, or null for none.</param>
    public DataSet WithName(string? name) => new(values, Shape, labels, name, first, Count, Binarization, binarizationSeed);

    /// <summary>A view of the same examples whose values are zeros and ones.</summary>
    /// <param name="mode">How they become so; with <see cref="VaeGen.Binarization.None"/> the set itself is returned.</param>
    /// <param name="seed">Seed of the draws; without effect where nothing is drawn.</param>
    /// <exception cref="InvalidOperationException">The set is binarized already.</exception>
    /// <exception cref="DataFormatException">Pixels are to be drawn and a value is not a probability, i.e. not in [0, 1].</exception>
    public DataSet Binarize(Binarization mode, ulong seed = 0)
    {
        if (!Enum.IsDefined(mode))
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "The binarization is none of None, Dynamic, Static and Threshold.");
        if (mode == Binarization.None)
            return this;
        if (Binarization != Binarization.None)
            throw new InvalidOperationException($"{Description} is binarized already ({Binarization}).");
        if (mode == Binarization.Threshold)
            RequireFinite();
        else
            RequireWithin(0, 1);
        return new DataSet(values, Shape, labels, Name, first, Count, mode, seed);
    }

    /// <summary>Copies one example as a model sees it: bytes scaled to [0, 1], pixels drawn. Allocates nothing.</summary>
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
        int start = Locate(example, epoch, destination.Length);
        destination = destination[..Features];
        switch (Binarization)
        {
            case Binarization.None:
                values.Copy(start, destination);
                break;
            case Binarization.Threshold:
                values.Threshold(start, destination);
                break;
            default:
                Draws(epoch).Draw(values, first + example, start, destination);
                break;
        }
    }

    /// <inheritdoc cref="CopyExample(int, int?, Span{float})"/>
    public void CopyExample(int example, int? epoch, Span<double> destination)
    {
        int start = Locate(example, epoch, destination.Length);
        destination = destination[..Features];
        switch (Binarization)
        {
            case Binarization.None:
                values.Copy(start, destination);
                break;
            case Binarization.Threshold:
                values.Threshold(start, destination);
                break;
            default:
                Draws(epoch).Draw(values, first + example, start, destination);
                break;
        }
    }

    /// <summary>Has the caches fetch an example that will be copied soon.</summary>
    internal void Prefetch(int example) => values.Prefetch((first + example) * Features, Features);

    /// <summary>Name, count and shape, for example <c>digits: 1000 × 1×28×28</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name ?? "data"}: {Count} × {Shape}");

    private string Description => Name is null ? "The data set" : $"The data set '{Name}'";

    private PixelDraws Draws(int? epoch) => Binarization == Binarization.Dynamic && epoch is int number
        ? PixelDraws.ForEpoch(binarizationSeed, number)
        : PixelDraws.ForEvaluation(binarizationSeed);

    private int Locate(int example, int? epoch, int destinationLength)
    {
        if ((uint)example >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(example), example, $"The set has the examples 0 to {Count - 1}.");
        if (epoch < 0)
            throw new ArgumentOutOfRangeException(nameof(epoch), epoch, "Epochs count from 0.");
        if (destinationLength < Features)
            throw new ArgumentException($"An example has {Features} values, the destination has room for {destinationLength}.", "destination");
        return (first + example) * Features;
    }

    private string ComputeContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string heading = string.Create(CultureInfo.InvariantCulture, $"{values.GetType().Name} {Count} {Shape} {HasLabels};");
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(heading));
        values.AppendTo(hash, first * Features, Count * Features);
        foreach (int label in Labels)
        {
            ReadOnlySpan<byte> bytes = [(byte)label, (byte)(label >> 8), (byte)(label >> 16), (byte)(label >> 24)];
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
