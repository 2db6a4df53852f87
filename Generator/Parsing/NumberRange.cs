using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Checks the numbers of a layer.</summary>
internal static class NumberRange
{
    /// <summary>More rows than any kernel has that a network is trained with; its square fits in an <see cref="int"/>.</summary>
    public const int LargestKernel = 1024;

    /// <summary>Reports a number out of its range and says whether it is inside.</summary>
    /// <param name="set">Takes the report.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="what">The number, for the message.</param>
    /// <param name="number">Its value and place.</param>
    /// <param name="least">The least that is possible.</param>
    /// <param name="most">The most that is possible.</param>
    /// <param name="reason">What the bound comes from; may be empty.</param>
    public static bool Check(
        AttributeSet set, AttributeUse layer, string what, Sourced<int> number, int least, int most, string reason = "")
    {
        if (number.Value >= least && number.Value <= most)
            return true;

        string range = most == int.MaxValue ? $"{AttributeSet.Text(least)} or more"
            : most == least ? AttributeSet.Text(least)
            : $"from {AttributeSet.Text(least)} to {AttributeSet.Text(most)}";
        string because = reason.Length == 0 ? "" : ", " + reason;
        set.Report(DiagnosticIds.LayerNumberOutOfRange, number.At, what, layer.ShortName, range + because, AttributeSet.Text(number.Value));
        return false;
    }
}
