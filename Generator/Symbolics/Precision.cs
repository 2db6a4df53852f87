namespace VaeGen.Generator.Symbolics;

/// <summary>The element type of a model's vectors.</summary>
internal enum Precision
{
    /// <summary><see cref="float"/>.</summary>
    Single,

    /// <summary><see cref="double"/>.</summary>
    Double,
}
