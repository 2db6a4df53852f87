using System;

namespace VaeGen.Runtime.V1;

internal enum PhiloxStream : uint
{
    TrainingPixels = 0x100,
    EvaluationPixels = 0x200,
    Digits = 0x300,
}

internal static class Philox
{
    internal static void Fill(ulong seed, uint streamAndSample, uint step, uint example, uint firstBlock, Span<uint> destination)
    {
        Span<uint> block = stackalloc uint[4];
        for (int i = 0; i < destination.Length; i += 4)
        {
            uint c0 = firstBlock + (uint)(i / 4), c1 = example, c2 = step, c3 = streamAndSample, k0 = (uint)seed, k1 = (uint)(seed >> 32);
            for (int round = 0; round < 10; round++)
            {
                ulong p0 = 0xD2511F53UL * c0, p1 = 0xCD9E8D57UL * c2;
                (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
            block[0] = c0;
            block[1] = c1;
            block[2] = c2;
            block[3] = c3;
            block[..Math.Min(4, destination.Length - i)].CopyTo(destination[i..]);
        }
    }
}
