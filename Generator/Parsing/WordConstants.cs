using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Constants of the user's that are made of words, such as <c>const Activation Mine = Tanh;</c> in a model. Before the class has its words
/// the compiler knows no value of them; they are read as attributes are, with the words spelled out.
/// </summary>
internal sealed class WordConstants(Compilation compilation, CancellationToken cancellation)
{
    // A constant that is made of itself has no value; the compiler says so.
    private readonly HashSet<ISymbol> under = new(SymbolEqualityComparer.Default);

    /// <summary>The value of the constant that a name stands for, written out; null for every other name.</summary>
    public ExpressionSyntax? ValueOf(ExpressionSyntax name)
    {
        SemanticModel semantics = compilation.GetSemanticModel(name.SyntaxTree);
        if (semantics.GetSymbolInfo(name, cancellation).Symbol is not IFieldSymbol { IsConst: true } field
            || field.HasConstantValue
            || InitializerOf(field) is not { } initializer
            || !under.Add(field))
        {
            return null;
        }

        EqualsValueClauseSyntax qualified = QualifiedWords.In(initializer, this);
        under.Remove(field);
        if (qualified == initializer)
            return null;
        Optional<object?> value = compilation.GetSemanticModel(initializer.SyntaxTree)
            .TryGetSpeculativeSemanticModel(initializer.SpanStart, qualified, out SemanticModel? speculative)
            ? speculative!.GetConstantValue(qualified.Value, cancellation)
            : default;
        return value is { HasValue: true, Value: { } known } ? Write(known, field.Type).WithTriviaFrom(name) : null;
    }

    private EqualsValueClauseSyntax? InitializerOf(IFieldSymbol field) =>
        (field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as VariableDeclaratorSyntax)?.Initializer;

    private static ExpressionSyntax Write(object value, ITypeSymbol type)
    {
        string text = SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false);
        return SyntaxFactory.ParseExpression($"(({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({text}))");
    }
}
