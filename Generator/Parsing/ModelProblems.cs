using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Collects what is wrong with one class, each with the place to show it at.</summary>
internal sealed class ModelProblems(INamedTypeSymbol type, ImmutableArray<AttributeUse> attributes, CancellationToken cancellation)
{
    private readonly List<(Problem Problem, Location Location)> found = [];

    /// <summary>Whether something was found that stops emission.</summary>
    public bool HasErrors => found.Any(entry => DiagnosticTable.IsError(entry.Problem.Id));

    /// <summary>Everything found, in the order it was found in.</summary>
    public IReadOnlyList<(Problem Problem, Location Location)> Found => found;

    /// <summary>A problem of an attribute.</summary>
    public void Add(string id, ArgumentLocation at, params string[] arguments) => Add(new Problem(id, at, arguments.ToEquatableArray()));

    /// <summary>A problem that a stage after parsing found.</summary>
    public void Add(Problem problem) => found.Add((problem, Locate(problem.At)));

    /// <summary>A problem of the class or of its members.</summary>
    public void Add(string id, Location location, params string[] arguments) =>
        found.Add((new Problem(id, ArgumentLocation.None, arguments.ToEquatableArray()), location));

    private Location Locate(ArgumentLocation at)
    {
        if (at.Attribute >= 0)
            return attributes[at.Attribute].Locate(at, cancellation);

        return HostDeclaration.Of(type, attributes, cancellation).Identifier.GetLocation();
    }
}
