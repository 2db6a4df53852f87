using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

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

    private static readonly SymbolDisplayFormat FullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>All of them, by metadata name.</summary>
    public static ImmutableArray<string> All { get; } = [Encoder, Decoder, Prior, Posterior, Likelihood, Condition, Model, .. LayerAttributes.All];

    /// <summary>The model attributes of a type in source order; <see cref="AttributeUse.Index"/> counts these alone.</summary>
    public static ImmutableArray<AttributeUse> Of(INamedTypeSymbol type)
    {
        ImmutableArray<AttributeUse>.Builder uses = ImmutableArray.CreateBuilder<AttributeUse>();
        foreach (AttributeData data in type.GetAttributes())
        {
            if (data.ApplicationSyntaxReference is not null && NameOf(data) is string name)
            {
                uses.Add(new AttributeUse(data, name, uses.Count));
            }
        }

        return uses.ToImmutable();
    }

    /// <summary>Whether a type is a model, also one of another assembly.</summary>
    public static bool IsModel(INamedTypeSymbol type) => type.GetAttributes().Any(data => NameOf(data) is not null);

    /// <summary>The first use of the attribute with that metadata name, if there is one.</summary>
    public static AttributeUse? Find(this IEnumerable<AttributeUse> uses, string name)
    {
        foreach (AttributeUse use in uses)
        {
            if (use.Name == name)
            {
                return use;
            }
        }

        return null;
    }

    private static string? NameOf(AttributeData data) =>
        data.AttributeClass is { ContainingNamespace: { Name: "VaeGen", ContainingNamespace.IsGlobalNamespace: true } } attribute
        && attribute.ToDisplayString(FullName) is string name
        && All.Contains(name)
            ? name
            : null;
}
