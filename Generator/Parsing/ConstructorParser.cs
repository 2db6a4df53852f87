using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Generator.Diagnostics;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Checks the constructors of the class. The emitted one, <c>MnistVae(ulong seed = 0)</c>, makes weights and scratch memory, so every other
/// has to end in it: <c>: this(seed)</c>.
/// </summary>
internal static class ConstructorParser
{
    /// <summary>Reports what is wrong and gives the initializer that a skeleton's constructor needs, empty for none.</summary>
    public static string Check(HostParser host, ModelProblems problems)
    {
        string initializer = "";
        IEnumerable<IMethodSymbol> methods = host.Type.UserMembers().OfType<IMethodSymbol>();
        foreach (IMethodSymbol constructor in methods.Where(method => method.MethodKind == MethodKind.Constructor))
        {
            switch (constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax())
            {
                case ConstructorDeclarationSyntax { Initializer: null or { RawKind: (int)SyntaxKind.BaseConstructorInitializer } } syntax
                    when !TakesSeedAlone(constructor):
                    problems.Add(
                        DiagnosticIds.ConstructorNotChained, syntax.Identifier.GetLocation(), host.Type.Name,
                        "write ': this(seed)' behind its parameters");
                    break;

                case TypeDeclarationSyntax { ParameterList: { } parameters } when host.Type.TypeKind == TypeKind.Class:
                    initializer = ": this(" + Defaults(constructor) + ")";
                    if (!host.Type.IsRecord)
                    {
                        problems.Add(
                            DiagnosticIds.ConstructorNotChained, parameters.GetLocation(), host.Type.Name,
                            "write an ordinary constructor with ': this(seed)' in place of these parameters");
                    }

                    break;
            }
        }

        return CheckBase(host, problems) ?? initializer;
    }

    /// <summary>Null where the base class can be made without arguments.</summary>
    private static string? CheckBase(HostParser host, ModelProblems problems)
    {
        if (host.Type.TypeKind != TypeKind.Class || host.Type.IsRecord || host.Type.OwnBases().FirstOrDefault() is not { } type)
            return null;
        IMethodSymbol[] reachable = [.. type.InstanceConstructors.Where(constructor => constructor.IsReachableFrom(host.Type))];
        if (reachable.Any(constructor => constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)))
            return null;

        problems.Add(DiagnosticIds.BaseNeedsArguments, MemberParser.BaseOf(host), type.Name, host.Type.Name);
        return reachable.Length == 0 ? null : ": base(" + Defaults(reachable[0]) + ")";
    }

    /// <summary>A value for each parameter, of exactly its type so that no other overload is meant.</summary>
    private static string Defaults(IMethodSymbol constructor) =>
        string.Join(", ", constructor.Parameters.Select(parameter =>
            $"default({parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})!"));

    /// <summary>That one collides with the emitted constructor, which is reported as such.</summary>
    private static bool TakesSeedAlone(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 1
        && constructor.Parameters[0] is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_UInt64 };
}
