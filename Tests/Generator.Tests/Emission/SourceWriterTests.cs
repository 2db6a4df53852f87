using VaeGen.Generator.Emission;
using Xunit;

namespace VaeGen.Generator.Tests.Emission;

/// <summary>The writer of emitted text.</summary>
public sealed class SourceWriterTests
{
    [Fact]
    public void Blocks_indent_what_is_in_them()
    {
        SourceWriter writer = new();
        using (writer.Block("class A"))
        {
            writer.Lines("int x;\r\n\r\n    int y;  ");
            using (writer.Block("int[] z =", ";"))
                writer.Line("1,");

            writer.Line();
            writer.Line("int F()");
            using (writer.Indent())
                writer.Line("=> 1;");
        }

        Assert.Equal("class A\n{\n    int x;\n\n        int y;\n    int[] z =\n    {\n        1,\n    };\n\n    int F()\n        => "
            + "1;\n}\n", writer.ToString());
    }

    /// <summary>Whatever is written, no line is longer than the house allows, and code stays what it was.</summary>
    [Theory]
    [InlineData("int x = First(aaaaaaaaaa, bbbbbbbbbb, Second<TVector, float>(cccccccccccccccccccc, dddddddddddddddddd), eeeeeeeeee, "
        + "ffffffffff, gggggggggg, hhhhhhhhhh);",
        "int x = First(aaaaaaaaaa, bbbbbbbbbb, Second<TVector, float>(cccccccccccccccccccc, dddddddddddddddddd), eeeeeeeeee, ffffffffff, "
            + "gggggggggg,\n    hhhhhhhhhh);")]
    [InlineData("Update(aaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccccccccccc); // what is said of it, "
        + "which takes many more words than that",
        "// what is said of it, which takes many more words than that\nUpdate(aaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, "
            + "cccccccccccccccccccccccccccc);")]
    [InlineData("// aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb cccccccccccccccccccc dddddddddddddddddddd eeeeeeeeeeeeeeeeeeee "
        + "ffffffffffffffffffff gggggggggggggggggggg",
        "// aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb cccccccccccccccccccc dddddddddddddddddddd eeeeeeeeeeeeeeeeeeee "
            + "ffffffffffffffffffff\n//   gggggggggggggggggggg")]
    [InlineData("\"aaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbb (cccccccccccccccccccc) dddddddddddddddddddd = eeeeeeeeeeeeeeeeeeee "
        + "ffffffffffffffffffff gggggggggggggggggggg\");",
        "\"aaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbb (cccccccccccccccccccc) dddddddddddddddddddd = eeeeeeeeeeeeeeeeeeee "
            + "ffffffffffffffffffff \"\n    + \"gggggggggggggggggggg\");")]
    public void A_long_line_is_broken(string line, string lines)
    {
        SourceWriter writer = new();
        writer.Line(line);

        Assert.True(line.Length > LongLines.MostColumns);
        Assert.Equal(lines + "\n", writer.ToString());
    }

    [Fact]
    public void A_short_line_is_not()
    {
        SourceWriter writer = new();
        string line = new string('a', 60) + ", " + new string('b', LongLines.MostColumns - 62);
        writer.Line(line);
        Assert.Equal(line + "\n", writer.ToString());
    }
}
