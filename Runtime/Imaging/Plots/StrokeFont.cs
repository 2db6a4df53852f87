using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace VaeGen;

/// <summary>
/// Letters as lines for a pen, so that a picture of pixels can have words without a font file. Their forms are in
/// <see cref="StrokeGlyphs"/>; a character that is not there is a box.
/// </summary>
internal static class StrokeFont
{
    // The units of the forms: a capital letter is 14 of them high, and 20 are what is called the size of a font.
    private const double UnitsOfSize = 20;

    // From the last stroke of a letter to the first of the next one.
    private const double Spacing = 4.2;

    // Small figures above and below the line.
    private const double SmallScale = 0.62;
    private const double Raised = 6.2;
    private const double Lowered = -3;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉";

    private static readonly FrozenDictionary<int, StrokeGlyph> Glyphs = ReadAll().ToFrozenDictionary();

    private static readonly StrokeGlyph Box = StrokeGlyph.Read(8, "M0 0 L0 14 L8 14 L8 0 L0 0");

    /// <summary>Whether a character has a form of its own.</summary>
    internal static bool Has(Rune character) => Glyphs.ContainsKey(character.Value);

    /// <summary>From the first stroke of a text to its last, in the unit of the size.</summary>
    internal static double Width(string text, double size)
    {
        double width = -Spacing;
        foreach (Rune character in text.EnumerateRunes())
            width += Find(character).Width + Spacing;
        return Math.Max(0, width) * size / UnitsOfSize;
    }

    /// <summary>The strokes of a text whose baseline begins at the origin; y grows downwards.</summary>
    internal static IEnumerable<(PlotPoint From, PlotPoint To)> Strokes(string text, double size)
    {
        double scale = size / UnitsOfSize;
        double x = 0;
        foreach (Rune character in text.EnumerateRunes())
        {
            StrokeGlyph glyph = Find(character);
            foreach ((PlotPoint from, PlotPoint to) in glyph.Strokes)
                yield return (Place(from), Place(to));
            x += glyph.Width + Spacing;
        }

        PlotPoint Place(PlotPoint point) => new((x + point.X) * scale, -point.Y * scale);
    }

    // Any white space is a blank: a title is one line.
    private static StrokeGlyph Find(Rune character) =>
        Glyphs.TryGetValue(Rune.IsWhiteSpace(character) ? ' ' : character.Value, out StrokeGlyph? glyph) ? glyph : Box;

    private static IEnumerable<KeyValuePair<int, StrokeGlyph>> ReadAll()
    {
        foreach ((char character, double width, string path) in StrokeGlyphs.All)
        {
            StrokeGlyph glyph = StrokeGlyph.Read(width, path);
            yield return new(character, glyph);
            if (!char.IsAsciiDigit(character))
                continue;
            yield return new(Superscripts[character - '0'], glyph.Smaller(SmallScale, Raised));
            yield return new(Subscripts[character - '0'], glyph.Smaller(SmallScale, Lowered));
        }
    }
}
