using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// The arguments of one attribute as constants. The generator and the analyzer read them in this one way: the words of the language are
/// spelled out, and the compiler binds the result where the attribute stands. Roslyn's own <see cref="AttributeData"/> cannot serve: the
/// generator sees the class before it has its words.
/// </summary>
internal sealed class BoundArguments
{
    private readonly SemanticModel? bound;
    private readonly CancellationToken cancellation;

    private BoundArguments(SemanticModel? bound, CancellationToken cancellation)
    {
        this.bound = bound;
        this.cancellation = cancellation;
    }

    private SemanticModel Semantics => bound!;

    /// <summary>Whether the compiler takes the attribute as it is written: right types, known names, nothing missing, constants.</summary>
    public bool AreValid { get; private set; }

    /// <summary>The value of each parameter of the constructor, in the order of the parameters: a constant, or for a <c>params</c> array
    /// its elements, which are the default array where the user wrote <c>null</c>.</summary>
    public ImmutableArray<object?> Parameters { get; private set; } = [];

    /// <summary>The properties that are set, in source order.</summary>
    public ImmutableArray<(string Name, object? Value)> Properties { get; private set; } = [];

    /// <summary>The place among the parameters that each argument of the source has; −1 for a property.</summary>
    public ImmutableArray<int> Ordinals { get; private set; } = [];

    /// <summary>Reads them.</summary>
    /// <param name="compilation">The compilation that the attribute stands in.</param>
    /// <param name="attribute">The attribute's class.</param>
    /// <param name="syntax">The attribute.</param>
    /// <param name="cancellation">Ends the call.</param>
    public static BoundArguments Read(
        Compilation compilation, INamedTypeSymbol attribute, AttributeSyntax syntax, CancellationToken cancellation)
    {
        if (PlainArguments.AreAll(attribute, syntax, out IMethodSymbol? plain))
        {
            BoundArguments read = new(null, cancellation);
            read.Bind(plain!, attribute, syntax.ArgumentList?.Arguments ?? default);
            return read;
        }

        SemanticModel semantics = compilation.GetSemanticModel(syntax.SyntaxTree);
        AttributeSyntax qualified = QualifiedWords.In(syntax, new WordConstants(compilation, cancellation));
        if (qualified != syntax)
        {
            if (!semantics.TryGetSpeculativeSemanticModel(syntax.SpanStart, qualified, out SemanticModel? speculative))
                return new BoundArguments(semantics, cancellation);
            semantics = speculative!;
        }

        BoundArguments arguments = new(semantics, cancellation);
        if (semantics.GetSymbolInfo(qualified, cancellation).Symbol is IMethodSymbol constructor)
            arguments.Bind(constructor, attribute, qualified.ArgumentList?.Arguments ?? default);
        return arguments;
    }

    private void Bind(IMethodSymbol constructor, INamedTypeSymbol attribute, SeparatedSyntaxList<AttributeArgumentSyntax> arguments)
    {
        bool isValid = true;
        ImmutableArray<int>.Builder ordinals = ImmutableArray.CreateBuilder<int>(arguments.Count);
        ImmutableArray<(string, object?)>.Builder properties = ImmutableArray.CreateBuilder<(string, object?)>();
        List<ExpressionSyntax>[] given = [.. constructor.Parameters.Select(_ => new List<ExpressionSyntax>())];
        for (int position = 0; position < arguments.Count; position++)
        {
            AttributeArgumentSyntax argument = arguments[position];
            int ordinal = argument.NameEquals is null ? OrdinalOf(constructor, argument, position) : -1;
            ordinals.Add(ordinal);
            if (argument.NameEquals is { Name.Identifier.ValueText: string name })
            {
                isValid &= TryReadProperty(attribute, name, argument.Expression, out object? value);
                properties.Add((name, value));
            }
            else if (ordinal >= 0)
            {
                given[ordinal].Add(argument.Expression);
            }
        }

        ImmutableArray<object?>.Builder parameters = ImmutableArray.CreateBuilder<object?>(given.Length);
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            object? value = null;
            isValid &= parameter.IsParams
                ? TryReadArray(given[parameter.Ordinal], out value)
                : given[parameter.Ordinal].Count == 1 && TryReadConstant(given[parameter.Ordinal][0], out value);
            parameters.Add(value);
        }

        AreValid = isValid;
        Parameters = parameters.ToImmutable();
        Properties = properties.ToImmutable();
        Ordinals = ordinals.ToImmutable();
    }

    /// <summary>Arguments beyond the last parameter are elements of its array.</summary>
    private static int OrdinalOf(IMethodSymbol constructor, AttributeArgumentSyntax argument, int position) =>
        argument.NameColon is { Name.Identifier.ValueText: string name }
            ? constructor.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Ordinal ?? -1
            : Math.Min(position, constructor.Parameters.Length - 1);

    /// <summary>A property that does not exist makes the attribute invalid: without its <c>Pading = 1</c> a layer would be judged for what
    /// it is not.</summary>
    private bool TryReadProperty(INamedTypeSymbol attribute, string name, ExpressionSyntax expression, out object? value)
    {
        value = null;
        return PropertyOf(attribute, name) is { } property
            && TryReadConstant(expression, out value)
            && (bound is null || Semantics.ClassifyConversion(expression, property.Type) is { Exists: true, IsImplicit: true });
    }

    /// <summary>The property of an attribute that is set by that name.</summary>
    internal static IPropertySymbol? PropertyOf(INamedTypeSymbol attribute, string name)
    {
        for (INamedTypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers(name))
            {
                if (member is IPropertySymbol { SetMethod: not null } property)
                    return property;
            }
        }

        return null;
    }

    private bool TryReadConstant(ExpressionSyntax expression, out object? value)
    {
        // What a number or a word says needs no binding, and most arguments are such.
        value = PlainArguments.ValueOf(expression);
        if (value is not null)
            return true;

        Optional<object?> constant = Semantics.GetConstantValue(expression, cancellation);
        value = constant.HasValue ? constant.Value : null;
        return constant.HasValue;
    }

    /// <summary>The elements of a <c>params</c> array: one argument each, or one argument that is an array.</summary>
    private bool TryReadArray(List<ExpressionSyntax> given, out object? elements)
    {
        if (given.Count == 1 && IsArray(given[0]))
        {
            ExpressionSyntax only = given[0];
            if (Elements(only) is not { } written)
            {
                elements = default(ImmutableArray<object?>);
                return TryReadConstant(only, out _) || TryReadZeros(only, out elements);
            }

            given = [.. written.OfType<ExpressionSyntax>()];
            if (given.Count != written.Length)
            {
                elements = null;
                return false;
            }
        }

        ImmutableArray<object?>.Builder values = ImmutableArray.CreateBuilder<object?>(given.Count);
        bool isValid = true;
        foreach (ExpressionSyntax expression in given)
        {
            isValid &= TryReadConstant(expression, out object? value) && IsNumber(value);
            values.Add(value);
        }

        elements = values.ToImmutable();
        return isValid;
    }

    // The sizes and shapes of the language are whole numbers; what converts to them is one, or a character.
    private static bool IsNumber(object? value) => value is int or short or ushort or byte or sbyte or char;

    private bool IsArray(ExpressionSyntax expression) => PlainArguments.ValueOf(expression) is null
        && (Elements(expression) is not null || Semantics.GetTypeInfo(expression, cancellation).ConvertedType is IArrayTypeSymbol);

    /// <summary><c>new int[3]</c>: elements that are not written are zeros.</summary>
    private bool TryReadZeros(ExpressionSyntax expression, out object? elements)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
            expression = inner.Expression;
        elements = null;
        if (expression is not ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: { Count: 1 } ranks }
            || !TryReadConstant(ranks[0].Sizes[0], out object? count)
            || count is not (>= 0 and <= short.MaxValue))
        {
            return false;
        }

        elements = Enumerable.Repeat<object?>(0, (int)count).ToImmutableArray();
        return true;
    }

    /// <summary>The elements of an array written as one argument; null where there are none written, or it is no array.</summary>
    internal static SyntaxNode[]? Elements(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax array => array.Initializer?.Expressions.ToArray<SyntaxNode>(),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.ToArray<SyntaxNode>(),
        CollectionExpressionSyntax collection =>
            [.. collection.Elements.Select(element => element is ExpressionElementSyntax item ? (SyntaxNode)item.Expression : element)],
        ParenthesizedExpressionSyntax inner => Elements(inner.Expression),
        _ => null,
    };

    /// <summary>A constant as the type of its parameter: C# widens numbers and takes 0 for any enum.</summary>
    internal static T Convert<T>(object? value)
        where T : struct =>
        (T)System.Convert.ChangeType(value is char letter ? (int)letter : value!, typeof(T), CultureInfo.InvariantCulture);
}
