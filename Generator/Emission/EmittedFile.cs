namespace VaeGen.Generator.Emission;

/// <summary>One generated source.</summary>
/// <param name="HintName">Its name in the compilation.</param>
/// <param name="Text">Its text.</param>
internal readonly record struct EmittedFile(string HintName, string Text);
