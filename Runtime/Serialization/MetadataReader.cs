using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace VaeGen;

/// <summary>Reads numbers from the strings of a file.</summary>
internal sealed class MetadataReader(IReadOnlyDictionary<string, string> metadata, string path)
{
    /// <summary>The string of a key, or null.</summary>
    public string? Text(string key) => metadata.TryGetValue(key, out string? text) ? text : null;

    /// <summary>The number of a key, or null where there is none.</summary>
    /// <exception cref="DataFormatException">It is no such number, or negative, or not finite.</exception>
    public TNumber? Number<TNumber>(string key)
        where TNumber : struct, INumber<TNumber>
    {
        if (!metadata.TryGetValue(key, out string? text))
            return null;
        if (TNumber.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out TNumber number) && TNumber.IsFinite(number))
            return number;
        throw new DataFormatException($"'{path}' has the metadata '{key}' = '{text}'; a number was expected.");
    }

    /// <summary>The error that a key's string is not what it has to be.</summary>
    public DataFormatException Unexpected(string key, string expected) =>
        new($"'{path}' has the metadata '{key}' = '{Text(key)}'; {expected} was expected.");

    /// <summary>The error that a key is not there.</summary>
    public DataFormatException Missing(string key) => new($"'{path}' lacks the metadata '{key}'; a number was expected.");

    /// <summary>The numbers of a key, with spaces between them, or null where there are none.</summary>
    /// <exception cref="DataFormatException">One is no number, or not finite.</exception>
    public double[]? Numbers(string key)
    {
        if (!metadata.TryGetValue(key, out string? text))
            return null;
        string[] parts = text.Split(' ');
        double[] numbers = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i]))
            {
                throw new DataFormatException($"'{path}' has the metadata '{key}' with '{parts[i]}'; a number was expected.");
            }
        }

        return numbers;
    }

    /// <summary>The number of a key that counts something; 0 where there is none.</summary>
    /// <exception cref="DataFormatException">It is no whole number from 0.</exception>
    public int Count(string key)
    {
        int count = Number<int>(key) ?? 0;
        return count >= 0
            ? count
            : throw new DataFormatException($"'{path}' has the metadata '{key}' = '{count}'; a number from 0 was expected.");
    }
}
