using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>One emitted public member, as its declaration and documentation without a body.</summary>
/// <param name="Id">Names the member among overloads: <c>Encode</c>, <c>EncodeInto</c>. Emitters choose the body by it.</param>
/// <param name="Name">The name in C#; the name of the class for the constructor.</param>
/// <param name="Kind">Constructor, method or property.</param>
/// <param name="ParameterTypes">The types of the parameters, fully qualified, without the <c>?</c> of nullable references: what overloading
/// goes by.</param>
/// <param name="Signature">Everything in front of the body, with modifiers.</param>
/// <param name="Documentation">The documentation comment, <c>///</c> included.</param>
internal sealed record SurfaceMember(
    string Id, string Name, SurfaceMemberKind Kind, EquatableArray<string> ParameterTypes, string Signature, string Documentation);

/// <summary>What a member of the public surface is.</summary>
internal enum SurfaceMemberKind
{
    /// <summary>The constructor.</summary>
    Constructor,

    /// <summary>An instance or static method.</summary>
    Method,

    /// <summary>A property with a getter.</summary>
    Property,
}
