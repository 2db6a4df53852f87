using System;
using System.Globalization;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads <c>[Model]</c>.</summary>
internal static class OptionParser
{
    /// <summary>The precision, the default where none is given; null after a problem.</summary>
    public static Sourced<Precision>? ParsePrecision(AttributeSet set)
    {
        if (set.Find(ModelAttributes.Model)?.Named<int>("Precision") is not { } given)
            return new Sourced<Precision>(Precision.Single, ArgumentLocation.None);

        Precision precision = (Precision)given.Value;
        if (!Enum.IsDefined(typeof(Precision), precision))
        {
            set.Report(DiagnosticIds.UnknownPrecision, given.At, given.Value.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        return new Sourced<Precision>(precision, given.At);
    }
}
