using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>One model attribute on a class: its arguments as values with their places.</summary>
/// <param name="data">Roslyn's view of it; <see cref="AttributeData.ApplicationSyntaxReference"/> is not null.</param>
/// <param name="name">Its metadata name.</param>
/// <param name="index">Its index among the model attributes of the class.</param>
internal sealed class AttributeUse(AttributeData data, string name, int index)
{
    /// <summary>The metadata name: one of <see cref="ModelAttributes"/>.</summary>
    public string Name => name;

    /// <summary>Index among the model attributes of the class, in source order.</summary>
    public int Index => index;

    /// <summary>The whole attribute.</summary>
    public ArgumentLocation At => ArgumentLocation.OfAttribute(index);

    /// <summary>Where it is written.</summary>
    public SyntaxReference Reference => data.ApplicationSyntaxReference!;

    /// <summary>Whether the compiler rejects it already, so that there is nothing to add: wrong types, unknown names, arguments that are
    /// missing.</summary>
    public bool IsMalformed { get; } = data.AttributeConstructor is null
        || data.ConstructorArguments.Any(IsError)
        || data.NamedArguments.Any(argument => IsError(argument.Value));

    /// <summary>The argument of the attribute's constructor: all attributes of the language have one parameter or none.</summary>
    public ArgumentLocation FirstArgument => new(index, 0, -1);

    /// <summary>The numbers of a <c>params int[]</c> constructor; null where the user wrote <c>null</c>.</summary>
    public ImmutableArray<Sourced<int>>? Sizes()
    {
        TypedConstant argument = data.ConstructorArguments[0];
        return argument.IsNull
            ? null
            : argument.Values
                .Select((value, element) => new Sourced<int>((int)value.Value!, new ArgumentLocation(index, 0, element)))
                .ToImmutableArray();
    }

    /// <summary>The number behind the enum argument of the constructor.</summary>
    public Sourced<int> EnumArgument() => new((int)data.ConstructorArguments[0].Value!, FirstArgument);

    /// <summary>The value of a named argument, or null where it is not given.</summary>
    public Sourced<T>? Named<T>(string property)
        where T : struct
    {
        ImmutableArray<KeyValuePair<string, TypedConstant>> named = data.NamedArguments;
        for (int i = 0; i < named.Length; i++)
        {
            if (named[i].Key == property && named[i].Value.Value is T value)
            {
                return new Sourced<T>(value, new ArgumentLocation(index, data.ConstructorArguments.Length + i, -1));
            }
        }

        return null;
    }

    /// <summary>The exact piece of source a place in this attribute stands for; the whole attribute where it cannot be told.</summary>
    public Location Locate(ArgumentLocation at, CancellationToken cancellation)
    {
        AttributeSyntax attribute = (AttributeSyntax)Reference.GetSyntax(cancellation);
        return (FindArgument(attribute, at) ?? attribute).GetLocation();
    }

    private SyntaxNode? FindArgument(AttributeSyntax attribute, ArgumentLocation at)
    {
        IEnumerable<AttributeArgumentSyntax> arguments = attribute.ArgumentList?.Arguments ?? default;
        int named = at.Argument - data.ConstructorArguments.Length;
        if (named >= 0)
        {
            string property = data.NamedArguments[named].Key;
            return arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property);
        }

        AttributeArgumentSyntax[] positional = arguments.Where(argument => argument.NameEquals is null).ToArray();
        if (at.Argument < 0 || positional.Length == 0)
        {
            return null;
        }

        if (at.Element < 0)
        {
            return positional[0];
        }

        SyntaxNode[]? elements = positional.Length == 1 ? Elements(positional[0].Expression) : null;
        if (elements is not null)
        {
            return at.Element < elements.Length ? elements[at.Element] : positional[0];
        }

        return at.Element < positional.Length ? positional[at.Element] : null;
    }

    /// <summary>The elements of an array written as one argument; empty where it has no initializer, null where it is no array.</summary>
    private static SyntaxNode[]? Elements(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax array => array.Initializer?.Expressions.ToArray<SyntaxNode>() ?? [],
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.ToArray<SyntaxNode>(),
        CollectionExpressionSyntax collection => collection.Elements.ToArray<SyntaxNode>(),
        ParenthesizedExpressionSyntax inner => Elements(inner.Expression),
        _ => null,
    };

    private static bool IsError(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error
        || (constant.Kind == TypedConstantKind.Array && !constant.IsNull && constant.Values.Any(IsError));
}
