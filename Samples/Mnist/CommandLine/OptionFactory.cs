using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace VaeGen.Mnist.CommandLine;

/// <summary>Options whose values are checked while they are parsed: each failure names the option, its value and what was
/// expected.</summary>
internal static class OptionFactory
{
    /// <summary>A whole number in a range.</summary>
    public static Option<int?> WholeNumber(string name, string description, int least, int most = int.MaxValue) =>
        Checked<int?>(name, description, "N", Limits(least, most), text =>
            Number<int>(text, NumberStyles.AllowLeadingSign) is { } number && number >= least && number <= most ? number : null);

    /// <summary>A seed: a whole number of 64 bits.</summary>
    public static Option<ulong?> Seed(string name, string description) =>
        Checked<ulong?>(name, description, "N", "a whole number from 0", text => Number<ulong>(text, NumberStyles.None));

    /// <summary>A finite number above zero.</summary>
    public static Option<double?> PositiveNumber(string name, string description) =>
        Checked<double?>(name, description, "X", "a finite number above 0", text =>
            Number<double>(text, NumberStyles.Float) is { } number && double.IsFinite(number) && number > 0 ? number : null);

    /// <summary>One of some words.</summary>
    public static Option<string?> OneOf(string name, string description, IReadOnlyList<string> words) =>
        Checked<string?>(
            name, description, string.Join('|', words), "one of " + string.Join(", ", words), text => words.Contains(text) ? text : null);

    /// <summary>A path or another text that is not empty.</summary>
    public static Option<string?> Text(string name, string description, string helpName) =>
        Checked<string?>(name, description, helpName, "a name", text => string.IsNullOrWhiteSpace(text) ? null : text);

    private static Option<T> Checked<T>(string name, string description, string helpName, string expected, Func<string, T> parse) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = argument => Parse(name, expected, parse, argument),
        };

    private static T? Parse<T>(string name, string expected, Func<string, T> parse, ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        T value = parse(text);
        if (value is null)
            argument.AddError($"{name} is '{text}'; {expected} was expected.");
        return value;
    }

    private static T? Number<T>(string text, NumberStyles styles)
        where T : struct, INumber<T> => T.TryParse(text, styles, CultureInfo.InvariantCulture, out T number) ? number : null;

    private static string Limits(int least, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
}
