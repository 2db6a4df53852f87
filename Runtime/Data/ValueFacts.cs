namespace VaeGen;

/// <summary>What is true of all values of a data set.</summary>
internal sealed record ValueFacts(double Minimum, double Maximum, bool IsBinary)
{
    internal bool HasNaN => double.IsNaN(Minimum);
}
