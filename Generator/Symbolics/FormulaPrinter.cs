namespace VaeGen.Generator.Symbolics;

internal static class FormulaPrinter
{
    public static string Print(Expression expression) => expression.GetType().Name;
}
