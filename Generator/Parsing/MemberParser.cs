using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Holds the user's own members, constructors and base class against the members every model gets.</summary>
internal static class MemberParser
{
    /// <summary>Reports what collides and gives the skeleton without it; null where the class cannot have another part.</summary>
    public static SkeletonSpec? Check(HostParser host, ModelSurface surface, ModelProblems problems)
    {
        HashSet<string> omitted = [];
        IReadOnlyList<SurfaceMember> members = PublicSurface.Members(host.Type.Name, surface);
        bool inheritsMembers = InheritedMembers.ArePossible(host, members);
        List<string> namesakes = members
            .Where(member => member.Kind != SurfaceMemberKind.Constructor && member.Name == host.Type.Name)
            .Select(member => member.Id)
            .ToList();
        if (namesakes.Count > 0 || PrivateNames.Contains(host.Type.Name) || (!inheritsMembers && Words.Contains(host.Type.Name)))
        {
            problems.Add(DiagnosticIds.ClassNamedLikeMember, host.Declarations[0].Identifier.GetLocation(), host.Type.Name);
            omitted.UnionWith(namesakes);
        }

        CheckOwnMembers(host, members, problems, omitted);
        CheckInterface(host, surface, problems, omitted);
        CheckBaseMembers(host, members, problems, omitted);
        EquatableArray<string> words = WordParser.Check(host, problems);
        string initializer = ConstructorParser.Check(host, problems);

        // Ids in the order of the table: the same class gives the same value.
        EquatableArray<string> ids = members.Concat(PublicSurface.ExplicitMembers(surface.ElementType))
            .Select(member => member.Id).Where(omitted.Contains).ToEquatableArray();
        return host.Describe(inheritsMembers) is { } spec ? new SkeletonSpec(spec, surface, initializer, ids, words) : null;
    }

    private static void CheckOwnMembers(
        HostParser host, IReadOnlyList<SurfaceMember> surface, ModelProblems problems, HashSet<string> omitted)
    {
        foreach (ISymbol member in host.Type.UserMembers())
        {
            List<string> hit = surface.Where(emitted => Collides(member, emitted) || IsAccessor(member, emitted))
                .Select(emitted => emitted.Id).ToList();
            if (hit.Count > 0 || PrivateNames.Contains(member.Name))
            {
                (string name, string advice) = member.Name == ".ctor"
                    ? (host.Type.Name + "(ulong)", "remove this constructor, or give it other parameters and write ': this(seed)' behind "
                        + "them")
                    : (member.Name, "rename this one");
                problems.Add(DiagnosticIds.MemberCollides, member.Locations[0], name, host.Type.Name, advice);
                omitted.UnionWith(hit);
            }

            if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                problems.Add(DiagnosticIds.RequiredMember, member.Locations[0], member.Name, host.Type.Name);
        }
    }

    /// <summary>The runtime drives a model through an interface, whose explicit members are the model's to implement.</summary>
    private static void CheckInterface(HostParser host, ModelSurface surface, ModelProblems problems, HashSet<string> omitted)
    {
        foreach (ISymbol member in host.Type.UserMembers().Where(InheritedMembers.ImplementsModel))
        {
            string name = member.Name.Substring(member.Name.LastIndexOf('.') + 1);
            if (PublicSurface.ExplicitMembers(surface.ElementType).Any(emitted => emitted.Id == name))
            {
                problems.Add(DiagnosticIds.MemberCollides, member.Locations[0], name, host.Type.Name, "remove this one");
                omitted.Add(name);
            }
        }
    }

    /// <summary>An emitted member that hides an inherited one would warn inside emitted code, where the user cannot help it.</summary>
    private static void CheckBaseMembers(
        HostParser host, IReadOnlyList<SurfaceMember> surface, ModelProblems problems, HashSet<string> omitted)
    {
        foreach (INamedTypeSymbol type in host.Type.OwnBases())
        {
            if (ModelAttributes.IsModel(type))
            {
                problems.Add(DiagnosticIds.BaseIsModel, BaseOf(host), type.Name, host.Type.Name);
                omitted.UnionWith(surface.Where(emitted => emitted.Kind != SurfaceMemberKind.Constructor).Select(emitted => emitted.Id));
                return;
            }

            foreach (ISymbol member in type.GetMembers().Where(member => !member.IsImplicitlyDeclared && member.IsReachableFrom(host.Type)))
            {
                // A field hides every overload of its name.
                string[] hit = surface
                    .Where(emitted => emitted.Kind != SurfaceMemberKind.Constructor && Collides(member, emitted))
                    .Select(emitted => emitted.Id).ToArray();
                if (hit.Length == 0 && !PrivateNames.Contains(member.Name))
                    continue;

                problems.Add(
                    DiagnosticIds.MemberCollides, BaseOf(host), type.Name + "." + member.Name, host.Type.Name,
                    "rename the one of the base class, or derive from another class");
                omitted.UnionWith(hit);
            }
        }
    }

    /// <summary>Where the base class is written.</summary>
    internal static Location BaseOf(HostParser host) =>
        host.Declarations.FirstOrDefault(declaration => declaration.BaseList is not null)?.BaseList!.Types[0].GetLocation()
        ?? host.Declarations[0].Identifier.GetLocation();

    /// <summary>Whether C# takes both for the same member: methods may share a name where their parameters differ, anything else may
    /// not.</summary>
    private static bool Collides(ISymbol member, SurfaceMember emitted)
    {
        if (emitted.Kind == SurfaceMemberKind.Constructor)
        {
            return member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && SameParameters(constructor, emitted)
                && constructor.DeclaringSyntaxReferences.Length > 0
                && constructor.DeclaringSyntaxReferences[0].GetSyntax() is ConstructorDeclarationSyntax;
        }

        if (member.Name != emitted.Name)
            return false;

        return emitted.Kind == SurfaceMemberKind.Property
            || member is not IMethodSymbol method
            || (method.TypeParameters.IsEmpty && SameParameters(method, emitted));
    }

    /// <summary>A property reserves the names of its accessors in its class, also of one that it has not.</summary>
    private static bool IsAccessor(ISymbol member, SurfaceMember emitted) =>
        emitted.Kind == SurfaceMemberKind.Property
        && member is IMethodSymbol { MethodKind: MethodKind.Ordinary, TypeParameters.IsEmpty: true } method
        && ((method.Name == "get_" + emitted.Name && method.Parameters.IsEmpty)
            || (method.Name == "set_" + emitted.Name && method.Parameters.Length == 1));

    private static bool SameParameters(IMethodSymbol method, SurfaceMember emitted) =>
        method.Parameters.Length == emitted.Parameters.Count
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None
            && parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == emitted.Parameters[parameter.Ordinal].Type);
}
