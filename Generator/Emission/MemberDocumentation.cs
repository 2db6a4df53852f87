using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Emission;

/// <summary>
/// The documentation of emitted members: that of the same member of the runtime's class, where there is one, so that every text stands in
/// one place. The compiler checks the reference, and with it that both have the same parameters.
/// </summary>
internal static class MemberDocumentation
{
    private const string Constructor = """
        /// <summary>Makes the model with new weights: uniform in ±1/√fan-in, a pure function of the seed.</summary>
        /// <param name="seed">The key of the initial weights, and of the order and the noise of training.</param>
        """;

    private const string Load = """
        /// <summary>Makes the model with the weights of a safetensors file.</summary>
        /// <param name="path">A file written by <c>Save</c>, or by PyTorch with the same names and shapes.</param>
        /// <exception cref="global::System.IO.IOException">The file cannot be read.</exception>
        /// <exception cref="global::VaeGen.DataFormatException">The file is not a safetensors file, or not one of this
        /// model.</exception>
        """;

    /// <summary>The lines above a member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="elementType">The floating-point type, which is the type argument of the runtime's class.</param>
    public static IEnumerable<string> Of(SurfaceMember member, string elementType)
    {
        if (member.Owner.Length == 0)
            return (member.Id == "New" ? Constructor : Load).Split('\n');
        string reference = $"global::VaeGen.Runtime.V2.{member.Owner}{{T}}.{member.Name}";
        return member.Kind == SurfaceMemberKind.Property
            ? [$"/// <inheritdoc cref=\"{reference}\" />"]
            : [$"/// <inheritdoc cref=\"{reference}(", .. Parameters(member, elementType)];
    }

    // One a line: a reference with all of them is longer than a line may be.
    private static IEnumerable<string> Parameters(SurfaceMember member, string elementType) =>
        member.Parameters.Select((parameter, index) =>
    {
        string type = parameter.Type.Replace($"<{elementType}>", "{T}").Replace('<', '{').Replace('>', '}');
        return "/// " + type + (index == member.Parameters.Count - 1 ? ")\" />" : ",");
    });
}
