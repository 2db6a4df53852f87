using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// An attribute with its words spelled out: <c>Prior(Normal)</c> becomes <c>Prior(global::VaeGen.Distribution.Normal)</c>. So it means
/// before the emission, when the class has no words yet, what it means afterwards, whatever a word would be taken for in the meantime.
/// </summary>
internal sealed class QualifiedWords : CSharpSyntaxRewriter
{
    private readonly WordConstants constants;

    private QualifiedWords(WordConstants constants) => this.constants = constants;

    /// <summary>The attribute; the same instance where it has no words.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="constants">The user's constants that are made of words.</param>
    public static AttributeSyntax In(AttributeSyntax attribute, WordConstants constants) => attribute.ArgumentList is { } list
        ? attribute.WithArgumentList((AttributeArgumentListSyntax)new QualifiedWords(constants).Visit(list))
        : attribute;

    /// <summary>The initializer of a constant; the same instance where it has no words.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="constants">The user's constants that are made of words.</param>
    public static EqualsValueClauseSyntax In(EqualsValueClauseSyntax initializer, WordConstants constants) =>
        (EqualsValueClauseSyntax)new QualifiedWords(constants).Visit(initializer);

    /// <inheritdoc />
    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) => Words.Qualify(node.Identifier.ValueText) is { } text
        ? SyntaxFactory.ParseExpression(text).WithTriviaFrom(node)
        : (SyntaxNode?)constants.ValueOf(node) ?? node;

    // Names of properties and parameters, and names behind a dot, are looked up elsewhere.

    /// <inheritdoc />
    public override SyntaxNode? VisitNameEquals(NameEqualsSyntax node) => node;

    /// <inheritdoc />
    public override SyntaxNode? VisitNameColon(NameColonSyntax node) => node;

    /// <inheritdoc />
    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) =>
        constants.ValueOf(node) ?? node.WithExpression((ExpressionSyntax)Visit(node.Expression));

    // Where C# expects a type it does not look at constants.

    /// <inheritdoc />
    public override SyntaxNode? VisitAliasQualifiedName(AliasQualifiedNameSyntax node) => node;

    /// <inheritdoc />
    public override SyntaxNode? VisitCastExpression(CastExpressionSyntax node) =>
        node.WithExpression((ExpressionSyntax)Visit(node.Expression));

    /// <inheritdoc />
    public override SyntaxNode? VisitTypeOfExpression(TypeOfExpressionSyntax node) => node;

    /// <inheritdoc />
    public override SyntaxNode? VisitDefaultExpression(DefaultExpressionSyntax node) => node;

    /// <inheritdoc />
    public override SyntaxNode? VisitSizeOfExpression(SizeOfExpressionSyntax node) => node;

    /// <inheritdoc />
    public override SyntaxNode? VisitArrayType(ArrayTypeSyntax node) => node.WithRankSpecifiers(VisitList(node.RankSpecifiers));

    /// <inheritdoc />
    public override SyntaxNode? VisitGenericName(GenericNameSyntax node) => node;

    /// <inheritdoc />
    public override SyntaxNode? VisitQualifiedName(QualifiedNameSyntax node) => node;
}
