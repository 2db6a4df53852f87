using System;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads <c>Activation = …</c> of a network or a layer.</summary>
internal static class ActivationParser
{
    /// <summary>Whether an activation is given, right or wrong.</summary>
    public static bool IsGiven(AttributeUse use) => use.Named<int>("Activation") is not null;

    /// <summary>The activation that is given, or the default; null after a problem.</summary>
    public static Sourced<Activation>? Parse(AttributeSet set, AttributeUse use, Sourced<Activation> otherwise)
    {
        if (use.Named<int>("Activation") is not { } given)
            return otherwise;

        Activation activation = (Activation)given.Value;
        if (!Enum.IsDefined(typeof(Activation), activation))
        {
            set.Report(
                DiagnosticIds.UnknownActivation, given.At, AttributeSet.Text(given.Value),
                string.Join(", ", Enum.GetNames(typeof(Activation))));
            return null;
        }

        return new Sourced<Activation>(activation, given.At);
    }
}
