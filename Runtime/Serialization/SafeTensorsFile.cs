using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace VaeGen;

/// <summary>
/// A safetensors file: named tensors and some strings, and nothing that could be run. The format is a little-endian 64-bit header length, a
/// JSON header with type, shape and offsets of each tensor, and the elements, little-endian and row-major, without gaps.
/// </summary>
public sealed class SafeTensorsFile
{
    /// <summary>The longest header that is read, in bytes; the limit of the reference implementation.</summary>
    public const int MaximumHeaderBytes = 100_000_000;

    private readonly Dictionary<string, SafeTensor> byName;

    private SafeTensorsFile(IReadOnlyList<SafeTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
        byName = new Dictionary<string, SafeTensor>(StringComparer.Ordinal);
        foreach (SafeTensor tensor in tensors)
        {
            if (!byName.TryAdd(tensor.Name, tensor))
                throw new ArgumentException($"Two tensors are called '{tensor.Name}'.", nameof(tensors));
        }
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafeTensor> Tensors { get; }

    /// <summary>The strings of <c>__metadata__</c>; empty where there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Names of the tensors in the order of their data.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            foreach (SafeTensor tensor in Tensors)
                yield return tensor.Name;
        }
    }

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">The name; case counts.</param>
    /// <exception cref="KeyNotFoundException">The file has no such tensor.</exception>
    public SafeTensor this[string name] =>
        byName.TryGetValue(name, out SafeTensor? tensor) ? tensor : throw new KeyNotFoundException($"The file has no tensor '{name}'.");

    /// <summary>Looks for the tensor of a name.</summary>
    /// <param name="name">The name; case counts.</param>
    /// <param name="tensor">The tensor, or null.</param>
    /// <returns>Whether the file has it.</returns>
    public bool TryGetTensor(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SafeTensor? tensor) =>
        byName.TryGetValue(name, out tensor);

    /// <summary>Reads a file. The whole header is checked against the file's length before memory is taken for the tensors.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">
    /// The file is no whole safetensors file, or a tensor's elements are neither F32 nor F64: the message says what was found and what was
    /// expected.
    /// </exception>
    public static SafeTensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The safetensors file '{path}' does not exist.", path);
        using FileStream stream = File.OpenRead(path);
        return Read(stream, stream.Length, path);
    }

    /// <summary>
    /// Writes a file in one step (see <see cref="AtomicFile"/>). Equal content gives equal bytes: doubles come before floats, then names in
    /// ordinal order.
    /// </summary>
    /// <param name="path">The file; its folder has to exist.</param>
    /// <param name="tensors">The tensors; no name may occur twice.</param>
    /// <param name="metadata">Strings that describe the file, or null.</param>
    /// <param name="cancellationToken">Checked between tensors; after a cancellation the old file is as it was.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or a text is no valid Unicode.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled.</exception>
    public static void Write(
        string path,
        IEnumerable<SafeTensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var file = new SafeTensorsFile([.. tensors], metadata ?? new Dictionary<string, string>());
        SafeTensorsHeader header = SafeTensorsHeader.Plan(file.Tensors, file.Metadata);
        byte[] json = header.ToJson();
        if (json.Length > MaximumHeaderBytes)
        {
            throw new ArgumentException($"The header takes {json.Length} bytes; at most {MaximumHeaderBytes} can be read again.",
                nameof(metadata));
        }

        AtomicFile.Write(path, stream => file.WriteTo(stream, header, json, cancellationToken), cancellationToken);
    }

    internal static SafeTensorsFile Read(Stream stream, long length, string path)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (length < prefix.Length)
            throw new DataFormatException($"'{path}' has {length} bytes; a safetensors file has at least 8.");
        ReadExactly(stream, prefix, path);
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerBytes > MaximumHeaderBytes)
        {
            throw new DataFormatException($"'{path}' declares a header of {headerBytes} bytes; at most {MaximumHeaderBytes} were "
                + "expected.");
        }

        long dataBytes = length - prefix.Length - (long)headerBytes;
        if (dataBytes < 0)
            throw new DataFormatException($"'{path}' is cut off: its header takes {headerBytes} bytes, the whole file has {length}.");
        var json = new byte[headerBytes];
        ReadExactly(stream, json, path);
        SafeTensorsHeader header = SafeTensorsHeaderParser.Parse(json, dataBytes, path);
        var tensors = new SafeTensor[header.Entries.Count];
        for (int i = 0; i < tensors.Length; i++)
            tensors[i] = ReadTensor(stream, header.Entries[i], path);
        return new SafeTensorsFile(tensors, header.Metadata);
    }

    private static SafeTensor ReadTensor(Stream stream, SafeTensorEntry entry, string path)
    {
        if (entry.ElementType == SafeTensorType.Single)
        {
            var values = new float[entry.Bytes / sizeof(float)];
            ReadElements<float, uint>(stream, values, BinaryPrimitives.ReverseEndianness, path);
            return new SafeTensor(entry.Name, entry.Shape, values);
        }
        var doubles = new double[entry.Bytes / sizeof(double)];
        ReadElements<double, ulong>(stream, doubles, BinaryPrimitives.ReverseEndianness, path);
        return new SafeTensor(entry.Name, entry.Shape, doubles);
    }

    private delegate void Reverse<TBits>(ReadOnlySpan<TBits> source, Span<TBits> destination);

    // In pieces, because the bytes of a large array are more than one span can address.
    private const int ChunkLength = 1 << 16;

    private static void ReadElements<T, TBits>(Stream stream, Span<T> values, Reverse<TBits> reverse, string path)
        where T : unmanaged
        where TBits : unmanaged
    {
        while (!values.IsEmpty)
        {
            Span<T> chunk = values[..Math.Min(values.Length, ChunkLength)];
            ReadExactly(stream, MemoryMarshal.AsBytes(chunk), path);
            if (!BitConverter.IsLittleEndian)
                reverse(MemoryMarshal.Cast<T, TBits>(chunk), MemoryMarshal.Cast<T, TBits>(chunk));
            values = values[chunk.Length..];
        }
    }

    private static void ReadExactly(Stream stream, Span<byte> destination, string path)
    {
        int read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (read < destination.Length)
            throw new DataFormatException($"'{path}' became shorter while it was read.");
    }

    private void WriteTo(Stream stream, SafeTensorsHeader header, byte[] json, CancellationToken cancellationToken)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)json.Length);
        stream.Write(prefix);
        stream.Write(json);
        foreach (SafeTensorEntry entry in header.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SafeTensor tensor = byName[entry.Name];
            if (entry.ElementType == SafeTensorType.Single)
                WriteElements<float, uint>(stream, tensor.Singles, BinaryPrimitives.ReverseEndianness);
            else
                WriteElements<double, ulong>(stream, tensor.Doubles, BinaryPrimitives.ReverseEndianness);
        }
    }

    private static void WriteElements<T, TBits>(Stream stream, ReadOnlySpan<T> values, Reverse<TBits> reverse)
        where T : unmanaged
        where TBits : unmanaged
    {
        while (!values.IsEmpty)
        {
            ReadOnlySpan<T> chunk = values[..Math.Min(values.Length, ChunkLength)];
            if (BitConverter.IsLittleEndian)
            {
                stream.Write(MemoryMarshal.AsBytes(chunk));
            }
            else
            {
                var reversed = new TBits[chunk.Length];
                reverse(MemoryMarshal.Cast<T, TBits>(chunk), reversed);
                stream.Write(MemoryMarshal.AsBytes<TBits>(reversed));
            }
            values = values[chunk.Length..];
        }
    }
}
