using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>
/// Declares the public members of an invalid model with bodies that throw. The compiler stops before analyzers when declarations are
/// missing; with these it gets far enough to show the one error that matters.
/// </summary>
internal static class SkeletonEmitter
{
    private const string Throw =
        """throw new global::System.InvalidOperationException("The model has errors: see the VAE diagnostics of its attributes.");""";

    /// <summary>The single file of the skeleton.</summary>
    public static IReadOnlyList<(string HintName, string Text)> Emit(SkeletonSpec skeleton)
    {
        HostSpec host = skeleton.Host;
        SourceWriter writer = new();
        writer.Line(EmissionMark.FirstLine);
        writer.Lines("""
            // This model has errors, so only its public members are declared here. They appear in full once the errors are gone.
            #nullable enable

            """);

        // The interface's Description is the public property; where the class has its own, the interface cannot be implemented.
        bool implement = !skeleton.Omitted.Contains("Description");
        string? bases = host.InheritsMembers ? PublicSurface.BaseClass(skeleton.Surface)
            : implement ? PublicSurface.Interface(skeleton.Surface.ElementType)
            : null;
        using (writer.OpenHost(host, bases, isForAnyVersion: true))
        {
            if (!host.InheritsMembers)
                writer.DeclareWords(skeleton.OmittedWords);
            bool first = true;
            foreach (SurfaceMember member in Members(skeleton, implement))
            {
                if (!first)
                    writer.Line();
                first = false;
                writer.Head(member, skeleton.Surface.ElementType, host.ContainingTypes.Count + (host.Namespace.Length > 0 ? 1 : 0));
                Body(writer, member.Kind == SurfaceMemberKind.Constructor ? skeleton.ConstructorInitializer : "");
            }
        }

        return [(host.FileHint + ".g.cs", writer.ToString())];
    }

    private static IEnumerable<SurfaceMember> Members(SkeletonSpec skeleton, bool implement)
    {
        TypeDeclarationSpec type = skeleton.Host.Declaration;
        IEnumerable<SurfaceMember> members = PublicSurface.Members(type.Name, skeleton.Surface, type.TypeParameters);
        if (skeleton.Host.InheritsMembers)
            members = members.Where(member => member.Owner.Length == 0);
        else if (implement)
            members = members.Concat(PublicSurface.ExplicitMembers(skeleton.Surface.ElementType));
        return members.Where(member => !skeleton.Omitted.Contains(member.Id));
    }

    private static void Body(SourceWriter writer, string initializer)
    {
        using (writer.Indent())
        {
            if (initializer.Length > 0)
                writer.Line(initializer);
            writer.Line("=> " + Throw);
        }
    }
}
