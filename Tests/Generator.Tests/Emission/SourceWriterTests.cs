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
            {
                writer.Line("1,");
            }

            writer.Line();
            writer.Line("int F()");
            using (writer.Indent())
            {
                writer.Line("=> 1;");
            }
        }

        Assert.Equal("class A\n{\n    int x;\n\n        int y;\n    int[] z =\n    {\n        1,\n    };\n\n    int F()\n        => 1;\n}\n", writer.ToString());
    }
}
