using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Emission;

/// <summary>A model has the same members whether it inherits them from the runtime or has them emitted, because it has a base class of its
/// own or a member of one of their names.</summary>
public sealed class InheritedMemberTests
{
    private static readonly SymbolDisplayFormat Full = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Included,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType
        | SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
        | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static TheoryData<string> Models => new(
        from model in new[] { "[VaeGen.Prior(Normal)]", "[VaeGen.Posterior(Deterministic)]" }
        from condition in new[] { "", "[VaeGen.Condition(10)]" }
        from precision in new[] { "Single", "Double" }
        select $"[VaeGen.Encoder(4, 3, 2)] [VaeGen.Decoder(2, 4)] [VaeGen.Likelihood(Bernoulli)] {model} {condition} "
            + $"[VaeGen.Model(Precision = VaeGen.Precision.{precision})] ");

    /// <summary>The public members of a class and of its bases, as callers see them.</summary>
    private static string[] PublicMembers(string source)
    {
        List<string> found = [];
        for (INamedTypeSymbol? type = ModelCompilation.Of(source).MustCompile().Output.GetTypeByMetadataName("Vae");
            type is { SpecialType: not SpecialType.System_Object };
            type = type.BaseType)
        {
            found.AddRange(type.GetMembers()
                .Where(member => member.DeclaredAccessibility == Accessibility.Public
                    && member is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }
                    || (type.Name == "Vae" && member is IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false }))
                .Where(member => member.Name != "Encode" || member is IMethodSymbol { TypeParameters.IsEmpty: true })
                .Select(member => member.ToDisplayString(Full)));
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Members_are_the_same_in_every_way(string attributes)
    {
        string[] inherited = PublicMembers(attributes + "partial class Vae;");

        Assert.True(inherited.Length >= 15);
        Assert.Equal(inherited, PublicMembers("abstract class Base; " + attributes + "partial class Vae : Base;"));
        Assert.Equal(
            inherited, PublicMembers(attributes + "partial class Vae { public void Encode<T>(T value) { System.GC.KeepAlive(value); } }"));
    }

    /// <summary>An overload of the class itself would be taken before an inherited one that fits better.</summary>
    [Fact]
    public void An_overload_of_the_users_is_chosen_as_among_members_of_one_class() => ModelCompilation.Of($$"""
        {{Models.First().Data}}
        partial class Vae
        {
            public int Fit(object data) => data.GetHashCode();
            public static VaeGen.FitReport Use(VaeGen.DataSet data) => new Vae().Fit(data);
        }
        """).MustCompile();

    /// <summary>Of the members a model inherits, nothing stands in its own class.</summary>
    [Fact]
    public void What_is_inherited_is_not_emitted()
    {
        string text = ModelCompilation.Of(Models.First().Data + "partial class Vae;").MustCompile().Text("Vae.g.cs");

        Assert.Contains("partial class Vae : global::VaeGen.Runtime.V2.PlainVariationalModel<float>", text);
        Assert.Equal(2, text.Split("GeneratedCode(\"VaeGen.Generator\", \"0.1.0\")").Length - 1);
        Assert.DoesNotContain("Reconstruct", text);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void No_line_of_code_is_longer_than_140_columns(string attributes)
    {
        foreach (string declaration in new[] { "class Base; $partial class Vae : Base;", "class Base; namespace A.B { partial class "
            + "Outer { $partial class Vae : Base; } }", "$partial record Vae;" })
        {
            string text =
                ModelCompilation.Of(declaration.Replace("$", attributes)).Files.Single(
                    file => file.HintName.EndsWith("Vae.g.cs", StringComparison.Ordinal)).Text;
            Assert.DoesNotContain(text[text.IndexOf("partial ", StringComparison.Ordinal)..].Split('\n'), line => line.Length > 140
                && !line.TrimStart().StartsWith("// ", StringComparison.Ordinal));
        }
    }
}
