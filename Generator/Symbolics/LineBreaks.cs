using System.Collections.Generic;

namespace VaeGen.Generator.Symbolics;

/// <summary>Breaks a line of code or of a formula before an operator, or after a comma, where the fewest brackets are open.</summary>
internal static class LineBreaks
{
    private const string Indented = "    ";

    // A line that ends within the first third of its width looks torn.
    private const int LeastShare = 3;

    /// <summary>The line in pieces of that width at most, as far as there is a place to break; all but the first are indented.</summary>
    public static IReadOnlyList<string> Wrap(string line, int width, string indentation = Indented)
    {
        List<string> lines = [];
        while (line.Length > width && Find(line, width, indentation.Length + 1) is int place)
        {
            lines.Add(line.Substring(0, place).TrimEnd());
            line = indentation + line.Substring(place).TrimStart();
        }

        lines.Add(line);
        return lines;
    }

    private static int? Find(string line, int width, int least) =>
        Best(line, System.Math.Max(least, width / LeastShare), width) ?? Best(line, least, line.Length);

    // The loosest place, and of several the last.
    private static int? Best(string line, int from, int to)
    {
        (int Cost, int Place)? best = null;
        int depth = 0;
        for (int i = 0; i < line.Length && i <= to; i++)
        {
            if (line[i] is '(' or '{' or '[')
            {
                depth++;
            }
            else if (line[i] is ')' or '}' or ']')
            {
                depth--;
            }
            else if (line[i] == ' ' && i >= from && Looseness(line, i) is int looseness
                && (best is null || (4 * depth) + looseness <= best.Value.Cost))
            {
                best = ((4 * depth) + looseness, i);
            }
        }

        return best?.Place;
    }

    // After a comma or the colon of a case, before the operator of a sum, before that of a product; a space after an operator is no place
    // to break.
    private static int? Looseness(string line, int space)
    {
        if (space + 1 >= line.Length || line.Substring(0, space).Trim().Length == 0)
            return null;
        char before = line[space - 1];
        char after = line[space + 1];
        bool isOperator = space + 2 < line.Length && line[space + 2] == ' ';
        return before is ',' or ':' ? 0
            : !isOperator ? null
            : after is '+' or '−' or '-' ? 1
            : after is '*' or '/' ? 2
            : null;
    }
}
