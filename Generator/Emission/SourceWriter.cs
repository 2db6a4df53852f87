using System;
using System.Text;

namespace VaeGen.Generator.Emission;

/// <summary>Text of one emitted file: lines, indented by blocks. Line ends are <c>\n</c> whatever the machine, and no line ends in
/// spaces.</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder text = new();
    private int level;

    /// <summary>Writes an empty line.</summary>
    public void Line() => text.Append('\n');

    /// <summary>Writes one line at the present indentation, or several where it is too long: see <see cref="LongLines"/>.</summary>
    public void Line(string line)
    {
        if (line.Length == 0)
        {
            Line();
            return;
        }

        string inner = line.TrimStart(' ');
        int indentation = level * SpacesPerLevel + line.Length - inner.Length;
        foreach (string part in LongLines.Of(inner.TrimEnd(' '), indentation))
            text.Append(' ', indentation).Append(part).Append('\n');
    }

    /// <summary>Writes each line of the text at the present indentation; what is indented in it stays so. Made for raw string
    /// literals.</summary>
    public void Lines(string lines)
    {
        foreach (string line in lines.Replace("\r\n", "\n").Split('\n'))
            Line(line);
    }

    /// <summary>Opens braces, to be closed by disposing: <c>using (writer.Block("public void Fit()"))</c>.</summary>
    /// <param name="head">What stands in front of the opening brace, on lines of its own.</param>
    /// <param name="tail">What follows the closing brace on its line, such as a semicolon.</param>
    public Indentation Block(string? head = null, string tail = "")
    {
        if (head is not null)
            Lines(head);

        Line("{");
        level++;
        return new Indentation(this, "}" + tail);
    }

    /// <summary>Indents without braces until disposed: the second line of an expression.</summary>
    public Indentation Indent()
    {
        level++;
        return new Indentation(this, null);
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => text.ToString();

    /// <summary>An open block; disposing closes it.</summary>
    internal readonly struct Indentation(SourceWriter writer, string? close) : IDisposable
    {
        /// <inheritdoc />
        public void Dispose()
        {
            writer.level--;
            if (close is not null)
                writer.Line(close);
        }
    }
}
