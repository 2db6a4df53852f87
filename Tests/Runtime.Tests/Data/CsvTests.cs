using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public sealed class CsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1,2.5\n-3e2,4\n")]
    [InlineData("1,2.5\r\n-3e2,4\r\n\r\n\r\n")]
    [InlineData("1,2.5\n-3e2,4")]
    [InlineData("a,b\n1,2.5\n-3e2,4")]
    [InlineData("\uFEFFa,\n 1 ,\"2.5\"\n\"-3e2\", 4\n")]
    [InlineData("\"a, with \"\"b\"\" and \"\"c\"\"\",\"\"\r\n1,2.5\r\n\"-3e2\",\"4\"\r\n")]
    public void ReadsNumbersWithOrWithoutAHeader(string text)
    {
        DataSet data = Csv.Read(Write(text));
        Assert.Equal((2, new DataShape(2), "a.csv"), (data.Count, data.Shape, data.Name));
        Assert.Equal([1, 2.5f, -300, 4], Copy(data));
        Assert.False(data.HasMissing);
    }

    [Fact]
    public void NumbersHaveAPointInEveryCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var withComma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            withComma.NumberFormat.NumberDecimalSeparator = ",";
            withComma.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = withComma;
            Assert.Equal([1.5f, 2.25f], Copy(Csv.Read(Write("1.5;2.25\n"), new CsvOptions { Separator = ';' })));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void LabelsComeFromAColumnByNameOrIndex()
    {
        string path = Write("x,class,y\n1,7,2\n3,0,4\n");
        foreach (CsvOptions options in new CsvOptions[] { new() { LabelName = "class" }, new() { LabelIndex = 1 },
            new() { LabelIndex = -2 } })
        {
            DataSet data = Csv.Read(path, options);
            Assert.Equal([7, 0], data.Labels.ToArray());
            Assert.Equal([1, 2, 3, 4], Copy(data));
            Assert.Equal((8, 0), (data.Classes, data.ClassNames.Count));
        }
        DataSet named = Csv.Read(Write("1,cat\n2,ant\n3,cat\n4,\"Bee, big\"\n"), new CsvOptions { LabelIndex = -1, LabelsAreNames = true });
        Assert.Equal(["Bee, big", "ant", "cat"], named.ClassNames);
        Assert.Equal([2, 1, 2, 0], named.Labels.ToArray());
        Assert.Equal([1, 3], Copy(named.OfClass("cat")));
    }

    [Fact]
    public void MissingValuesAreReadOnlyWhereTheyAreDeclared()
    {
        string path = Write("1,,3\nNaN,5, \nnan,NA,9\n");
        DataSet data = Csv.Read(path, new CsvOptions { HasMissing = true });
        Assert.True(data.HasMissing);
        Assert.Equal(4, data.ObservedCount);
        Assert.Equal([1, 0, 3, 0, 5, 0, 0, 0, 9], Copy(data));
        Refuses(path, "at line 1, column 2: the field is empty; a finite number was expected (HasMissing declares that it is a missing "
            + "value).");
        Refuses(Write("a\n1\nNaN\n"), "at line 3, column 1 ('a'): found 'NaN'; a finite number was expected (HasMissing");
        DataSet bytes = Csv.Read(Write("255,\n0,51\n"), new CsvOptions { HasMissing = true, AreBytes = true });
        Assert.Equal([1, 0, 0, 0.2f], Copy(bytes));
        Assert.Equal(3, bytes.ObservedCount);
        DataSet one = Csv.Read(Write("1\n\"\"\n3\n"), new CsvOptions { HasMissing = true });
        Assert.Equal((3, 2L), (one.Count, one.ObservedCount));
    }

    [Fact]
    public void BytesStayBytesAndStandForTheUnitInterval()
    {
        DataSet data =
            Csv.Read(Write("label,p0,p1,p2,p3\n3,0,255,51,102\n"), new CsvOptions { AreBytes = true, LabelName = "label", Shape = (2, 2) });
        Assert.Equal(new DataShape(1, 2, 2), data.Shape);
        Assert.Equal([0, 1, 0.2f, 0.4f], Copy(data));
        Assert.Equal(data.ContentHash, DataSet.From([0, 255, 51, 102], (2, 2), [3]).ContentHash);
        Refuses(Write("1,256\n"), "column 2: found '256'; a whole number from 0 to 255 was expected", new CsvOptions { AreBytes = true });
        Refuses(Write("1,0.5\n"), "column 2: found '0.5'; a whole number", new CsvOptions { AreBytes = true });
    }

    [Theory]
    [InlineData("", "is empty; at least one line was expected")]
    [InlineData("a,b\n", "holds a header alone")]
    [InlineData("1,2\n3\n", "at line 2, column 1: the line has 1 fields; 2 were expected, as in the first.")]
    [InlineData("1,2\n3,4,5,6\n", "at line 2, column 4: the line has 4 fields; 2 were expected")]
    [InlineData("1,x2\n", "at line 1, column 2: found 'x2'; a finite number was expected (HasHeader says that the first line holds "
        + "names).")]
    [InlineData("a,b\n1,2\n3,4;5\n", "at line 3, column 2 ('b'): found '4;5'; a finite number was expected.")]
    [InlineData("a;b\n1;2\n", "at line 2, column 1 ('a;b'): found '1;2'; a finite number was expected (the header seems to be separated by "
        + "';', which Separator says).")]
    [InlineData("a,city\n1,Bonn\n", "found 'Bonn'; a finite number was expected (columns of words are left out of the file, or one of them "
        + "is the label: LabelName = \"city\", LabelsAreNames = true).")]
    [InlineData("1,2\n3,Bonn\n", "is the label: LabelIndex = 1, LabelsAreNames = true).")]
    [InlineData("a,b\n1,\"41595,56\"\n", "found '41595,56'; a finite number was expected (numbers have a decimal point: 41595.56).")]
    [InlineData("a,b\n1,\"41,595.56\"\n", "(numbers have no sign between thousands: 41595.56).")]
    [InlineData("a,b\n1,?\n", "(a missing value is an empty field, NaN or NA, with HasMissing).")]
    [InlineData("1,Infinity\n", "found 'Infinity'; a finite number was expected")]
    [InlineData("1,1e999\n", "found '1e999'; a number within the range of 64-bit floats was expected")]
    [InlineData("1,2\n\n3,4\n", "at line 3, column 1: line 2 is empty and this one is not; empty lines were expected at the end alone.")]
    [InlineData("1,2\n3,\"4\n5\"\n", "at line 2, column 2: a quote is not closed; a field ends in its line.")]
    [InlineData("1,\"2\" 3\n", "at line 1, column 2: there is text behind a closed quote; a separator was expected.")]
    [InlineData("1,\"2", "a quote is not closed")]
    public void WrongFilesAreRefusedWithLineAndColumn(string text, string expected) => Refuses(Write(text), expected);

    [Fact]
    public void WrongLabelsAndOptionsAreRefused()
    {
        string path = Write("x,c\n1,7\n2,-1\n");
        Refuses(path, "at line 3, column 2 ('c'): found '-1'; a label, a whole number from 0, was expected",
            new CsvOptions { LabelName = "c" });
        Refuses(path, "has no column 'd'; its header is x, c.", new CsvOptions { LabelName = "d" });
        Refuses(path, "has 2 columns; the labels were expected in the one of index 2.", new CsvOptions { LabelIndex = 2 });
        Refuses(path, "has 2 columns of values; 4 (1×2×2) were expected. LabelName or LabelIndex names the column of the labels.",
            new CsvOptions { Shape = (2, 2) });
        Refuses(Write("c,c\n1,2\n"), "has several columns 'c'", new CsvOptions { LabelName = "c" });
        Refuses(Write("1,2\n"), "has no header; one with the name 'c' was expected.", new CsvOptions { LabelName = "c" });
        Refuses(Write("1\n"), "has one column, which is that of the labels", new CsvOptions { LabelIndex = 0 });
        Refuses(Write("1,2147483647\n"), "found '2147483647'; a label, a whole number from 0, was expected",
            new CsvOptions { LabelIndex = 1, HasHeader = false });
        Refuses(Write("1,\n"), "the field is empty; the name of a class was expected",
            new CsvOptions { LabelIndex = 1, LabelsAreNames = true, HasHeader = false });
        Refuses(Write("1,2\n3,4\n"), "has more than 12 bytes of values at line 2; at most 12 were expected (MaximumBytes).",
            new CsvOptions { MaximumBytes = 12 });
        foreach (CsvOptions wrong in new CsvOptions[]
        {
            new() { Separator = '\n' }, new() { Separator = '.' }, new() { Separator = '1' }, new() { Separator = '"' },
            new() { Separator = '→' },
            new() { LabelName = "c", LabelIndex = 1 }, new() { LabelsAreNames = true }, new() { LabelName = "c", HasHeader = false },
            new() { MaximumBytes = 0 },
        })
        {
            Assert.Throws<ArgumentException>(() => Csv.Read(path, wrong));
        }

        Assert.Throws<FileNotFoundException>(() => Csv.Read(folder.File("none.csv")));
    }

    [Fact]
    public void AHeaderOfNumbersIsOneWhereItIsSaid()
    {
        string path = Write("0,1\n5,6\n");
        Assert.Equal([0, 1, 5, 6], Copy(Csv.Read(path)));
        Assert.Equal([5, 6], Copy(Csv.Read(path, new CsvOptions { HasHeader = true })));
        Refuses(Write("a,b\n5,6\n"), "at line 1, column 1: found 'a'; a finite number was expected (HasHeader",
            new CsvOptions { HasHeader = false });
    }

    [Fact]
    public void TextThatIsNoUtf8IsRefused()
    {
        Refuses(folder.Write("utf16.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("1,2\n")).ToArray()),
            "the text is not UTF-8");
        Refuses(folder.Write("long.csv", Encoding.ASCII.GetBytes("1;2\n" + new string('1', 70_000))), "a field is longer than 65536 bytes",
            new CsvOptions { Separator = ';' });
    }

    [Fact]
    public void WholeNumbersOfAnyLengthAreRoundedOnce()
    {
        string[] numbers =
            ["0", "007", "9999999", "16777217", "33554435", "123456789012345678901234567890", "99999999999999999999", "4294967296"];
        Assert.Equal(
            numbers.Select(number => float.Parse(number, CultureInfo.InvariantCulture)), Copy(Csv.Read(Write(string.Join(',', numbers)))));
        Refuses(Write("4294967297"), "found '4294967297'; a whole number from 0 to 255", new CsvOptions { AreBytes = true });
    }

    // Any bytes are a table, or refused with an explanation; never another failure.
    [Fact]
    public void AnyBytesAreReadOrRefused()
    {
        byte[] letters = [.. "0123456789.,\"\r\n -eENaA"u8, 0, 0xEF, 0xBB, 0xBF, 0xFF];
        var random = new Random(1);
        int read = 0;
        for (int i = 0; i < 1500; i++)
        {
            byte[] file = [.. Enumerable.Range(0, random.Next(40)).Select(_ => letters[random.Next(letters.Length)])];
            var options =
                new CsvOptions
                {
                    HasMissing = i % 2 == 0,
                    AreBytes = i % 3 == 0,
                    LabelIndex = i % 5 == 0 ? 0 : null,
                    LabelsAreNames = i % 10 == 0
                };
            string path = folder.Write("a.csv", file);
            if (Record.Exception(() => Csv.Read(path, options)) is { } failure)
                Assert.IsType<DataFormatException>(failure);
            else
                read++;
        }
        Assert.InRange(read, 15, 1485);
    }

    // Fields of many lengths come to lie across every edge of the buffer.
    [Fact]
    public void LongFilesAreReadThroughTheBuffer()
    {
        const int Columns = 97;
        const int Rows = 4000;
        StringBuilder text = new();
        var expected = new float[Rows * Columns];
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] = MathF.ScaleB((i * 7919 % 100_003) - 50_000, -(i % 23));
            string number = expected[i].ToString("R", CultureInfo.InvariantCulture);
            text.Append(i % 11 == 3 ? $"\"{number}\"" : number).Append(i % Columns == Columns - 1 ? (i % 3 == 0 ? "\r\n" : "\n") : ",");
        }
        string path = Write(text.ToString());
        DataSet data = Csv.Read(path);
        Assert.Equal(Rows, data.Count);
        Assert.Equal(expected, Copy(data));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Csv.Read(path, null, cancelled.Token));
    }

    private string Write(string text) => folder.Write("a.csv", Encoding.UTF8.GetBytes(text));

    private static void Refuses(string path, string expected, CsvOptions? options = null)
    {
        DataFormatException failure = Assert.Throws<DataFormatException>(() => Csv.Read(path, options));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    private static float[] Copy(DataSet data)
    {
        var all = new float[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, null, all.AsSpan(i * data.Features));
        return all;
    }
}
