namespace VaeGen;

/// <summary>The least and the greatest of all values of a data set; both NaN where any value is.</summary>
internal sealed record ValueRange(double Minimum, double Maximum);
