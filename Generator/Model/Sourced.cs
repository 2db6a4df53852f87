namespace VaeGen.Generator.Model;

/// <summary>A value of the specification together with the place in the attributes it came from.</summary>
/// <param name="Value">The value.</param>
/// <param name="At">Where the user wrote it; <see cref="ArgumentLocation.None"/> for a default.</param>
internal readonly record struct Sourced<T>(T Value, ArgumentLocation At)
    where T : notnull;
