using System;
using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

/// <summary>
/// Reads the Python dictionary in the head of an npy file, for example <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4),
/// }</c>: text, truth values and tuples of whole numbers. Nothing is evaluated.
/// </summary>
internal ref struct NpyDictionary
{
    private readonly string path;
    private readonly string text;
    private int position;

    private NpyDictionary(string text, string path)
    {
        this.text = text;
        this.path = path;
    }

    /// <summary>The entries: a <see cref="string"/>, a <see cref="bool"/> or an array of <see cref="int"/> each.</summary>
    internal static Dictionary<string, object> Parse(string text, string path)
    {
        var parser = new NpyDictionary(text, path);
        Dictionary<string, object> entries = new(StringComparer.Ordinal);
        parser.Expect('{');
        while (!parser.Take('}'))
        {
            string key = parser.ReadText();
            parser.Expect(':');
            if (!entries.TryAdd(key, parser.ReadValue()))
                throw parser.Unexpected($"a key other than '{key}', which is there already,");
            if (!parser.Take(','))
            {
                parser.Expect('}');
                break;
            }
        }
        parser.SkipSpace();
        return parser.position == text.Length ? entries : throw parser.Unexpected("the end");
    }

    private object ReadValue()
    {
        SkipSpace();
        if (position < text.Length && text[position] is '\'' or '"')
            return ReadText();
        if (TakeWord("True"))
            return true;
        if (TakeWord("False"))
            return false;
        if (Take('('))
            return ReadSizes();
        throw Unexpected("a text in quotes, True, False or a tuple of sizes");
    }

    private int[] ReadSizes()
    {
        List<int> sizes = [];
        while (!Take(')'))
        {
            SkipSpace();
            int start = position;
            while (position < text.Length && char.IsAsciiDigit(text[position]))
                position++;
            if (!int.TryParse(text.AsSpan(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            {
                position = start;
                throw Unexpected($"a size from 0 to {int.MaxValue}");
            }
            sizes.Add(size);
            if (!Take(','))
            {
                Expect(')');
                break;
            }
        }
        return [.. sizes];
    }

    private string ReadText()
    {
        SkipSpace();
        char quote = position < text.Length ? text[position] : '\0';
        int end = quote is '\'' or '"' ? text.IndexOf(quote, position + 1) : -1;
        if (end < 0)
            throw Unexpected("a text in quotes");
        string found = text[(position + 1)..end];
        position = end + 1;
        return found;
    }

    private bool TakeWord(string word)
    {
        if (!text.AsSpan(position).StartsWith(word, StringComparison.Ordinal))
            return false;
        position += word.Length;
        return true;
    }

    private bool Take(char symbol)
    {
        SkipSpace();
        if (position == text.Length || text[position] != symbol)
            return false;
        position++;
        return true;
    }

    private void Expect(char symbol)
    {
        if (!Take(symbol))
            throw Unexpected($"'{symbol}'");
    }

    private void SkipSpace()
    {
        while (position < text.Length && text[position] is ' ' or '\n' or '\t' or '\r')
            position++;
    }

    private readonly DataFormatException Unexpected(string expected) => new(string.Create(
        CultureInfo.InvariantCulture, $"The header of the npy file '{path}' is {text.Trim()}; {expected} was expected at character "
            + $"{position}."));
}
