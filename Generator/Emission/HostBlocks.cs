using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>Opens another part of the user's class: its namespace, the types around it and the class itself.</summary>
internal static class HostBlocks
{
    /// <summary>Writes everything up to the opening brace of the class; disposing closes all that was opened.</summary>
    /// <param name="writer">Where to; at the start of a file, after its head comment and its usings.</param>
    /// <param name="host">The class.</param>
    /// <param name="bases">What follows the name, such as <c>global::VaeGen.IVariationalModel&lt;float&gt;</c>; null for a part
    /// without.</param>
    /// <param name="documentation">Lines above the class (documentation comment, attributes); null for none.</param>
    /// <param name="isForAnyVersion">Whether an old compiler has to read it too, which knows no namespace without braces.</param>
    public static IDisposable OpenHost(
        this SourceWriter writer, HostSpec host, string? bases = null, string? documentation = null, bool isForAnyVersion = false)
    {
        Stack<SourceWriter.Indentation> open = new();
        if (host.Namespace.Length > 0 && isForAnyVersion)
        {
            open.Push(writer.Block($"namespace {host.Namespace}"));
        }
        else if (host.Namespace.Length > 0)
        {
            writer.Line($"namespace {host.Namespace};");
            writer.Line();
        }

        foreach (TypeDeclarationSpec type in host.ContainingTypes)
            open.Push(writer.Block(Declaration(type, null)));
        if (documentation is not null)
            writer.Lines(documentation);
        if (bases is not null && host.NeedsClsMark)
            writer.Line("[global::System.CLSCompliant(false)]");
        open.Push(writer.Block(Declaration(host.Declaration, bases)));
        return new OpenBlocks(open);
    }

    // The compiler warns of a name in lower case at each part of a type: once, at the user's own, is enough.
    private static string Declaration(TypeDeclarationSpec type, string? bases)
    {
        string declaration = type.PartialDeclaration + (bases is null ? "" : " : " + bases);
        return type.Name.All(letter => letter is >= 'a' and <= 'z')
            ? $"#pragma warning disable CS8981 // The name is the user's.\n{declaration}\n#pragma warning restore CS8981"
            : declaration;
    }

    private sealed class OpenBlocks(Stack<SourceWriter.Indentation> open) : IDisposable
    {
        public void Dispose()
        {
            while (open.Count > 0)
                open.Pop().Dispose();
        }
    }
}
