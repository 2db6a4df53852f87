namespace VaeGen.Generator.Model;

/// <summary>What the public members of a model depend on.</summary>
/// <param name="ElementType">The C# keyword of the floating-point type: <c>float</c> or <c>double</c>.</param>
/// <param name="IsConditional">Whether its calls take a class for each example.</param>
/// <param name="IsDeterministic">Whether it has no posterior to speak of: a code for each example, and nothing to sample from.</param>
internal sealed record ModelSurface(string ElementType, bool IsConditional, bool IsDeterministic);
