using System;
using System.Globalization;

namespace VaeGen.Benchmarks;

/// <summary>Prints the table: a heading for each benchmark, a row for each quantity.</summary>
internal static class Report
{
    /// <summary>Begins a benchmark's part of the table.</summary>
    public static void Heading(string text)
    {
        Console.WriteLine();
        Console.WriteLine(text);
        Console.WriteLine(new string('-', 108));
        Console.WriteLine($"{"",-52} {"median",10} {"quartiles",21}");
    }

    /// <summary>One quantity.</summary>
    public static void Row(string what, Measurement value, string unit, string remark = "") =>
        Console.WriteLine($"{what,-52} {Number(value.Median),10} {Number(value.Lower) + " – " + Number(value.Upper),21} "
            + $"{unit}{(remark.Length > 0 ? "  " + remark : "")}");

    /// <summary>One quantity that has no spread.</summary>
    public static void Row(string what, double value, string unit, string remark = "") =>
        Console.WriteLine($"{what,-52} {Number(value),10} {"",21} {unit}{(remark.Length > 0 ? "  " + remark : "")}");

    /// <summary>A fact in words.</summary>
    public static void Line(string text) => Console.WriteLine(text);

    /// <summary>A share in per cent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value)
    {
        double size = Math.Abs(value);
        string format = size >= 1000 ? "#,0" : size >= 100 ? "0" : size >= 10 ? "0.0" : size >= 0.1 || size == 0 ? "0.00" : "0.0000";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
