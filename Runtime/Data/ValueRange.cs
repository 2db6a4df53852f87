using System;

namespace VaeGen;

/// <summary>The least and the greatest of all values of a data set; both NaN where any value is.</summary>
internal sealed record ValueRange(double Minimum, double Maximum)
{
    /// <summary>The range of these values and others.</summary>
    internal ValueRange With(ValueRange other) => new(Math.Min(Minimum, other.Minimum), Math.Max(Maximum, other.Maximum));
}
