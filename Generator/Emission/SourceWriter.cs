using System;
using System.Text;

namespace VaeGen.Generator.Emission;

/// <summary>Writes indented source text with <c>\n</c> line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>An empty line.</summary>
    public void Line() => text.Append('\n');

    /// <summary>One line at the current depth.</summary>
    public void Line(string line)
    {
        if (line.Length > 0)
            text.Append(' ', depth * 4).Append(line);
        text.Append('\n');
    }

    /// <summary>An opening brace now, the closing one on disposal.</summary>
    public IDisposable Block()
    {
        Line("{");
        depth++;
        return new Closing(this);
    }

    public override string ToString() => text.ToString();

    private sealed class Closing(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            writer.Line("}");
        }
    }
}
