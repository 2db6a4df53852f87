using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;
using VaeGen.Generator.Parsing;

namespace VaeGen.Generator;

/// <summary>Turns classes with model attributes into models.</summary>
/// <remarks>
/// It reports nothing and throws nothing: <see cref="ModelAnalyzer"/> runs the same stages and shows what they find. A model with errors
/// gets the declarations of its public members.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class VaeGenerator : IIncrementalGenerator
{
    private readonly ModelStages stages;

    /// <summary>The generator as the compiler makes it.</summary>
    public VaeGenerator()
        : this(ModelStages.Standard)
    {
    }

    internal VaeGenerator(ModelStages stages) => this.stages = stages;

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(output => output.AddSource(GlobalUsings.HintName, GlobalUsings.Text));

        foreach (string attribute in ModelAttributes.All)
        {
            IncrementalValuesProvider<ParsedModel> models = context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    attribute,
                    (node, _) => node is TypeDeclarationSyntax,
                    (found, cancellation) => Parse(found, attribute, cancellation))
                .Where(model => model is not null)
                .Select((model, _) => model!)
                .WithTrackingName(TrackingNames.Model);
            context.RegisterSourceOutput(models, Emit);
        }
    }

    /// <summary>
    /// The specification of a class, from the provider of the one attribute that stands first on it: so each class is parsed once, whatever
    /// attributes it has or lacks.
    /// </summary>
    private ParsedModel? Parse(GeneratorAttributeSyntaxContext found, string attribute, CancellationToken cancellation)
    {
        if (found.TargetSymbol is not INamedTypeSymbol type
            || ModelAttributes.Of(type).FirstOrDefault() is not { } first
            || first.Name != attribute
            || !found.TargetNode.Carries(first.Reference))
        {
            return null;
        }

        try
        {
            return stages.Parse(type, cancellation)?.Parsed;
        }
        catch (StageFailure)
        {
            // Shown by the analyzer, which fails in the same way.
            return null;
        }
    }

    private void Emit(SourceProductionContext context, ParsedModel parsed)
    {
        foreach ((string hintName, string text) in Files(parsed))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            context.AddSource(hintName, SourceText.From(text, Encoding.UTF8));
        }
    }

    private IReadOnlyList<(string HintName, string Text)> Files(ParsedModel parsed)
    {
        if (parsed.Model is { } model)
        {
            try
            {
                return stages.Check(model).Any(problem => DiagnosticTable.IsError(problem.Id))
                    ? SkeletonEmitter.Emit(SkeletonSpec.Of(model))
                    : stages.Emit(model);
            }
            catch (StageFailure)
            {
                // Shown by the analyzer, which fails in the same way.
                return SkeletonEmitter.Emit(SkeletonSpec.Of(model));
            }
        }

        return parsed.Skeleton is { } skeleton ? SkeletonEmitter.Emit(skeleton) : [];
    }
}
