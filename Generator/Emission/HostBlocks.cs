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
    public static IDisposable OpenHost(this SourceWriter writer, HostSpec host, string? bases = null, string? documentation = null)
    {
        if (host.Namespace.Length > 0)
        {
            writer.Line($"namespace {host.Namespace};");
            writer.Line();
        }

        Stack<SourceWriter.Indentation> open = new();
        foreach (TypeDeclarationSpec type in host.ContainingTypes)
        {
            open.Push(writer.Block(type.PartialDeclaration));
        }

        if (documentation is not null)
        {
            writer.Lines(documentation);
        }

        string declaration = host.Declaration.PartialDeclaration + (bases is null ? "" : " : " + bases);
        open.Push(writer.Block(IsLowerCase(host.Name) ? WithoutNameWarning(declaration) : declaration));
        return new OpenBlocks(open);
    }

    // The compiler warns of such a name at each part of the class: once, at the user's own, is enough.
    private static string WithoutNameWarning(string declaration) =>
        $"#pragma warning disable CS8981 // The name is the user's.\n{declaration}\n#pragma warning restore CS8981";

    private static bool IsLowerCase(string name) => name.All(letter => letter is >= 'a' and <= 'z');

    private sealed class OpenBlocks(Stack<SourceWriter.Indentation> open) : IDisposable
    {
        public void Dispose()
        {
            while (open.Count > 0)
            {
                open.Pop().Dispose();
            }
        }
    }
}
