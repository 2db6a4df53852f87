using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VaeGen;

/// <summary>What the header says of one tensor: where in the data part its elements begin and end.</summary>
internal sealed record SafeTensorEntry(string Name, SafeTensorType ElementType, int[] Shape, long Begin, long End)
{
    internal long Bytes => End - Begin;
}

/// <summary>The header of a safetensors file, in the order of the data, and its JSON.</summary>
internal sealed record SafeTensorsHeader(IReadOnlyList<SafeTensorEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    internal const string MetadataKey = "__metadata__";

    /// <summary>Length of the data part: the entries follow each other without gaps.</summary>
    internal long DataBytes => Entries.Count == 0 ? 0 : Entries[^1].End;

    internal static string Code(SafeTensorType type) => type == SafeTensorType.Single ? "F32" : "F64";

    /// <summary>
    /// The header for these tensors: wider elements first, so that each tensor is aligned to its element, then by name; the order of the
    /// reference implementation, which makes equal content equal bytes.
    /// </summary>
    internal static SafeTensorsHeader Plan(IEnumerable<SafeTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var ordered = new List<SafeTensor>(tensors);
        ordered.Sort(static (left, right) => left.ElementType != right.ElementType
            ? right.ElementType.CompareTo(left.ElementType)
            : string.CompareOrdinal(left.Name, right.Name));
        var entries = new List<SafeTensorEntry>(ordered.Count);
        long begin = 0;
        foreach (SafeTensor tensor in ordered)
        {
            RequireUnicode(tensor.Name);
            long end = begin + ((long)tensor.Length * SafeTensor.ElementSize(tensor.ElementType));
            entries.Add(new SafeTensorEntry(tensor.Name, tensor.ElementType, tensor.Shape.ToArray(), begin, end));
            begin = end;
        }
        foreach (KeyValuePair<string, string> pair in metadata)
        {
            RequireUnicode(pair.Key);
            RequireUnicode(pair.Value);
        }
        return new SafeTensorsHeader(entries, metadata);
    }

    /// <summary>The JSON, padded with spaces to a multiple of 8 bytes.</summary>
    internal byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0)
                WriteMetadata(json);
            foreach (SafeTensorEntry entry in Entries)
                WriteEntry(json, entry);
            json.WriteEndObject();
        }
        int length = (buffer.WrittenCount + 7) / 8 * 8;
        var bytes = new byte[length];
        buffer.WrittenSpan.CopyTo(bytes);
        bytes.AsSpan(buffer.WrittenCount).Fill((byte)' ');
        return bytes;
    }

    // The JSON writer would put a replacement character in its place, and the text read would not be the one written.
    private static void RequireUnicode(string text)
    {
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int length) != OperationStatus.Done)
                throw new ArgumentException($"The text '{text}' is no valid Unicode: it has half a surrogate pair.", nameof(text));
            rest = rest[length..];
        }
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        json.WriteStartObject(MetadataKey);
        foreach (KeyValuePair<string, string> pair in new SortedDictionary<string, string>(ToDictionary(Metadata), StringComparer.Ordinal))
            json.WriteString(pair.Key, pair.Value);
        json.WriteEndObject();
    }

    private static Dictionary<string, string> ToDictionary(IReadOnlyDictionary<string, string> metadata) =>
        new(metadata, StringComparer.Ordinal);

    private static void WriteEntry(Utf8JsonWriter json, SafeTensorEntry entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", Code(entry.ElementType));
        json.WriteStartArray("shape");
        foreach (int size in entry.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(entry.Begin);
        json.WriteNumberValue(entry.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
