using System;
using System.Collections.Generic;
using System.Text.Json;

namespace VaeGen;

/// <summary>Reads the JSON of a safetensors header and checks that its tensors tile the data part of the file exactly.</summary>
internal ref struct SafeTensorsHeaderParser
{
    private readonly string path;
    private readonly Dictionary<string, SafeTensorEntry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
    private bool hasMetadata;
    private Utf8JsonReader json;

    private SafeTensorsHeaderParser(ReadOnlySpan<byte> header, string path)
    {
        this.path = path;
        json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 4 });
    }

    /// <summary>Parses and checks a header.</summary>
    /// <param name="header">The JSON with its padding.</param>
    /// <param name="dataBytes">Bytes in the file after the header.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="DataFormatException">The header is not valid, or does not fit the file.</exception>
    internal static SafeTensorsHeader Parse(ReadOnlySpan<byte> header, long dataBytes, string path)
    {
        if (header.IsEmpty || header[0] != '{')
            throw new DataFormatException($"The header of '{path}' does not start with '{{'; a safetensors file was expected.");
        var parser = new SafeTensorsHeaderParser(header, path);
        try
        {
            parser.ReadHeader();
        }
        catch (JsonException failure)
        {
            throw new DataFormatException($"The header of '{path}' is no valid JSON.", failure);
        }
        catch (InvalidOperationException failure)
        {
            // How the JSON reader reports text that is no valid UTF-8 or UTF-16.
            throw new DataFormatException($"The header of '{path}' holds text that is no valid Unicode.", failure);
        }
        return new SafeTensorsHeader(parser.OrderAndCheck(dataBytes), parser.metadata);
    }

    private void ReadHeader()
    {
        Expect(JsonTokenType.StartObject, "an object");
        while (Next() == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            if (name == SafeTensorsHeader.MetadataKey)
                ReadMetadata();
            else if (name.Length == 0)
                throw Invalid("has a tensor without a name");
            else if (!entries.TryAdd(name, ReadEntry(name)))
                throw Invalid($"names the tensor '{name}' twice");
        }
        if (json.Read())
            throw Invalid("goes on after its object");
    }

    private void ReadMetadata()
    {
        if (hasMetadata)
            throw Invalid($"has '{SafeTensorsHeader.MetadataKey}' twice");
        hasMetadata = true;
        Expect(JsonTokenType.StartObject, "an object of strings as metadata");
        while (Next() == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            Expect(JsonTokenType.String, $"a string as metadata '{key}'");
            if (!metadata.TryAdd(key, json.GetString()!))
                throw Invalid($"has the metadata '{key}' twice");
        }
    }

    private SafeTensorEntry ReadEntry(string name)
    {
        SafeTensorType? type = null;
        int[]? shape = null;
        (long Begin, long End)? offsets = null;
        Expect(JsonTokenType.StartObject, $"an object for the tensor '{name}'");
        while (Next() == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            switch (key)
            {
                case "dtype" when type is null:
                    type = ReadType(name);
                    break;
                case "shape" when shape is null:
                    shape = ReadShape(name);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadOffsets(name);
                    break;
                default:
                    throw Invalid($"has an unexpected or repeated '{key}' in the tensor '{name}'");
            }
        }
        if (type is null || shape is null || offsets is null)
            throw Invalid($"lacks dtype, shape or data_offsets of the tensor '{name}'");
        var entry = new SafeTensorEntry(name, type.Value, shape, offsets.Value.Begin, offsets.Value.End);
        CheckSize(entry);
        return entry;
    }

    private SafeTensorType ReadType(string name)
    {
        Expect(JsonTokenType.String, $"a string as dtype of the tensor '{name}'");
        return json.GetString() switch
        {
            "F32" => SafeTensorType.Single,
            "F64" => SafeTensorType.Double,
            string other => throw Invalid($"gives the tensor '{name}' the element type '{other}'; F32 or F64 was expected"),
            null => throw Invalid($"gives the tensor '{name}' no element type"),
        };
    }

    private int[] ReadShape(string name)
    {
        Expect(JsonTokenType.StartArray, $"an array as shape of the tensor '{name}'");
        var sizes = new List<int>();
        while (Next() == JsonTokenType.Number)
        {
            if (!json.TryGetInt32(out int size) || size < 0)
                throw Invalid($"has a size in the shape of the tensor '{name}' that is no whole number from 0 to {int.MaxValue}");
            sizes.Add(size);
        }
        if (json.TokenType != JsonTokenType.EndArray)
            throw Invalid($"has something other than numbers in the shape of the tensor '{name}'");
        return sizes.ToArray();
    }

    private (long Begin, long End) ReadOffsets(string name)
    {
        Expect(JsonTokenType.StartArray, $"an array as data_offsets of the tensor '{name}'");
        long begin = ReadOffset(name);
        long end = ReadOffset(name);
        Expect(JsonTokenType.EndArray, $"two numbers as data_offsets of the tensor '{name}'");
        return (begin, end);
    }

    private long ReadOffset(string name)
    {
        Expect(JsonTokenType.Number, $"two numbers as data_offsets of the tensor '{name}'");
        return json.TryGetInt64(out long offset) && offset >= 0
            ? offset
            : throw Invalid($"has an offset of the tensor '{name}' that is no whole number from 0");
    }

    private readonly void CheckSize(SafeTensorEntry entry)
    {
        Int128 bytes = SafeTensor.ElementSize(entry.ElementType);
        foreach (int size in entry.Shape)
            bytes = Int128.Min(bytes, long.MaxValue) * size;
        if (entry.End < entry.Begin || entry.Bytes != bytes)
        {
            throw Invalid(
                $"puts the tensor '{entry.Name}' at {entry.Begin} to {entry.End}; its shape [{string.Join(", ", entry.Shape)}] takes "
                    + $"{bytes} bytes");
        }
        if (bytes / SafeTensor.ElementSize(entry.ElementType) > Array.MaxLength)
            throw Invalid($"has the tensor '{entry.Name}' with more elements than an array holds");
    }

    private readonly SafeTensorEntry[] OrderAndCheck(long dataBytes)
    {
        var ordered = new SafeTensorEntry[entries.Count];
        entries.Values.CopyTo(ordered, 0);
        Array.Sort(ordered, static (left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
        long expected = 0;
        foreach (SafeTensorEntry entry in ordered)
        {
            if (entry.Begin != expected)
                throw Invalid($"puts the tensor '{entry.Name}' at {entry.Begin}; {expected} was expected, without gaps or overlaps");
            expected = entry.End;
        }
        if (expected != dataBytes)
            throw new DataFormatException($"'{path}' has {dataBytes} bytes of data; its header describes {expected}.");
        return ordered;
    }

    private JsonTokenType Next() => json.Read() ? json.TokenType : throw Invalid("ends too early");

    private void Expect(JsonTokenType type, string what)
    {
        if (Next() != type)
            throw Invalid($"lacks {what}");
    }

    private readonly DataFormatException Invalid(string what) => new($"The header of '{path}' {what}.");
}
