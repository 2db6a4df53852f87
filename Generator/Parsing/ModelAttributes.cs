using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace VaeGen.Generator.Parsing;

/// <summary>The attributes that make a class a model.</summary>
internal static class ModelAttributes
{
    public const string Encoder = "VaeGen.EncoderAttribute";
    public const string Decoder = "VaeGen.DecoderAttribute";
    public const string Prior = "VaeGen.PriorAttribute";
    public const string Posterior = "VaeGen.PosteriorAttribute";
    public const string Likelihood = "VaeGen.LikelihoodAttribute";
    public const string Condition = "VaeGen.ConditionAttribute";
    public const string Model = "VaeGen.ModelAttribute";

    /// <summary>All of them, by metadata name.</summary>
    public static ImmutableArray<string> All { get; } =
        [Encoder, Decoder, Prior, Posterior, Likelihood, Condition, Model, .. LayerAttributes.All];

    private static readonly Dictionary<string, string> BySimpleName = All.ToDictionary(name => name.Substring(name.LastIndexOf('.') + 1));

    /// <summary>The names that they may be written by: <c>Encoder</c> and <c>EncoderAttribute</c>.</summary>
    public static ImmutableHashSet<string> WrittenNames { get; } =
        [.. BySimpleName.Keys, .. BySimpleName.Keys.Select(name => name.Substring(0, name.Length - "Attribute".Length))];

    /// <summary>The model attributes among those of a type; <see cref="AttributeUse.Index"/> counts these alone.</summary>
    public static ImmutableArray<AttributeUse> Among(
        IEnumerable<(AttributeSyntax Syntax, INamedTypeSymbol? Class)> attributes, Compilation compilation, CancellationToken cancellation)
    {
        ImmutableArray<AttributeUse>.Builder? uses = null;
        foreach ((AttributeSyntax syntax, INamedTypeSymbol? attribute) in attributes)
        {
            if (NameOf(attribute) is not { } name)
                continue;
            uses ??= ImmutableArray.CreateBuilder<AttributeUse>();
            BoundArguments arguments = BoundArguments.Read(compilation, attribute!, syntax, cancellation);
            uses.Add(new AttributeUse(syntax.GetReference(), name, uses.Count, arguments));
        }

        return uses?.ToImmutable() ?? [];
    }

    /// <summary>The first model attribute of a type; null for a type that is no model of this compilation.</summary>
    public static AttributeSyntax? First(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        TypeAttributes.Of(type, compilation, cancellation).FirstOrDefault(found => NameOf(found.Class) is not null).Syntax;

    /// <summary>Whether a type is a model, also one of another assembly.</summary>
    public static bool IsModel(INamedTypeSymbol type) => type.GetAttributes().Any(data => NameOf(data.AttributeClass) is not null);

    /// <summary>The first use of the attribute with that metadata name, if there is one.</summary>
    public static AttributeUse? Find(this IEnumerable<AttributeUse> uses, string name)
    {
        foreach (AttributeUse use in uses)
        {
            if (use.Name == name)
                return use;
        }

        return null;
    }

    private static string? NameOf(INamedTypeSymbol? type) =>
        type is
        {
            Arity: 0,
            ContainingType: null,
            ContainingNamespace: { Name: "VaeGen", ContainingNamespace.IsGlobalNamespace: true },
        }
        && BySimpleName.TryGetValue(type.Name, out string name)
            ? name
            : null;
}
