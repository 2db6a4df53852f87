using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>
/// The short names by which emitted code calls the runtime. Where a name of the user's own hides one of them in the model's scope, emitted code
/// spells it out in full.
/// </summary>
internal static class RuntimeNames
{
    private const string Runtime = "global::VaeGen.Runtime.V1.";

    // Generic types are told by what follows them, so that a model of the same name is not mistaken for one.
    private static readonly string[] GenericTypes =
        ["ExampleSums", "ImageMap", "IVector", "ModelState", "PanelMatrix", "Parameters", "StepNumber", "TrainingState", "VariationalNetwork"];

    private static readonly string[] SpanTypes = ["ReadOnlySpan", "Span"];

    private static readonly string[] VectorTypes = ["Double1", "Double2", "Double4", "Double8", "Float1", "Float4", "Float8", "Float16"];

    private static readonly string[] NumericTypes =
    [
        "Convolution", "ConvolutionMap", "GradientSink", "ImageConvolution", "ParameterShape", "Pooling", "Product", "Tile", "Transposition", "Triangular", "UpdateRule", "Upsampling", "VectorSums", "Volume",
        "Worker",
    ];

    private static readonly string[] CompilerTypes = ["MethodImpl", "MethodImplOptions"];

    private static readonly string[] Functions =
    [
        "Digamma", "DigammaDifference", "Erf", "Exp", "Expm1", "FlushTiny", "Log", "Log1p", "Log1pUnit", "LogExpm1Ratio", "LogExpm1RatioSlope", "LogGamma", "LogRisingFactorial", "Tanh",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. GenericTypes, .. SpanTypes, .. VectorTypes, .. NumericTypes, .. CompilerTypes, .. Functions];

    /// <summary>The text with the hidden names in full; comments stay as they are.</summary>
    /// <param name="text">An emitted file.</param>
    /// <param name="host">The model's class.</param>
    /// <param name="elementType"><c>float</c> or <c>double</c>.</param>
    /// <param name="isNumeric">Whether the file holds numerics; otherwise it holds the public members.</param>
    public static string Qualify(string text, HostSpec host, string elementType, bool isNumeric)
    {
        if (host.HiddenNames.Count == 0)
            return text;
        string functions = elementType == "double" ? "DoubleFunctions" : "SingleFunctions";
        (string Pattern, string Scope)[] rules = [.. host.HiddenNames.Select(Rule).Where(rule => rule.Pattern.Length > 0)];
        return string.Join("\n", text.Split('\n').Select(line => IsPlain(line) ? rules.Aggregate(line, Replace) : line));

        (string Pattern, string Scope) Rule(string name) =>
            GenericTypes.Contains(name) ? ($@"(?<![\w.]){name}(?=<)", Runtime)
            : SpanTypes.Contains(name) ? ($@"(?<![\w.]){name}(?=<)", "global::System.")
            : VectorTypes.Contains(name) ? ($@"(?<=<){name}(?=>)", Runtime)
            : !isNumeric ? ("", "")
            : NumericTypes.Contains(name) ? ($@"(?<![\w.]){name}\b(?!\()", Runtime)
            : CompilerTypes.Contains(name) ? ($@"(?<![\w.]){name}\b", "global::System.Runtime.CompilerServices.")
            : ($@"(?<![\w.]){name}(?=\()", $"{Runtime}{functions}.");
    }

    private static string Replace(string line, (string Pattern, string Scope) rule) => Regex.Replace(line, rule.Pattern, rule.Scope + "$0");

    // Usings name namespaces, the first lines of a class its own name, and comments are for people.
    private static bool IsPlain(string line)
    {
        string trimmed = line.TrimStart();
        return !trimmed.StartsWith("//", System.StringComparison.Ordinal) && !trimmed.StartsWith("using ", System.StringComparison.Ordinal)
            && !trimmed.StartsWith("partial ", System.StringComparison.Ordinal);
    }
}
