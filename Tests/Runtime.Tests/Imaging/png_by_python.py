"""Writes PngByPython.cs: small PNG files made with nothing but zlib and struct, one for each color type, depth and order of rows.

Sample c of the pixel in row y and column x is (37 y + 11 x + 53 c) modulo 2^depth; alpha is opaque; color i of a palette is (i, 3 i, 7 i) modulo 256.
Row r of a pass has the filter r modulo 5.

    python3 png_by_python.py > PngByPython.cs
"""
import base64
import struct
import zlib

SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PASSES = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def paeth(a, b, c):
    p = a + b - c
    distances = [(abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c)]
    return min(distances)[2]


def filtered(kind, row, above, bpp):
    out = bytearray([kind])
    for i, value in enumerate(row):
        a = row[i - bpp] if i >= bpp else 0
        b = above[i]
        c = above[i - bpp] if i >= bpp else 0
        out.append((value - [0, a, b, (a + b) // 2, paeth(a, b, c)][kind]) % 256)
    return bytes(out)


def png(color, depth, interlaced, height, width):
    n = SAMPLES[color]
    greatest = 2 ** depth - 1

    def sample(y, x, c):
        return greatest if color in (4, 6) and c == n - 1 else (37 * y + 11 * x + 53 * c) & greatest

    raw = b""
    for top, left, dy, dx in PASSES if interlaced else [(0, 0, 1, 1)]:
        ys, xs = range(top, height, dy), range(left, width, dx)
        if not ys or not xs:
            continue
        above = None
        for r, y in enumerate(ys):
            bits = "".join(format(sample(y, x, c), f"0{depth}b") for x in xs for c in range(n))
            bits += "0" * (-len(bits) % 8)
            row = int(bits, 2).to_bytes(len(bits) // 8, "big")
            raw += filtered(r % 5, row, above or bytes(len(row)), max(1, n * depth // 8))
            above = row
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, int(interlaced)))
    if color == 3:
        file += chunk(b"PLTE", b"".join(bytes([i, 3 * i % 256, 7 * i % 256]) for i in range(2 ** depth)))
    packed = zlib.compress(raw, 9)
    half = len(packed) // 2
    file += chunk(b"tEXt", b"Comment\0left out") + chunk(b"IDAT", packed[:half]) + chunk(b"IDAT", packed[half:])
    return file + chunk(b"IEND", b"")


print('''using System;
using System.Collections.Generic;

namespace VaeGen.Runtime.Tests.Imaging;

/// <summary>PNG files made by png_by_python.py, which says what their pixels are.</summary>
internal static class PngByPython
{
    internal static readonly IReadOnlyDictionary<(int ColorType, int BitDepth, bool IsInterlaced, int Height, int Width), byte[]> Files =
        new Dictionary<(int, int, bool, int, int), byte[]>
        {''')
CASES = [(c, d, i, 11, 9) for c, depths in [(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])] for d in depths for i in (False, True)]
CASES += [(0, 1, True, 1, 1), (2, 8, True, 2, 3), (0, 8, False, 1, 1), (0, 4, True, 4, 4)]
for color, depth, interlaced, height, width in CASES:
    text = base64.b64encode(png(color, depth, interlaced, height, width)).decode()
    lines = [text[i:i + 130] for i in range(0, len(text), 130)]
    joined = '"\n                + "'.join(lines)
    print(f'            [({color}, {depth}, {str(interlaced).lower()}, {height}, {width})] = Convert.FromBase64String(\n                "{joined}"),')
print("        };\n}")
