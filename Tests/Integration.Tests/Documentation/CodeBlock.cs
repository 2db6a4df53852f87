namespace VaeGen.Integration.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Line">The line of its opening fence, from 1.</param>
/// <param name="Language">The word behind the fence, such as <c>csharp</c>; empty where there is none.</param>
/// <param name="Marker">
/// What the HTML comment in the line above the fence says, without its dashes; empty where there is none. Readers of the page don't see it.
/// </param>
/// <param name="Text">The lines between the fences.</param>
internal sealed record CodeBlock(int Line, string Language, string Marker, string Text);
