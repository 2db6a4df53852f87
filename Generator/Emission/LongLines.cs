using System;
using System.Collections.Generic;

namespace VaeGen.Generator.Emission;

/// <summary>
/// Breaks lines that are too long: comments between words; code behind a comma, an equals sign or a parenthesis, or before an operator,
/// where the fewest parentheses are open; strings between words. A comment behind a statement that is too long with it goes above.
/// </summary>
internal static class LongLines
{
    /// <summary>The most columns of a line.</summary>
    public const int MostColumns = 140;

    private const string Continued = "    ";

    /// <summary>The lines that a line becomes, without their common indentation.</summary>
    /// <param name="line">A line without its indentation.</param>
    /// <param name="indentation">Columns before it.</param>
    public static IEnumerable<string> Of(string line, int indentation)
    {
        int most = MostColumns - indentation;
        if (line.Length <= most)
            return [line];
        if (line.StartsWith("//", StringComparison.Ordinal))
            return Comment(line, most);
        int comment = line.IndexOf(" // ", StringComparison.Ordinal);
        return comment < 0
            ? Code(line, most)
            : [.. Of(line.Substring(comment + 1), indentation), .. Of(line.Substring(0, comment), indentation)];
    }

    private static IEnumerable<string> Comment(string line, int most)
    {
        string start = line.StartsWith("///", StringComparison.Ordinal) ? "/// " : "//   ";
        while (line.Length > most)
        {
            int space = line.LastIndexOf(' ', most);
            if (space <= start.Length)
                break;
            yield return line.Substring(0, space).TrimEnd(' ');
            line = start + line.Substring(space + 1);
        }

        yield return line;
    }

    private static IEnumerable<string> Code(string line, int most)
    {
        while (line.Length > most)
        {
            if (Place(line, most) is var place and > 0)
            {
                yield return line.Substring(0, place).TrimEnd(' ');
                line = Continued + line.Substring(place).TrimStart(' ');
            }
            else if (PlaceInText(line, most) is var space and > 0)
            {
                yield return line.Substring(0, space) + "\"";
                line = Continued + "+ \"" + line.Substring(space);
            }
            else
            {
                break;
            }
        }

        yield return line;
    }

    // Behind the last space of a string that begins in this line.
    private static int PlaceInText(string line, int most)
    {
        int place = 0;
        bool isText = false;
        for (int i = 0; i < most - 1; i++)
        {
            isText ^= line[i] == '"';
            if (isText && line[i] == ' ')
                place = i + 1;
        }

        return place;
    }

    // Where the next line begins: the last place of the least depth from which the rest fits into a line, or of the least depth at all.
    private static int Place(string line, int most)
    {
        (int Depth, int Place, bool Fits) best = (int.MaxValue, 0, false);
        int depth = 0;
        bool isText = false;
        for (int i = 0; i < Math.Min(line.Length, most); i++)
        {
            char c = line[i];
            isText ^= c == '"';
            if (isText)
                continue;
            if (c is '(' or '[' or '{' || (c == '<' && !IsSpace(line, i - 1)))
                depth++;
            else if (c is ')' or ']' or '}' || (c == '>' && !IsSpace(line, i - 1) && !IsArrow(line, i)))
                depth--;
            int place = Behind(line, i);
            if (place <= Continued.Length)
                continue;
            bool fits = Continued.Length + line.Length - place <= most;
            if ((fits, -depth).CompareTo((best.Fits, -best.Depth)) >= 0)
                best = (depth, place, fits);
        }

        return best.Place;
    }

    // The place behind a parenthesis, a comma, an equals sign or an arrow, or before an operator; 0 for none.
    private static int Behind(string line, int i) => line[i] == '(' && i + 1 < line.Length && line[i + 1] != ')' ? i + 1
        : (line[i] is ',' || (line[i] is '=' && IsSpace(line, i - 1)) || IsArrow(line, i)) && IsSpace(line, i + 1) ? i + 1
        : line[i] is '+' or '-' or '*' or '/' or '?' or ':' && IsSpace(line, i - 1) && IsSpace(line, i + 1) ? i
        : 0;

    private static bool IsArrow(string line, int i) => i > 0 && line[i] == '>' && line[i - 1] == '=';

    private static bool IsSpace(string line, int i) => i > 0 && i < line.Length && line[i] == ' ';
}
