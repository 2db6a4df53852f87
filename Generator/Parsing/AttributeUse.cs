using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>One model attribute on a class: its arguments as values with their places.</summary>
/// <param name="reference">Where it is written.</param>
/// <param name="name">Its metadata name.</param>
/// <param name="index">Its index among the model attributes of the class.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed class AttributeUse(SyntaxReference reference, string name, int index, BoundArguments arguments)
{
    /// <summary>The metadata name: one of <see cref="ModelAttributes"/>.</summary>
    public string Name => name;

    /// <summary>Index among the model attributes of the class, in source order.</summary>
    public int Index => index;

    /// <summary>The whole attribute.</summary>
    public ArgumentLocation At => ArgumentLocation.OfAttribute(index);

    /// <summary>Where it is written.</summary>
    public SyntaxReference Reference => reference;

    /// <summary>Whether the compiler rejects it already, so that there is nothing to add: wrong types, unknown names, arguments that are
    /// missing.</summary>
    public bool IsMalformed => !arguments.AreValid;

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
    public ImmutableArray<Sourced<int>>? Sizes(int parameter) =>
        arguments.Parameters[parameter] is ImmutableArray<object?> { IsDefault: false } values
        ? [.. values.Select(
            (value, element) => new Sourced<int>(BoundArguments.Convert<int>(value), new ArgumentLocation(index, parameter, element)))]
        : null;

    /// <summary>The argument of a parameter of the constructor; an enum is the number behind it.</summary>
    public Sourced<T> Value<T>(int parameter)
        where T : struct => new(BoundArguments.Convert<T>(arguments.Parameters[parameter]), Argument(parameter));

    /// <summary>The value of a named argument, or null where it is not given.</summary>
    public Sourced<T>? Named<T>(string property)
        where T : struct
    {
        for (int i = 0; i < arguments.Properties.Length; i++)
        {
            if (arguments.Properties[i] is { Value: { } value } given && given.Name == property)
                return new Sourced<T>(BoundArguments.Convert<T>(value), new ArgumentLocation(index, arguments.Parameters.Length + i, -1));
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
        if (at.Argument < 0 || attribute.ArgumentList is not { Arguments: var all })
            return [];
        int named = at.Argument - arguments.Parameters.Length;
        if (named >= 0)
            return [all.Where(argument => argument.NameEquals is not null).ElementAt(named)];
        AttributeArgumentSyntax[] given = [.. all.Where((_, position) => arguments.Ordinals[position] == at.Argument)];
        if (at.Element < 0)
            return given;
        SyntaxNode[] elements = (given.Length == 1 ? BoundArguments.Elements(given[0].Expression) : null) ?? given;
        return at.Element < elements.Length ? [elements[at.Element]] : given;
    }
}
