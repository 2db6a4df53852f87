using System.Globalization;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads <c>[Condition]</c>.</summary>
internal static class ConditionParser
{
    private const int FewestClasses = 2;
    private const int MostClasses = 65536;

    /// <summary>The number of classes; null where the model has no condition, or after a problem.</summary>
    public static Sourced<int>? Parse(AttributeSet set)
    {
        if (set.Find(ModelAttributes.Condition) is not { } use)
            return null;

        Sourced<int> classes = use.Value<int>(0);
        if (classes.Value is < FewestClasses or > MostClasses)
        {
            set.Report(DiagnosticIds.ConditionOutOfRange, classes.At, Text(FewestClasses), Text(MostClasses), Text(classes.Value));
            return null;
        }

        return classes;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
