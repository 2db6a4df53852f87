using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Activations;

/// <summary>
/// An activation function h = f(x), given by its definition alone; the derivative is found from it.
/// </summary>
/// <param name="Name">The name in the language, and in lower case in formulas.</param>
/// <param name="Definition">f, as an expression in <see cref="Input"/>.</param>
/// <param name="PositiveWherePositive">Declares that f(x) > 0 exactly where x > 0; a test verifies it.</param>
internal sealed record ActivationFunction(string Name, Expression Definition, bool PositiveWherePositive)
{
    /// <summary>The input, x.</summary>
    public static readonly Symbol Input = new("x");

    /// <summary>The output, h.</summary>
    public static readonly Symbol Output = new("h");

    /// <summary>f'(x), in the input.</summary>
    public Expression Derivative => Symbolics.Derivative.Of(Definition, Input);

    /// <summary>The definition as text: <c>max(x, 0)</c>.</summary>
    public string Formula => FormulaPrinter.Print(Definition);

    /// <summary>
    /// Whether f' can be written in the output alone, so that the backward pass does without the input.
    /// </summary>
    public bool TryDeriveFromOutput(out Expression inOutput) =>
        OutputForm.TryExpress(Definition, Derivative, Input, Output, PositiveWherePositive, out inOutput);
}
