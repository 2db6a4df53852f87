using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Decides whether a model can get its members from a class of the runtime. Where it has a base class of its own they are emitted into it;
/// so they are where it has a member of the same name, because C# takes an overload of the class itself before any that it inherits.
/// </summary>
internal static class InheritedMembers
{
    /// <summary>Whether it can.</summary>
    /// <param name="host">The class.</param>
    /// <param name="members">The members of the model.</param>
    public static bool ArePossible(HostParser host, IReadOnlyList<SurfaceMember> members)
    {
        INamedTypeSymbol type = host.Type;
        return type is { TypeKind: TypeKind.Class, IsRecord: false }
            && !type.OwnBases().Any()
            && !host.Declarations.Any(NamesObject)
            && type.BaseType is not { TypeKind: TypeKind.Error }
            && !type.Interfaces.Any(listed => listed.TypeKind == TypeKind.Error)
            && !type.UserMembers()
            .Any(member => ImplementsModel(member) || Words.Contains(member.Name) || members.Any(own => own.Name == member.Name));
    }

    /// <summary>Whether a member implements the model's interface explicitly.</summary>
    public static bool ImplementsModel(ISymbol member) => member switch
    {
        IPropertySymbol property => property.ExplicitInterfaceImplementations.Any(IsOfModel),
        IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } method =>
        method.ExplicitInterfaceImplementations.Any(IsOfModel),
        _ => false,
    };

    private static bool IsOfModel(ISymbol implemented) => implemented.ContainingType is
    {
        Name: "IVariationalModel",
        ContainingNamespace: { Name: "VaeGen", ContainingNamespace.IsGlobalNamespace: true },
    };

    // Another part of the class could not name another base then.
    private static bool NamesObject(TypeDeclarationSyntax declaration) =>
        declaration.BaseList?.Types.Any(
            listed => listed.Type.ToString() is "object" or "Object" or "System.Object" or "global::System.Object") == true;
}
