namespace VaeGen.Generator.Model;

/// <summary>
/// An invalid model whose class can still have another part: enough to declare its public members, so that code that uses the model
/// compiles and the user sees our error alone.
/// </summary>
/// <param name="Host">The class.</param>
/// <param name="Surface">What the public members depend on, as far as the attributes tell.</param>
/// <param name="ConstructorInitializer"><c>: this(…)</c> or <c>: base(…)</c> where the class forces one on the emitted constructor, else
/// empty.</param>
/// <param name="Omitted">Ids of members that the class has itself: declaring them again would add errors.</param>
/// <param name="OmittedWords">Words of the language that mean something else in the class, likewise.</param>
internal sealed record SkeletonSpec(
    HostSpec Host, ModelSurface Surface, string ConstructorInitializer, EquatableArray<string> Omitted, EquatableArray<string> OmittedWords)
{
    /// <summary>The skeleton of a model that a stage after parsing turned down.</summary>
    public static SkeletonSpec Of(ModelSpec model) => new(model.Host, model.Surface, "", [], []);
}
