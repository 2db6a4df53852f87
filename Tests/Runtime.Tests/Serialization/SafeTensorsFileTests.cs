using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using VaeGen.Runtime.Tests.Data;
using Xunit;

namespace VaeGen.Runtime.Tests.Serialization;

public sealed class SafeTensorsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReadsWhatItWrote()
    {
        float[] weights = [1, -2, float.NaN, float.Epsilon, -0f, float.PositiveInfinity];
        double[] moments = [Math.PI, double.MinValue, -0.0];
        var metadata = new Dictionary<string, string> { ["model"] = "Mnist \"Vae\"\n<&>", ["größe"] = "日本 😀" };
        string path = folder.File("model.safetensors");
        SafeTensorsFile.Write(
            path,
            [
                new SafeTensor("encoder.0.weight", [2, 3], weights),
                new SafeTensor("adam.m", [3], moments),
                new SafeTensor("scalar", [], new float[] { 7 }),
                new SafeTensor("empty", [0, 4], Array.Empty<float>()),
            ],
            metadata);
        SafeTensorsFile file = SafeTensorsFile.Read(path);
        Assert.Equal(["adam.m", "empty", "encoder.0.weight", "scalar"], file.Names);
        Assert.Equal(metadata, file.Metadata);
        Assert.Equal([2, 3], file["encoder.0.weight"].Shape.ToArray());
        Assert.Equal(SafeTensorType.Double, file["adam.m"].ElementType);
        Assert.Equal(Bits(weights), Bits(file["encoder.0.weight"].Singles.ToArray()));
        Assert.Equal(moments, file["adam.m"].Doubles.ToArray());
        Assert.Equal(0, file["scalar"].Shape.Length);
        Assert.Equal([7], file["scalar"].Singles.ToArray());
        Assert.Equal([0, 4], file["empty"].Shape.ToArray());
        Assert.Throws<InvalidOperationException>(() => file["adam.m"].Singles.Length);
        Assert.Throws<KeyNotFoundException>(() => file["none"]);
        Assert.False(file.TryGetTensor("none", out _));
    }

    [Fact]
    public void WritesTheBytesOfTheFormat()
    {
        string path = folder.File("small.safetensors");
        SafeTensor[] tensors = [new("b", [2], new float[] { 1, -2 }), new("a", [1], new double[] { 0.5 })];
        SafeTensorsFile.Write(path, tensors, new Dictionary<string, string> { ["k"] = "v" });
        string json = """{"__metadata__":{"k":"v"},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"b":"""
            + """{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""";
        byte[] header = Encoding.UTF8.GetBytes(json.PadRight((json.Length + 7) / 8 * 8));
        byte[] data = Convert.FromHexString("000000000000E03F" + "0000803F" + "000000C0");
        Assert.Equal([(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. header, .. data], File.ReadAllBytes(path));
    }

    [Fact]
    public void EqualContentGivesEqualBytes()
    {
        SafeTensor[] tensors = [.. Enumerable.Range(0, 20).Select(i => new SafeTensor($"t{i}", [1], new float[] { i }))];
        KeyValuePair<string, string>[] pairs = [.. Enumerable.Range(0, 20).Select(i => KeyValuePair.Create($"k{i}", $"v{i}"))];
        SafeTensorsFile.Write(folder.File("a"), tensors, new Dictionary<string, string>(pairs));
        SafeTensorsFile.Write(folder.File("b"), tensors.Reverse(), new Dictionary<string, string>(pairs.Reverse()));
        Assert.Equal(File.ReadAllBytes(folder.File("a")), File.ReadAllBytes(folder.File("b")));
    }

    [Fact]
    public void ReadsHeadersInAnyOrderAndSpacing()
    {
        string json = """
              { "late" : { "data_offsets" : [4, 12], "shape" : [1, 2], "dtype" : "F32" },
                "early": { "dtype": "F32", "shape": [], "data_offsets": [0, 4] } }
            """.TrimStart();
        SafeTensorsFile file = Read(json, Convert.FromHexString("0000803F0000004000004040"));
        Assert.Equal(["early", "late"], file.Names);
        Assert.Equal([2, 3], file["late"].Singles.ToArray());
        Assert.Empty(file.Metadata);
        Assert.Empty(Read("{}", []).Tensors);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}""", "gives the tensor 'a' the element type 'BF16'; F32 or F64 "
        + "was expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "its shape [2] takes 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "puts the tensor 'a' at 4 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}""", "puts the tensor 'a' at 1; 0 was expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "puts the tensor 'b' at 0; 4 was expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "has 4 bytes of data; its header describes 8")]
    [InlineData("{}", "has 4 bytes of data; its header describes 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""",
        "names the tensor 'a' twice")]
    [InlineData("""{"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "has a tensor without a name")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "unexpected or repeated 'dtype'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "lacks dtype, shape or data_offsets of the tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "two numbers as data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "two numbers as data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "no whole number from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "no whole number from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4.0]}}""", "no whole number from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "something other than numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", "takes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", "no whole number from 0")]
    [InlineData("""{"a":[1]}""", "lacks an object for the tensor 'a'")]
    [InlineData("""{"__metadata__":{"k":1}}""", "lacks a string as metadata 'k'")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""", "has the metadata 'k' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "has '__metadata__' twice")]
    [InlineData("""{"__metadata__":null}""", "lacks an object of strings as metadata")]
    [InlineData("""{"a":""", "is no valid JSON")]
    [InlineData("""{} {}""", "is no valid JSON")]
    [InlineData("""{"\ud800":{}}""", "no valid Unicode")]
    [InlineData("""[1]""", "does not start with '{'")]
    [InlineData(""" {}""", "does not start with '{'")]
    [InlineData("", "does not start with '{'")]
    public void DamagedHeadersAreRefused(string json, string expected)
    {
        DataFormatException failure = Assert.Throws<DataFormatException>(() => Read(json, new byte[4]));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains(folder.File("read"), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "has 0 bytes; a safetensors file has at least 8")]
    [InlineData("02000000000000", "has 7 bytes")]
    [InlineData("03000000000000007B7D", "is cut off: its header takes 3 bytes, the whole file has 10")]
    [InlineData("FFFFFFFFFFFFFFFF7B7D", "declares a header of 18446744073709551615 bytes; at most 100000000 were expected")]
    [InlineData("01E1F505000000007B7D", "declares a header of 100000001 bytes")]
    public void DamagedPrefixesAreRefused(string file, string expected)
    {
        string path = folder.Write("prefix", Convert.FromHexString(file));
        DataFormatException failure = Assert.Throws<DataFormatException>(() => SafeTensorsFile.Read(path));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TruncatedAndChangedFilesGiveNothingButTheExceptionOfTheContract()
    {
        byte[] whole = WholeFile();
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            Assert.Throws<DataFormatException>(() => SafeTensorsFile.Read(new MemoryStream(cut), cut.Length, "cut"));
        }
        var random = new Random(1);
        for (int trial = 0; trial < 20_000; trial++)
        {
            byte[] changed = [.. whole];
            for (int i = random.Next(1, 4); i > 0; i--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Exception? failure = Record.Exception(() => SafeTensorsFile.Read(new MemoryStream(changed), changed.Length, "changed"));
            Assert.True(failure is null or DataFormatException, $"trial {trial}: {failure}");
        }
    }

    [Fact]
    public void TensorsThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new SafeTensor("a", [2, 2], new float[3]));
        Assert.Throws<ArgumentException>(
            () => new SafeTensor("a", [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, 4], new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SafeTensor("a", [-1], new float[1]));
        Assert.Throws<ArgumentException>(() => new SafeTensor("", [1], new float[1]));
        Assert.Throws<ArgumentException>(() => new SafeTensor("__metadata__", [1], new float[1]));
        SafeTensor tensor = new("a", [1], new float[1]);
        Assert.Throws<ArgumentException>(() => SafeTensorsFile.Write(folder.File("twice"), [tensor, tensor]));
        Assert.Throws<ArgumentException>(
            () => SafeTensorsFile.Write(folder.File("text"), [tensor], new Dictionary<string, string> { ["k"] = "\ud800" }));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void ACancelledWriteLeavesTheOldFile()
    {
        string path = folder.Write("model", [1, 2, 3]);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => SafeTensorsFile.Write(path, [new SafeTensor("a", [1], new float[1])], null, source.Token));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.Equal(
            folder.File("nowhere"), Assert.Throws<FileNotFoundException>(() => SafeTensorsFile.Read(folder.File("nowhere"))).FileName);

    private SafeTensorsFile Read(string json, byte[] data)
    {
        byte[] header = Encoding.UTF8.GetBytes(json);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        return SafeTensorsFile.Read(folder.Write("read", [.. prefix, .. header, .. data]));
    }

    private byte[] WholeFile()
    {
        string path = folder.File("whole");
        SafeTensorsFile.Write(
            path,
            [new SafeTensor("encoder.0.weight", [2, 3], new float[6]), new SafeTensor("x", [2], new double[2]),
                new SafeTensor("é", [], new float[1])],
            new Dictionary<string, string> { ["model"] = "MnistVae", ["step"] = "17" });
        return File.ReadAllBytes(path);
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
}
