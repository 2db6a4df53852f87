using System.Collections.Generic;

namespace VaeGen.Generator.Emission;

/// <summary>
/// The words of the language for a project in which a class with model attributes cannot have another part: one that is not partial, say.
/// The class gets no words then, and the compiler would stop at each of them, before the analyzer can say what is wrong. A project without
/// such an error never has this file.
/// </summary>
internal static class WordUsings
{
    /// <summary>With a hyphen, so that no class can have it.</summary>
    private const string HintName = "words-of-a-class-that-is-wrong.g.cs";

    /// <summary>The file.</summary>
    public static IReadOnlyList<(string HintName, string Text)> Emit() =>
    [
        (HintName, EmissionMark.FirstLine + "\n" + """
            // A class has the attributes of a model and cannot be one: see the VAE diagnostics. Until it is mended, the words of the
            // language come from here.
            global using static global::VaeGen.Activation;
            global using static global::VaeGen.Covariance;
            global using static global::VaeGen.Distribution;
            global using static global::VaeGen.Scale;

            """),
    ];
}
