using System;
using System.IO;

namespace VaeGen;

/// <summary>The fields of a CSV file one after the other, through a buffer of fixed length (RFC 4180, with any separator, within one
/// line).</summary>
internal sealed class CsvFields(Stream stream, byte separator, string path)
{
    /// <summary>The most bytes a field may have.</summary>
    internal const int MostFieldBytes = 1 << 16;

    private readonly byte[] buffer = new byte[4 * MostFieldBytes];
    private int start;
    private int end;
    private bool isExhausted;

    internal string Path => path;

    /// <summary>The line of the last field, from 1.</summary>
    internal long Line { get; private set; }

    /// <summary>The place of the last field in its line, from 1.</summary>
    internal int Column { get; private set; }

    /// <summary>Whether the last field was the last of its line.</summary>
    internal bool EndsLine { get; private set; } = true;

    /// <summary>Whether the last field stands in quotes.</summary>
    internal bool IsQuoted { get; private set; }

    /// <summary>Bytes of the file that have been taken.</summary>
    internal long Position { get; private set; }

    /// <summary>Goes to the next line; false at the end of the file. A byte order mark is skipped.</summary>
    internal bool NextLine()
    {
        if (Line == 0 && HasBytes(3) && buffer.AsSpan(start, 3).SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            Skip(3);
        if (!HasBytes(1))
            return false;
        Line++;
        Column = 0;
        EndsLine = false;
        return true;
    }

    /// <summary>The next field of the line, without quotes around it; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Read()
    {
        Column++;
        IsQuoted = HasBytes(1) && buffer[start] == (byte)'"';
        return IsQuoted ? ReadQuoted() : ReadPlain();
    }

    /// <summary>What is wrong with the last field.</summary>
    internal DataFormatException Wrong(string what) => Wrong(what, Column, null);

    /// <summary>What is wrong with a field of the last line.</summary>
    internal DataFormatException Wrong(string what, int column, string? columnName) => new(
        $"The CSV file '{path}' is wrong at line {Line}, column {column}{(columnName is null ? "" : $" ('{columnName}')")}: {what}.");

    private Span<byte> ReadPlain()
    {
        int length = Find(0, separator, (byte)'\n');
        Span<byte> field = buffer.AsSpan(start, length);
        bool isLast = start + length == end || buffer[start + length] == (byte)'\n';
        Take(length, isLast);
        return isLast && field.EndsWith("\r"u8) ? field[..^1] : field;
    }

    // A quote within the field stands there twice; the field is put together in place.
    private Span<byte> ReadQuoted()
    {
        int field = 1;
        int length = 0;
        while (true)
        {
            int next = Find(field + length, (byte)'"', (byte)'\n');
            if (start + next == end || buffer[start + next] == (byte)'\n')
                throw Wrong("a quote is not closed; a field ends in its line");
            length = next - field;
            if (!(HasBytes(next + 2) && buffer[start + next + 1] == (byte)'"'))
                break;
            // Everything up to the first of the two moves by one, over the one before.
            buffer.AsSpan(start + field, length + 1).CopyTo(buffer.AsSpan(start + field + 1));
            field++;
            length++;
        }
        int after = field + length + 1;
        int rest = Find(after, separator, (byte)'\n') - after;
        bool isLast = start + after + rest == end || buffer[start + after + rest] == (byte)'\n';
        if (rest > 0 && !(isLast && rest == 1 && buffer[start + after] == (byte)'\r'))
            throw Wrong("there is text behind a closed quote; a separator was expected");
        Span<byte> found = buffer.AsSpan(start + field, length);
        Take(after + rest, isLast);
        return found;
    }

    // Distance from the start to one of two bytes, or to the end of the file.
    private int Find(int from, byte first, byte second)
    {
        while (true)
        {
            int found = from <= end - start ? buffer.AsSpan(start + from, end - start - from).IndexOfAny(first, second) : -1;
            from = found >= 0 ? from + found : Math.Max(from, end - start);
            if (from > MostFieldBytes)
                throw Wrong($"a field is longer than {MostFieldBytes} bytes; the separator '{(char)separator}' was expected before");
            if (found >= 0)
                return from;
            if (!Fill())
                return end - start;
        }
    }

    private bool HasBytes(int count)
    {
        while (end - start < count)
        {
            if (!Fill())
                return false;
        }
        return true;
    }

    // What is left goes to the front; fields are short against the buffer, so that there is always room.
    private bool Fill()
    {
        if (isExhausted)
            return false;
        if (end == buffer.Length || start > buffer.Length / 2)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }
        int read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        isExhausted = read == 0;
        return read > 0;
    }

    private void Take(int length, bool isLast)
    {
        EndsLine = isLast;
        Skip(Math.Min(length + 1, end - start));
    }

    private void Skip(int count)
    {
        start += count;
        Position += count;
    }
}
