using System;

namespace VaeGen;

/// <summary>CRC-32 with the reflected polynomial 0xEDB88320, as PNG takes it (Portable Network Graphics Specification, annex D).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = MakeTable();

    internal static uint Of(ReadOnlySpan<byte> bytes) => ~Update(uint.MaxValue, bytes);

    /// <summary>The checksum, not yet complemented, with these bytes taken in.</summary>
    internal static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] table = Table;
        foreach (byte value in bytes)
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (Polynomial & (0u - (crc & 1)));
            table[value] = crc;
        }
        return table;
    }
}
