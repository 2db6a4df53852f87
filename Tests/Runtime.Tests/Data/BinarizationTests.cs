using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public class BinarizationTests
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Fact]
    public void ThresholdTakesOneHalfAndMore()
    {
        Assert.Equal(AllBytes.Select(value => value >= 128 ? 1f : 0f), Copy(DataSet.From(AllBytes, 256).Binarize(Binarization.Threshold)));
        DataSet floats = DataSet.From([0.49999997f, 0.5f, 0f, 1f], 4).Binarize(Binarization.Threshold);
        Assert.Equal([0, 1, 0, 1], Copy(floats));
        Assert.Equal([0, 1, 0, 1], CopyDoubles(floats, 5));
        float[] many = [.. Enumerable.Range(0, 21).Select(i => i % 4 == 3 ? float.NaN : i / 20f)];
        // The binarization refuses NaN; what is stored behind it still has a meaning.
        var bits = new float[many.Length];
        new StoredSingles(many).Threshold(0, bits);
        Assert.Equal(many.Select(value => value >= 0.5f ? 1f : 0f), bits);
    }

    [Fact]
    public void ByteDrawsAreExact()
    {
        // For each byte the words around b/255 · 2^32, compared in exact arithmetic; 21 pixels run through the vectors and the rest.
        foreach (int value in AllBytes)
        {
            ulong edge = ((ulong)value << 32) / 255;
            uint[] words = [.. new long[] { 0, 1, (long)edge - 1, (long)edge, (long)edge + 1, uint.MaxValue }
                .Select(word => (uint)Math.Clamp(word, 0, uint.MaxValue))];
            words = [.. Enumerable.Range(0, 21).Select(i => words[i % words.Length])];
            var drawn = new float[words.Length];
            new StoredBytes([.. Enumerable.Repeat((byte)value, drawn.Length)]).Draw(0, words, drawn);
            Assert.Equal(words.Select(word => (UInt128)word * 255 < (UInt128)value << 32 ? 1f : 0f), drawn);
        }
    }

    [Fact]
    public void FloatDrawsAreExact()
    {
        // Each probability against each word, in an order that brings every pair into the vectors and into the rest.
        uint[] words = [0, 1, 2, 3, (1u << 31) - 1, 1u << 31, 0xFFFFFEFF, 0xFFFFFF00, 0xFFFFFF01, uint.MaxValue - 1, uint.MaxValue];
        float[] values =
            [0, float.Epsilon, 1f / 4294967296f, 2.5f / 4294967296f, 0.3f, 0.5f, MathF.BitDecrement(0.5f), MathF.BitDecrement(1), 1];
        foreach (float value in values)
        {
            for (int length = 1; length <= words.Length; length++)
            {
                var drawn = new float[length];
                new StoredSingles([.. Enumerable.Repeat(value, length)]).Draw(0, words, drawn);
                Assert.Equal(words[..length].Select(word => word < value * 4294967296.0 ? 1f : 0f), drawn);
            }
        }
    }

    [Theory]
    [InlineData(Binarization.Static)]
    [InlineData(Binarization.Dynamic)]
    public void EvaluationDrawsOnceBySeed(Binarization mode)
    {
        DataSet gray = Gray(50);
        DataSet data = gray.Binarize(mode, 11);
        Assert.Equal(Copy(data), Copy(gray.Binarize(mode, 11)));
        Assert.NotEqual(Copy(data), Copy(gray.Binarize(mode, 12)));
        Assert.Equal(Copy(data), Copy(gray.Binarize(Binarization.Static, 11)));
        Assert.Equal(Copy(data).Select(value => (double)value), CopyDoubles(data, null));
    }

    [Fact]
    public void StaticPixelsAreTheSameInEveryEpoch()
    {
        DataSet data = Gray(20).Binarize(Binarization.Static, 3);
        Assert.Equal(Copy(data), Copy(data, 0));
        Assert.Equal(Copy(data), Copy(data, 7));
    }

    [Fact]
    public void DynamicPixelsAreDrawnAnewInEachEpoch()
    {
        DataSet data = Gray(20).Binarize(Binarization.Dynamic, 3);
        Assert.NotEqual(Copy(data, 0), Copy(data, 1));
        Assert.NotEqual(Copy(data, 0), Copy(data));
        Assert.Equal(Copy(data, 5), Copy(data, 5));
        Assert.Equal(Copy(data, 5).Select(value => (double)value), CopyDoubles(data, 5));
    }

    [Theory]
    [InlineData(null, RandomStream.EvaluationPixels, 0)]
    [InlineData(0, RandomStream.TrainingPixels, 0)]
    [InlineData(3, RandomStream.TrainingPixels, 3)]
    public void APixelIsItsWordAgainstItsValue(int? epoch, RandomStream stream, uint step)
    {
        const ulong Seed = 0xFEDCBA9876543210;
        DataSet data = Gray(3).Binarize(Binarization.Dynamic, Seed);
        float[] pixels = Copy(data, epoch);
        for (int i = 0; i < pixels.Length; i++)
        {
            (int example, int unit) = (i / 256, i % 256);
            PhiloxBlock block = Philox.Generate(Seed, new PhiloxBlock(stream.WithSample(0), step, (uint)example, (uint)unit / 4));
            uint word = (unit % 4) switch { 0 => block.Word0, 1 => block.Word1, 2 => block.Word2, _ => block.Word3 };
            Assert.Equal((ulong)word * 255 < (ulong)unit << 32 ? 1f : 0f, pixels[i]);
        }
    }

    [Fact]
    public void CuttingAndBinarizingCommute()
    {
        DataSet gray = Gray(30);
        DataSet cutFirst = gray[10..20].Binarize(Binarization.Dynamic, 9);
        DataSet cutLast = gray.Binarize(Binarization.Dynamic, 9)[10..20];
        Assert.Equal(Copy(cutLast, 2), Copy(cutFirst, 2));
        Assert.Equal(Copy(cutLast), Copy(cutFirst));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(255)]
    public void PixelsAreOneAsOftenAsTheirValueSays(int value)
    {
        const int Count = 200_000;
        DataSet data = DataSet.From(Enumerable.Repeat((byte)value, Count).ToArray(), 400).Binarize(Binarization.Dynamic, 1);
        double share = Copy(data, 3).Sum() / Count;
        double expected = value / 255.0;
        double deviation = Math.Sqrt(expected * (1 - expected) / Count);
        Assert.InRange(share, expected - (5 * deviation), expected + (5 * deviation));
    }

    [Fact]
    public void BytesAndFloatsOfTheSameValuesAreDrawnNearlyAlike()
    {
        // b / 255 is rounded as a float: only words within that rounding of the edge may differ.
        DataSet bytes = Gray(100).Binarize(Binarization.Static, 5);
        DataSet floats = DataSet.From(Copy(Gray(100)), 256).Binarize(Binarization.Static, 5);
        int differences = Copy(bytes).Zip(Copy(floats)).Count(pair => pair.First != pair.Second);
        Assert.InRange(differences, 0, 2);
    }

    [Fact]
    public void EmptyMarginsDoNotShiftTheDraws()
    {
        // A whole chunk of zeros is skipped; the pixels after it are drawn from their own words all the same.
        var full = new byte[512];
        Array.Fill(full, (byte)120);
        byte[] margin = [.. full];
        margin.AsSpan(0, 256).Clear();
        float[] drawn = Copy(DataSet.From(full, 512).Binarize(Binarization.Static, 8));
        float[] drawnAfterMargin = Copy(DataSet.From(margin, 512).Binarize(Binarization.Static, 8));
        Assert.Equal(drawn[256..], drawnAfterMargin[256..]);
        Assert.All(drawnAfterMargin[..256], pixel => Assert.Equal(0, pixel));
    }

    [Fact]
    public void ValuesThatAreNoProbabilitiesAreRefused()
    {
        DataSet data = DataSet.From([0f, 1f, 0.5f, 1.25f], 2);
        DataFormatException failure = Assert.Throws<DataFormatException>(() => data.Binarize(Binarization.Static, 1));
        Assert.Contains("1.25 at element 1 of example 1", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, Assert.Throws<DataFormatException>(() => data.Binarize(Binarization.Threshold)).Message);
        Assert.Throws<DataFormatException>(() => DataSet.From([float.NaN], 1).Binarize(Binarization.Dynamic));
        Assert.Throws<DataFormatException>(() => DataSet.From([float.NaN], 1).Binarize(Binarization.Threshold));
        Assert.Same(data, data.Binarize(Binarization.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Binarize((Binarization)9));
        DataSet once = data[..1].Binarize(Binarization.Static);
        Assert.Throws<InvalidOperationException>(() => once.Binarize(Binarization.Dynamic));
    }

    [Theory]
    [InlineData(Binarization.None)]
    [InlineData(Binarization.Dynamic)]
    [InlineData(Binarization.Static)]
    [InlineData(Binarization.Threshold)]
    public void CopyingAllocatesNothing(Binarization mode)
    {
        DataSet data = Gray(20).Binarize(mode, 1);
        var singles = new float[256];
        var doubles = new double[256];
        CopyAll();
        Assert.Equal(0, AllocatedBytes.Of(CopyAll));

        void CopyAll()
        {
            for (int i = 0; i < data.Count; i++)
            {
                data.CopyExample(i, 4, singles);
                data.CopyExample(i, null, doubles);
            }
        }
    }

    private static DataSet Gray(int count) => DataSet.From([.. Enumerable.Range(0, count).SelectMany(_ => AllBytes)], 256);

    private static float[] Copy(DataSet data, int? epoch = null)
    {
        var all = new float[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, epoch, all.AsSpan(i * data.Features));
        return all;
    }

    private static double[] CopyDoubles(DataSet data, int? epoch)
    {
        var all = new double[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, epoch, all.AsSpan(i * data.Features));
        return all;
    }
}
