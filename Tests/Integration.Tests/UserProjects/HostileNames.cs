using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Integration.Tests.UserProjects;

/// <summary>Names that emitted code uses for something of its own: what a user's project may call its types, namespaces and members as
/// well.</summary>
internal static class HostileNames
{
    private static readonly Type[] Public = typeof(IVariationalModel<float>).Assembly.GetExportedTypes();

    // What a model's class itself is not called: its public members, and the words of the language.
    private static readonly HashSet<string> Taken =
    [
        .. Public.Where(type => type.Name.EndsWith("Attribute", StringComparison.Ordinal))
            .SelectMany(type => new[] { type.Name, type.Name[..^"Attribute".Length] }),
        .. new[] { typeof(Distribution), typeof(Activation), typeof(Covariance), typeof(Scale), typeof(InputScaling), typeof(Precision) }
            .SelectMany(type => Enum.GetNames(type).Append(type.Name)),
        "VaeGen", "Parameters", "Description", "Load", "Save", "Fit", "Evaluate", "Score", "Encode", "Decode", "Sample", "Reconstruct",
        "Impute", "Interpolate",
    ];

    // Of the framework, and of emitted code's own namespaces and members.
    private static readonly string[] Others =
    [
        "MethodImpl", "MethodImplOptions", "MethodImplAttribute", "GeneratedCode", "Span", "ReadOnlySpan", "Math", "MathF", "Vector",
        "CLSCompliant", "Generated", "Network", "Runtime", "V1", "V2", "Vae", "Numerics", "Compiler", "CodeDom", "CompilerServices",
        "Hidden1", "Rows", "FeatureSize", "PanelWidth",
        "Exp", "Log", "Log1p", "Log1pUnit", "Expm1", "ExpRemainder", "Tanh2", "Erf", "FlushTiny", "StirlingError", "Vectors", "Update",
        "Step",
    ];

    /// <summary>Every public type that emitted code may name, functions that it calls, and some of the framework.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Public.Where(type => type.DeclaringType is null).Select(type => type.Name.Split('`')[0]).Concat(Others).Distinct()
            .Where(name => !Taken.Contains(name)).OrderBy(name => name, StringComparer.Ordinal),
    ];
}
