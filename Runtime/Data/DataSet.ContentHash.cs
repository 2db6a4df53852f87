using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VaeGen;

public sealed partial class DataSet
{
    /// <summary>
    /// SHA-256 of shape, values, labels and missing elements of this view in hexadecimal digits; it names the data in a saved model. The
    /// values are hashed as they are stored: binarization does not enter, nor does what is stored where an element is missing, nor do the
    /// names of set and classes. Computed when first asked for.
    /// </summary>
    public string ContentHash => contentHash ??= ComputeContentHash();

    /// <summary>Whether a file that names this content means the set: also one of an earlier version, which kept doubles rounded to 32-bit
    /// floats.</summary>
    internal bool HasContent(string hash) => string.Equals(hash, ContentHash, StringComparison.Ordinal)
        || (values.AreDoubles && string.Equals(hash, Rounded.ContentHash, StringComparison.Ordinal));

    private string ComputeContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string kind = HasMissing ? " with missing elements" : "";
        string heading = string.Create(CultureInfo.InvariantCulture, $"{values.Kind} {Count} {Shape} {HasLabels}{kind};");
        hash.AppendData(Encoding.UTF8.GetBytes(heading));
        if (HasMissing)
            AppendObserved(hash);
        else
            AppendValues(hash);
        foreach (int label in Labels)
        {
            ReadOnlySpan<byte> bytes = [(byte)label, (byte)(label >> 8), (byte)(label >> 16), (byte)(label >> 24)];
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void AppendValues(IncrementalHash hash)
    {
        if (parts.Rows is null)
        {
            values.AppendTo(hash, parts.First * Features, Count * Features);
            return;
        }
        for (int example = 0; example < Count; example++)
            values.AppendTo(hash, parts.Row(parts.First + example) * Features, Features);
    }

    // Of each example the mask, a byte an element, and then the values that are there.
    private void AppendObserved(IncrementalHash hash)
    {
        var example = new double[Features];
        var mask = new float[Features];
        int size = values.AreDoubles ? sizeof(double) : sizeof(float);
        var bytes = new byte[Features * (1 + size)];
        for (int i = 0; i < Count; i++)
        {
            values.Copy(parts.Row(parts.First + i) * Features, example);
            CopyMask(i, mask);
            int length = Features;
            for (int element = 0; element < Features; element++)
            {
                bytes[element] = (byte)mask[element];
                if (mask[element] == 0)
                    continue;
                if (values.AreDoubles)
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(length), example[element]);
                else
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(length), (float)example[element]);
                length += size;
            }
            hash.AppendData(bytes, 0, length);
        }
    }
}
