namespace VaeGen.Generator.Model;

/// <summary>Something wrong with a model, as a value: any stage may find one without knowing Roslyn.</summary>
/// <param name="Id">The diagnostic: <c>VAE0104</c>. Its severity and text are in <c>DiagnosticTable</c>.</param>
/// <param name="At">The place in the attributes.</param>
/// <param name="Arguments">What fills the holes of the message.</param>
internal sealed record Problem(string Id, ArgumentLocation At, EquatableArray<string> Arguments);
