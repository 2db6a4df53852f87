using System;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads <c>Input = …</c> of the encoder.</summary>
internal static class InputParser
{
    /// <summary>What is given, or the default; null after a problem.</summary>
    public static InputScaling? Parse(AttributeSet set)
    {
        if (set.Find(ModelAttributes.Encoder)?.Named<int>("Input") is not { } given)
            return InputScaling.Raw;

        InputScaling scaling = (InputScaling)given.Value;
        if (Enum.IsDefined(typeof(InputScaling), scaling))
            return scaling;
        set.Report(
            DiagnosticIds.UnknownInput, given.At, AttributeSet.Text(given.Value), string.Join(", ", Enum.GetNames(typeof(InputScaling))));
        return null;
    }
}
