using System.Globalization;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Writes a number as plain decimal text, the shortest that gives the same double back: for any number of up to 15 digits that is what the
/// user wrote. Later stages compute with this text, exactly, and not with the nearest double.
/// </summary>
internal static class DecimalText
{
    private const string Digits17 = "G17";

    /// <summary>The text of a positive number between 1e-12 and 1e12, without exponent: "0.1", "25", "0.000001".</summary>
    public static string Of(double value)
    {
        // The three formats by hand: "R" is not the shortest on every framework that hosts compilers.
        foreach (string format in new[] { "G15", "G16", Digits17 })
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == value)
                return Expand(text);
        }

        return Expand(value.ToString(Digits17, CultureInfo.InvariantCulture));
    }

    /// <summary>Turns "1E-06" into "0.000001".</summary>
    private static string Expand(string text)
    {
        int e = text.IndexOf('E');
        if (e < 0)
            return text;

        int exponent = int.Parse(text.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = text.Substring(0, e);
        int point = mantissa.IndexOf('.');
        string digits = mantissa.Replace(".", "");
        int position = (point < 0 ? mantissa.Length : point) + exponent;
        if (position <= 0)
            return "0." + new string('0', -position) + digits;

        return position >= digits.Length
            ? digits + new string('0', position - digits.Length)
            : digits.Substring(0, position) + "." + digits.Substring(position);
    }
}
