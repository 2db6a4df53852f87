using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>One public member of a model, as its declaration without a body.</summary>
/// <param name="Id">Names the member among overloads: <c>Encode</c>, <c>EncodeInto</c>. Emitters choose the body by it.</param>
/// <param name="Name">The name in C#; the name of the class for the constructor.</param>
/// <param name="Kind">Constructor, method or property.</param>
/// <param name="Owner">The class of the runtime that declares and documents the member, without its type argument; empty for a member that
/// stands in the model's own class, always.</param>
/// <param name="Head">Everything in front of the parameters: modifiers, type and name.</param>
/// <param name="Parameters">The parameters.</param>
internal sealed record SurfaceMember(
    string Id, string Name, SurfaceMemberKind Kind, string Owner, string Head, EquatableArray<SurfaceParameter> Parameters)
{
    /// <summary>Whether it has documentation of its own; what implements an interface explicitly has none.</summary>
    public bool IsDocumented => Head.StartsWith("public ", System.StringComparison.Ordinal);

    /// <summary>Everything in front of the body.</summary>
    public string Signature => Kind == SurfaceMemberKind.Property
        ? Head
        : $"{Head}({string.Join(", ", Parameters.Select(parameter => parameter.Declaration))})";

    /// <summary>The signature in lines of at most that length: where it does not fit in one, each parameter has its own.</summary>
    public IEnumerable<string> SignatureLines(int width)
    {
        if (Signature.Length <= width)
            return [Signature];
        IEnumerable<string> parameters = Parameters.Select(
            (parameter, index) => "    " + parameter.Declaration + (index == Parameters.Count - 1 ? ")" : ","));
        return parameters.Prepend(Head + "(");
    }
}

/// <summary>One parameter of a member.</summary>
/// <param name="Type">Its type, fully qualified, without the <c>?</c> of nullable references: what overloading goes by.</param>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its default; empty for none. A reference whose default is null is a nullable one.</param>
internal sealed record SurfaceParameter(string Type, string Name, string Default = "")
{
    /// <summary>As it is declared.</summary>
    public string Declaration => Type + (Default == "null" ? "?" : "") + " " + Name + (Default.Length == 0 ? "" : " = " + Default);
}

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
