using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public sealed class NpyTests : IDisposable
{
    // numpy.save of arange(6).reshape(2, 3), first as '<i4', then as '>f8' in Fortran order.
    private const string SavedByNumPy =
        "934E554D5059010076007B276465736372273A20273C6934272C2027666F727472616E5F6F72646572273A2046616C73652C20277368617065273A2028322"
            + "C2033292C207D2020202020"
        + "20202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200A000000000100000"
        + "0020000000300000004000000"
        + "05000000";

    private const string SavedByNumPyInFortranOrder =
        "934E554D5059010076007B276465736372273A20273E6638272C2027666F727472616E5F6F72646572273A20547275652C20277368617065273A2028322C2"
            + "033292C207D202020202020"
        + "20202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200A000000000000000"
        + "040080000000000003FF00000"
        + "00000000401000000000000040000000000000004014000000000000";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(SavedByNumPy)]
    [InlineData(SavedByNumPyInFortranOrder)]
    public void ReadsWhatNumPyWrites(string file)
    {
        DataSet data = Npy.ReadExamples(folder.Write("a.npy", Convert.FromHexString(file)));
        Assert.Equal((2, new DataShape(3), "a.npy"), (data.Count, data.Shape, data.Name));
        Assert.Equal([0, 1, 2, 3, 4, 5], Copy(data));
    }

    [Theory]
    [InlineData("|u1")]
    [InlineData("<i4")]
    [InlineData(">i4")]
    [InlineData("<i8")]
    [InlineData(">i8")]
    [InlineData("<f4")]
    [InlineData(">f4")]
    [InlineData("<f8")]
    [InlineData(">f8")]
    public void EveryTypeOrderAndVersionGivesTheSameValues(string type)
    {
        float scale = type == "|u1" ? 255 : 1;
        foreach (int[] shape in new int[][] { [6], [6, 1], [4, 5], [2, 3, 4], [2, 3, 2, 4], [1, 1, 1, 7] })
        {
            int count = shape.Aggregate(1, (product, size) => product * size);
            float[] values = [.. Enumerable.Range(0, count).Select(i => (float)i)];
            for (int version = 1; version <= 3; version++)
            {
                DataSet rows = Read(type, isFortran: false, shape, values, version);
                DataSet columns = Read(type, isFortran: true, shape, ToFortran(values, shape), version);
                Assert.Equal(shape[0], rows.Count);
                Assert.Equal(values.Select(value => value / scale), Copy(rows));
                Assert.Equal(rows.ContentHash, columns.ContentHash);
            }
        }
    }

    [Fact]
    public void ChannelsCanBeTheLastAxis()
    {
        // Two images of 2 × 2 pixels in 3 channels; pixel by pixel red, green, blue.
        float[] values = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        string path = Write("<f4", false, [2, 2, 2, 3], values);
        DataSet data = Npy.ReadExamples(path, channelsLast: true);
        Assert.Equal(new DataShape(3, 2, 2), data.Shape);
        Assert.Equal([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11], Copy(data)[..12]);
        Assert.Equal(
            data.ContentHash,
            Npy.ReadExamples(Write("<f4", true, [2, 2, 2, 3], ToFortran(values, [2, 2, 2, 3])), channelsLast: true).ContentHash);
        Assert.Equal(new DataShape(2, 2, 3), Npy.ReadExamples(path).Shape);
        Refuses(() => Npy.ReadExamples(Write("<f4", false, [2, 3, 4], values), channelsLast: true), "images with the channels last have "
            + "4.");
    }

    [Fact]
    public void TruthValuesAreZeroAndOneAndServeAsMasks()
    {
        DataSet mask = Npy.ReadExamples(Write("|b1", false, [2, 2], [1, 0, 1, 1]));
        Assert.True(mask.IsBinary);
        Assert.Equal([1, 0, 1, 1], Copy(mask));
        Assert.Equal([5, 0, 7, 8], Copy(DataSet.From([5f, 6, 7, 8], 2).WithMask(mask)));
        Refuses(() => Npy.ReadExamples(Write("|b1", false, [2], [1, 2])), "has 2 as the element stored at place 1; a truth value is 0 or "
            + "1");
    }

    [Fact]
    public void LabelsComeFromASecondFile()
    {
        string images = Write("|u1", false, [3, 2], new float[6]);
        DataSet data = Npy.ReadExamples(images, Write("<i8", false, [3], [4, 0, 2], name: "labels.npy"));
        Assert.Equal([4, 0, 2], data.Labels.ToArray());
        Assert.Equal(5, data.Classes);
        Assert.Equal([1, 0, 7], Npy.ReadLabels(Write("|u1", false, [3, 1], [1, 0, 7])));
        Refuses(() => Npy.ReadExamples(Write("|u1", false, [2, 2], new float[4]), folder.File("labels.npy")), "has 3 labels; ");
        Refuses(() => Npy.ReadLabels(Write("<f4", false, [3], [1, 0, 7])), "has elements of type Single; labels are whole numbers");
        Refuses(() => Npy.ReadLabels(Write("<i4", false, [3], [1, -1, 7])), "has -1 as the element stored at place 1; labels count from "
            + "0 to 2147483646");
        Refuses(() => Npy.ReadLabels(Write("<i4", false, [3, 2], new float[6])), "holds an array of 2 axes (3×2); labels have one.");
    }

    [Fact]
    public void ValuesThatDoNotFitAreRefusedAndNaNIsKept()
    {
        DataSet data = Npy.ReadExamples(Write("<f8", false, [3], [1, float.NaN, 3]));
        Assert.True(data.HasNaN);
        Assert.Equal(2, data.WithMissing().ObservedCount);
        byte[] whole = File.ReadAllBytes(Write("<i4", false, [2], [1, 16777216]));
        Assert.Equal([1, 16777216], Copy(Npy.ReadExamples(folder.Write("whole.npy", whole))));
        whole[^4] = 1;
        Refuses(() => Npy.ReadExamples(folder.Write("whole.npy", whole)), "has 16777217 as the element stored at place 1; whole numbers "
            + "are exact as floats of 32 bits up to 16777216; astype(np.float32) rounds them, astype(np.float64) keeps them");
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", "is cut off: its header declares 24 bytes of data (2×3), "
        + "there are 20.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", "goes on after its array: its header declares 16 bytes")]
    [InlineData("{'descr': '<f2', 'fortran_order': False, 'shape': (5,), }", "elements of type <f2; uint8, bool, int32, int64, float32 "
        + "or float64 was expected")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (5,), }", "elements of type |O")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (5,), }", "a text in quotes, True, False or a tuple of sizes "
        + "was expected at character 10")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", "holds an array of 0 axes; 1 to 4 were expected", 4)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1, 5), }", "holds an array of 5 axes (1×1×1×1×5)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (5, 0), }", "holds an array without elements")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999, 99999, 99999), }", "declares more than 1073741824 "
        + "bytes of data")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-5,), }", "a size from 0 to 2147483647 was expected at character 51")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }", "a size from 0 to 2147483647 was expected")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (5,), }", "True, False or a tuple of sizes was expected")]
    [InlineData("{'descr': '<f4', 'fortran_order': 'no', 'shape': (5,), }", "descr, fortran_order and shape were expected")]
    [InlineData("{'descr': '<f4', 'shape': (5,), }", "descr, fortran_order and shape were expected")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'shape': (5,), }", "a key other than 'descr'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (5,), } exit()", "the end was expected at character 58")]
    [InlineData("{'descr': '<f4'", "'}' was expected at character 15")]
    [InlineData("", "'{' was expected at character 0")]
    public void WrongHeadersAreRefused(string header, string expected, int dataBytes = 20)
    {
        byte[] file = [.. Lead(1, header.Length), .. Encoding.ASCII.GetBytes(header), .. new byte[dataBytes]];
        Refuses(() => Npy.ReadExamples(folder.Write("a.npy", file)), expected);
    }

    [Fact]
    public void OtherFilesAreRefused()
    {
        Refuses(() => Npy.ReadExamples(folder.Write("a", [])), "is no npy file: it is empty.");
        Refuses(() => Npy.ReadExamples(folder.Write("a", Encoding.ASCII.GetBytes("PK\x03\x04 and more"))), "it is a zip archive, as "
            + "numpy.savez writes it");
        Refuses(() => Npy.ReadExamples(folder.Write("a", [.. Lead(1, 99)[..8]])), "ends within its header");
        Refuses(() => Npy.ReadExamples(folder.Write("a", Lead(1, 99))), "ends within its header");
        Refuses(() => Npy.ReadExamples(folder.Write("a", Lead(2, 99)[..^1])), "ends within its header");
        Refuses(() => Npy.ReadExamples(folder.Write("a", Lead(4, 99))), "has version 4.0; 1.0, 2.0 or 3.0 was expected");
        Refuses(() => Npy.ReadExamples(folder.Write("a", Lead(2, 1 << 30))), "declares a header of 1073741824 bytes");
        Refuses(() => Npy.ReadExamples(Write("|u1", false, [11], new float[11]), maximumBytes: 10), "declares more than 10 bytes of data");
        Assert.Throws<FileNotFoundException>(() => Npy.ReadExamples(folder.File("none.npy")));
    }

    // A changed byte may give another array, or a refusal that explains itself; never another failure.
    [Fact]
    public void EveryByteMayBeWrong()
    {
        byte[] file = File.ReadAllBytes(Write("<f4", true, [2, 3, 2, 2], [.. Enumerable.Range(0, 24).Select(i => (float)i)]));
        int refused = 0;
        for (int i = 0; i < file.Length; i++)
        {
            foreach (byte change in new byte[] { 0x01, 0xFF })
            {
                byte[] changed = [.. file];
                changed[i] ^= change;
                refused += Record.Exception(() => Npy.ReadExamples(folder.Write("a.npy", changed))) is { } failure
                    ? Assert.IsType<DataFormatException>(failure).Message.Length > 0 ? 1 : 0
                    : 0;
            }
            Refuses(() => Npy.ReadExamples(folder.Write("a.npy", file[..i])), "a.npy'");
        }
        Assert.True(refused > file.Length / 2, $"{refused} of {2 * file.Length} changes were refused.");
    }

    private static void Refuses(Func<object> read, string expected) =>
        Assert.Contains(expected, Assert.Throws<DataFormatException>(read).Message, StringComparison.Ordinal);

    private DataSet Read(string type, bool isFortran, int[] shape, float[] values, int version) =>
        Npy.ReadExamples(Write(type, isFortran, shape, values, version));

    private string Write(string type, bool isFortran, int[] shape, float[] stored, int version = 1, string name = "array.npy")
    {
        string sizes = string.Join(", ", shape) + (shape.Length == 1 ? "," : "");
        string header = $"{{'descr': '{type}', 'fortran_order': {isFortran}, 'shape': ({sizes}), }}\n";
        return folder.Write(
            name, [.. Lead(version, header.Length), .. Encoding.ASCII.GetBytes(header),
                .. stored.SelectMany(value => Element(type, value))]);
    }

    private static byte[] Lead(int version, int headerLength)
    {
        byte[] length = BitConverter.GetBytes(headerLength);
        Assert.True(BitConverter.IsLittleEndian);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. version == 1 ? length[..2] : length];
    }

    private static byte[] Element(string type, float value)
    {
        byte[] bytes = type[1..] switch
        {
            "i4" => BitConverter.GetBytes((int)value),
            "i8" => BitConverter.GetBytes((long)value),
            "f4" => BitConverter.GetBytes(value),
            "f8" => BitConverter.GetBytes((double)value),
            _ => [(byte)value],
        };
        return type[0] == '>' ? [.. bytes.Reverse()] : bytes;
    }

    // The first axis runs fastest.
    private static float[] ToFortran(float[] values, int[] shape)
    {
        var stored = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int rest = i;
            int stride = values.Length;
            int place = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                stride /= shape[axis];
                place += rest % shape[axis] * stride;
                rest /= shape[axis];
            }
            stored[place] = values[i];
        }
        return stored;
    }

    private static float[] Copy(DataSet data)
    {
        var all = new float[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, null, all.AsSpan(i * data.Features));
        return all;
    }
}
