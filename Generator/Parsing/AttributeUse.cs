using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
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

    /// <summary>The attribute as it is written, without brackets and arguments: <c>Conv</c>.</summary>
    public string ShortName
    {
        get
        {
            string type = name.Substring(name.LastIndexOf('.') + 1);
            return type.Substring(0, type.Length - "Attribute".Length);
        }
    }

    /// <summary>The argument of a parameter of the attribute's constructor; all the elements of a <c>params</c> array.</summary>
    public ArgumentLocation Argument(int parameter) => new(index, parameter, -1);

    /// <summary>The numbers of a <c>params int[]</c> parameter; null where the user wrote <c>null</c>.</summary>
    public ImmutableArray<Sourced<int>>? Sizes(int parameter)
    {
        TypedConstant argument = data.ConstructorArguments[parameter];
        return argument.IsNull
            ? null
            : argument.Values
                .Select((value, element) => new Sourced<int>((int)value.Value!, new ArgumentLocation(index, parameter, element)))
                .ToImmutableArray();
    }

    /// <summary>The argument of a parameter of the constructor; an enum is the number behind it.</summary>
    public Sourced<T> Value<T>(int parameter)
        where T : struct => new((T)data.ConstructorArguments[parameter].Value!, Argument(parameter));

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
        SyntaxNode[] found = FindArgument(attribute, at);
        return found.Length == 0
            ? attribute.GetLocation()
            : Location.Create(attribute.SyntaxTree, TextSpan.FromBounds(found[0].SpanStart, found[found.Length - 1].Span.End));
    }

    private SyntaxNode[] FindArgument(AttributeSyntax attribute, ArgumentLocation at)
    {
        AttributeArgumentSyntax[] arguments = attribute.ArgumentList?.Arguments.ToArray() ?? [];
        int named = at.Argument - data.ConstructorArguments.Length;
        if (named >= 0)
        {
            string property = data.NamedArguments[named].Key;
            return [.. arguments.Where(argument => argument.NameEquals?.Name.Identifier.ValueText == property)];
        }

        if (at.Argument < 0)
        {
            return [];
        }

        AttributeArgumentSyntax[] given = arguments.Where((argument, position) => ParameterOf(argument, position) == at.Argument).ToArray();
        if (at.Element < 0)
        {
            return given;
        }

        SyntaxNode[] elements = (given.Length == 1 ? Elements(given[0].Expression) : null) ?? given;
        return at.Element < elements.Length ? [elements[at.Element]] : given;
    }

    /// <summary>The parameter of the constructor that an argument is for; −1 for a property. Arguments beyond the last parameter are elements of
    /// its array.</summary>
    private int ParameterOf(AttributeArgumentSyntax argument, int position)
    {
        ImmutableArray<IParameterSymbol> parameters = data.AttributeConstructor?.Parameters ?? [];
        if (argument.NameEquals is not null)
        {
            return -1;
        }

        return argument.NameColon is { Name.Identifier.ValueText: string parameter }
            ? parameters.FirstOrDefault(candidate => candidate.Name == parameter)?.Ordinal ?? -1
            : Math.Min(position, parameters.Length - 1);
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
