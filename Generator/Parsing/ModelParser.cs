using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads one class: its attributes, in source order, into a <see cref="ModelSpec"/>. The generator and the analyzer run this same
/// code.</summary>
internal static class ModelParser
{
    /// <summary>Parses a class that carries at least one model attribute; null for any other.</summary>
    public static ParseResult? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
            return null;
        (AttributeSyntax Syntax, INamedTypeSymbol? Class)[] all = [.. TypeAttributes.Of(type, compilation, cancellation)];
        ImmutableArray<AttributeUse> attributes = ModelAttributes.Among(all, compilation, cancellation);
        if (attributes.IsEmpty)
            return null;

        ModelProblems problems = new(type, attributes, cancellation);
        HostParser host = new(type, attributes, problems, cancellation);
        host.Check();

        // What the compiler rejects is the compiler's to report; then nothing is "missing" either, it may be the very attribute that did
        // not bind. One that is unknown may also be what another generator emits, so that it keeps no model from being emitted.
        bool areRead = attributes.All(attribute => !attribute.IsMalformed);
        bool complete = areRead && all.All(attribute => attribute.Class is not null);

        AttributeSet set = new(type.Name, attributes, problems, complete);
        Sourced<Precision>? precision = OptionParser.ParsePrecision(set);
        (NetworkSpec? encoder, NetworkSpec? decoder) = OrderIsClear(set, problems) ? NetworkParser.Parse(set) : default;
        InputScaling? input = InputParser.Parse(set);
        PriorSpec? prior = DistributionParser.ParsePrior(set);
        PosteriorSpec? posterior = DistributionParser.ParsePosterior(set, encoder?.Head.Value.Size);
        LikelihoodSpec? likelihood = DistributionParser.ParseLikelihood(set, encoder?.Input.Value.Size);

        Sourced<int>? condition = ConditionParser.Parse(set);
        if (encoder is not null && decoder is not null && precision is not null && posterior is not null && likelihood is not null)
            WeightCount.Check(set, encoder, decoder, precision.Value.Value, posterior, likelihood, condition);

        ModelSurface surface = new(
            precision?.Value == Precision.Double ? "double" : "float", attributes.Find(ModelAttributes.Condition) is not null,
            DistributionParser.IsDeterministic(set));
        SkeletonSpec? skeleton = MemberParser.Check(host, surface, problems);

        ModelSpec? model = null;
        if (areRead && !problems.HasErrors && precision is not null && encoder is not null && decoder is not null
            && (prior is not null || DistributionParser.IsDeterministic(set)) && posterior is not null && likelihood is not null
            && skeleton is not null && input is { } scaling)
        {
            model = new ModelSpec(skeleton.Host, precision.Value, encoder, decoder, prior, posterior, likelihood, condition)
            {
                Input = scaling,
            };
        }

        return new ParseResult(new ParsedModel(model, model is null ? skeleton : null), problems);
    }

    /// <summary>With attributes on two parts of the class it is not known which layer comes first; what follows from it would be
    /// noise.</summary>
    private static bool OrderIsClear(AttributeSet set, ModelProblems problems) =>
        !set.Attributes.Any(use => LayerAttributes.All.Contains(use.Name))
        || !problems.Found.Any(found => found.Problem.Id == DiagnosticIds.AttributesOnTwoParts);
}
