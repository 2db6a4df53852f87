using System.Linq;
using Microsoft.CodeAnalysis;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Tells whether the compiler would complain about a model in an assembly that is declared to be CLS-compliant: seeds are unsigned, sizes
/// are arrays of an attribute, and the runtime makes no promise. The class says then that it is not; where nothing is promised, or nobody
/// outside sees the class, saying so is a warning as well.
/// </summary>
internal static class ClsCompliance
{
    /// <summary>Whether the emitted part needs <c>[CLSCompliant(false)]</c>.</summary>
    public static bool NeedsMark(INamedTypeSymbol type)
    {
        if ((Answer(type.ContainingModule, null) ?? Answer(type.ContainingAssembly, null)) is not true)
            return false;
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            // A type that has an answer, or stands in one that has, needs no other.
            if (part.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
                || Answer(part, type) is not null)
            {
                return false;
            }
        }

        return true;
    }

    // The emitted part of the model is an answer too, in the compilation that the analyzer sees.
    private static bool? Answer(ISymbol symbol, INamedTypeSymbol? model)
    {
        AttributeData? found = symbol.GetAttributes().FirstOrDefault(data =>
            data.AttributeClass is
            {
                Name: "CLSCompliantAttribute",
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
            }
            && !(SymbolEqualityComparer.Default.Equals(symbol, model)
                && data.ApplicationSyntaxReference is { } reference && !HostDeclaration.IsWrittenByUser(reference)));
        return found is { ConstructorArguments.Length: 1 } && found.ConstructorArguments[0].Value is bool isCompliant ? isCompliant : null;
    }
}
