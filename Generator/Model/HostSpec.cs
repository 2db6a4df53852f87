namespace VaeGen.Generator.Model;

/// <summary>The class that carries the model: everything an emitter needs to open another part of it.</summary>
/// <param name="Namespace">The namespace as written in source (<c>@</c> where needed), empty for the global one.</param>
/// <param name="ContainingTypes">The types around the class, outermost first; empty for a class of a namespace.</param>
/// <param name="Declaration">The class itself.</param>
/// <param name="PlainName">The name of the class without <c>@</c>: for text and files, never for code.</param>
/// <param name="Accessibility"><c>public</c>, <c>internal</c>, <c>private protected</c>, …</param>
/// <param name="FileHint">Start of the hint names of the class's files, unique in the compilation without regard to case: <c>MnistVae</c>
/// gives <c>MnistVae.g.cs</c> and <c>MnistVae.TrainingStep.g.cs</c>. See <c>HintNames</c>.</param>
/// <param name="InheritsMembers">Whether the class has no base of its own and nothing that would meet the model's members, so that it gets
/// them, and the words of the language, from a class of the runtime. Otherwise they are emitted into it.</param>
/// <param name="NeedsClsMark">Whether the class has to say that it is not CLS-compliant, because its assembly says that it is.</param>
internal sealed record HostSpec(
    string Namespace,
    EquatableArray<TypeDeclarationSpec> ContainingTypes,
    TypeDeclarationSpec Declaration,
    string PlainName,
    string Accessibility,
    string FileHint,
    bool InheritsMembers,
    bool NeedsClsMark)
{
    /// <summary>The name of the class as written in source (<c>@</c> where needed).</summary>
    public string Name => Declaration.Name;
}

/// <summary>What stands between <c>partial</c> and the opening brace of a type.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>. A valid model is a
/// <c>class</c>.</param>
/// <param name="Name">The name as written in source (<c>@</c> where needed).</param>
/// <param name="TypeParameters"><c>&lt;T1, T2&gt;</c> or empty. Empty for a valid model and the types around it.</param>
internal sealed record TypeDeclarationSpec(string Keyword, string Name, string TypeParameters)
{
    /// <summary>The first line of another part: <c>partial class MnistVae</c>.</summary>
    public string PartialDeclaration => $"partial {Keyword} {Name}{TypeParameters}";
}
