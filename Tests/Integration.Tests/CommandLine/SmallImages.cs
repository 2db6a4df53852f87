using System;
using System.Buffers.Binary;
using System.IO;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>Folders with IDX files of a few built-in digits, so that a training takes no time.</summary>
internal static class SmallImages
{
    public const int TrainCount = 60;
    public const int TestCount = 20;

    /// <summary>Writes the four files into a new folder and returns its name.</summary>
    public static string Write(TemporaryFolder folder, string name = "data", int side = 28)
    {
        Directory.CreateDirectory(folder[name]);
        Write(folder, name, "train", TrainCount, seed: 1, side);
        Write(folder, name, "t10k", TestCount, seed: 2, side);
        return name;
    }

    private static void Write(TemporaryFolder folder, string name, string set, int count, ulong seed, int side)
    {
        DataSet digits = Digits.Generate(count, seed);
        var images = new byte[count * side * side];
        var pixels = new float[digits.Features];
        var labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            digits.CopyExample(i, epoch: null, pixels);
            for (int j = 0; j < side * side; j++)
                images[i * side * side + j] = (byte)(pixels[j] * 255);
            labels[i] = (byte)digits.Labels[i];
        }

        File.WriteAllBytes(folder[Path.Combine(name, $"{set}-images-idx3-ubyte")], [.. Header(0x803, count, side, side), .. images]);
        File.WriteAllBytes(folder[Path.Combine(name, $"{set}-labels-idx1-ubyte")], [.. Header(0x801, count), .. labels]);
    }

    private static byte[] Header(params ReadOnlySpan<int> numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        return bytes;
    }
}
