using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;

namespace VaeGen;

/// <summary>The elements of an npy file, in the order in which they are stored, as bytes, floats, doubles or whole numbers.</summary>
internal sealed class NpyFile : IDisposable
{
    // A multiple of all sizes of elements.
    private const int ChunkBytes = 1 << 16;

    // The greatest whole number below which floats of 32 bits leave none out.
    private const long GreatestExact = 1 << 24;

    private readonly FileStream file;
    private readonly string path;

    private NpyFile(FileStream file, string path, NpyHeader header)
    {
        this.file = file;
        this.path = path;
        Header = header;
    }

    internal NpyHeader Header { get; }

    /// <summary>Opens a file and reads its head; the file has to be exactly as long as that says.</summary>
    internal static NpyFile Open(string path, long maximumBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBytes, 1);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The npy file '{path}' does not exist.", path);
        FileStream file = File.OpenRead(path);
        try
        {
            NpyHeader header = NpyHeader.Read(file, path, maximumBytes);
            long found = file.Length - file.Position;
            if (found != header.DataBytes)
            {
                throw new DataFormatException(
                    $"The npy file '{path}' {(found < header.DataBytes ? "is cut off" : "goes on after its array")}: its header "
                        + $"declares {header.DataBytes} bytes of data ({header.Sizes}), there are {found}.");
            }
            return new NpyFile(file, path, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The elements as bytes; truth values become 0 and 255, which stand for zero and one.</summary>
    internal byte[] ReadBytes()
    {
        byte[] values = GC.AllocateUninitializedArray<byte>(Header.Elements);
        ReadExactly(values);
        if (Header.ElementType == NpyElementType.Boolean)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = values[i] <= 1 ? (byte)(255 * values[i]) : throw Unexpected(i, values[i], "a truth value is 0 or 1");
        }
        return values;
    }

    /// <summary>Elements of 32-bit floats, or whole numbers, as 32-bit floats.</summary>
    internal float[] ReadSingles()
    {
        float[] values = GC.AllocateUninitializedArray<float>(Header.Elements);
        ReadEach((element, i) => values[i] = Header.ElementType switch
        {
            NpyElementType.Single => ToSingle(element),
            _ => Exact(ToWhole(element), i),
        });
        return values;
    }

    /// <summary>Elements of 64-bit floats.</summary>
    internal double[] ReadDoubles()
    {
        double[] values = GC.AllocateUninitializedArray<double>(Header.Elements);
        ReadEach((element, i) => values[i] = ToDouble(element));
        return values;
    }

    /// <summary>The elements as labels.</summary>
    internal int[] ReadLabels()
    {
        if (Header.ElementType is NpyElementType.Single or NpyElementType.Double)
        {
            throw new DataFormatException($"The npy file '{path}' has elements of type {Header.ElementType}; labels are whole numbers "
                + "(astype converts an array).");
        }

        var labels = new int[Header.Elements];
        ReadEach((element, i) =>
        {
            long label = Header.ElementBytes == 1 ? element[0] : ToWhole(element);
            labels[i] = label is >= 0 and < int.MaxValue ? (int)label : throw Unexpected(i, label, DataSet.LabelsCount);
        });
        return labels;
    }

    public void Dispose() => file.Dispose();

    private delegate void ElementReader(ReadOnlySpan<byte> element, int index);

    private void ReadEach(ElementReader read)
    {
        var chunk = new byte[(int)Math.Min(ChunkBytes, Header.DataBytes)];
        int index = 0;
        for (long left = Header.DataBytes; left > 0; left -= chunk.Length)
        {
            Span<byte> part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, left));
            ReadExactly(part);
            for (int i = 0; i < part.Length; i += Header.ElementBytes)
                read(part.Slice(i, Header.ElementBytes), index++);
        }
    }

    // The length was compared before: less can only come from a file that changes under our hands.
    private void ReadExactly(Span<byte> destination)
    {
        if (file.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
            throw new DataFormatException($"The npy file '{path}' became shorter while it was read.");
    }

    private float ToSingle(ReadOnlySpan<byte> element) =>
        Header.IsBigEndian ? BinaryPrimitives.ReadSingleBigEndian(element) : BinaryPrimitives.ReadSingleLittleEndian(element);

    private double ToDouble(ReadOnlySpan<byte> element) =>
        Header.IsBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(element) : BinaryPrimitives.ReadDoubleLittleEndian(element);

    private long ToWhole(ReadOnlySpan<byte> element) => (Header.ElementBytes, Header.IsBigEndian) switch
    {
        (4, true) => BinaryPrimitives.ReadInt32BigEndian(element),
        (4, false) => BinaryPrimitives.ReadInt32LittleEndian(element),
        (_, true) => BinaryPrimitives.ReadInt64BigEndian(element),
        _ => BinaryPrimitives.ReadInt64LittleEndian(element),
    };

    private float Exact(long value, int index) => value is >= -GreatestExact and <= GreatestExact
        ? value
        : throw Unexpected(
            index, value,
            $"whole numbers are exact as floats of 32 bits up to {GreatestExact}; astype(np.float32) rounds "
                + "them, astype(np.float64) keeps them for a model of double precision");

    private DataFormatException Unexpected(int index, IFormattable value, string reason) => new(string.Create(
        CultureInfo.InvariantCulture, $"The npy file '{path}' has {value} as the element stored at place {index}; {reason}."));
}
