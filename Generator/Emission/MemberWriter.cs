using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>Writes what the emitted parts of valid and invalid models have in common.</summary>
internal static class MemberWriter
{
    /// <summary>The longest line of an emitted file.</summary>
    public const int Width = 140;

    private const int Indentation = 4;

    /// <summary>Writes documentation, attribute and signature of a member; the last line ends in the text that opens the body.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="member">The member.</param>
    /// <param name="elementType">The floating-point type of the model.</param>
    /// <param name="containers">The types around the class, which indent it further.</param>
    /// <param name="end">What follows the signature on its last line, such as <c> =&gt;</c>.</param>
    public static void Head(this SourceWriter writer, SurfaceMember member, string elementType, int containers, string end = "")
    {
        if (member.IsDocumented)
        {
            foreach (string line in MemberDocumentation.Of(member, elementType))
                writer.Line(line);
        }

        writer.Line(EmissionMark.Attribute);
        writer.Lines(string.Join("\n", member.SignatureLines(Width - (Indentation * (containers + 1)) - end.Length)) + end);
    }

    /// <summary>Writes the words of the language as constants of the class, for a model that does not inherit them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="omitted">Words that mean something else in the class.</param>
    public static void DeclareWords(this SourceWriter writer, EquatableArray<string> omitted)
    {
        writer.Line("// The words of the language: the arguments of the attributes are looked up in this class first.");
        foreach ((WordType type, System.Collections.Immutable.ImmutableArray<string> names) in Words.ByType)
        {
            string[] declared = [.. names.Where(name => !omitted.Contains(name)).Select(name => $"{name} = {Words.Qualify(name)}")];
            if (declared.Length == 0)
                continue;
            writer.Line(EmissionMark.Attribute);
            writer.Line($"private const {type.OfConstants}");
            using (writer.Indent())
                writer.Lines(string.Join(",\n", declared) + ";");
            writer.Line();
        }
    }
}
