using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
        // Every provider costs a walk over all files at each edit. Models are found by the names of their attributes. Roslyn's own search
        // for an attribute would bind all of them with their arguments; it is left to those whose name is an alias of the whole project.
        IncrementalValuesProvider<ParsedModel> models = Known(context.SyntaxProvider.CreateSyntaxProvider(
            (node, _) => node is TypeDeclarationSyntax type && WrittenAttributes.MayBeModel(type),
            (found, cancellation) => Parse(
                found.SemanticModel.GetDeclaredSymbol(found.Node, cancellation), found.Node, found.SemanticModel.Compilation,
                cancellation)));
        IncrementalValuesProvider<ParsedModel> behindAliases = Known(context.SyntaxProvider.ForAttributeWithMetadataName(
            ModelAttributes.Encoder,
            (node, _) => node is TypeDeclarationSyntax type && !WrittenAttributes.MayBeModel(type),
            (found, cancellation) => Parse(found.TargetSymbol, found.TargetNode, found.SemanticModel.Compilation, cancellation)));
        context.RegisterSourceOutput(models, (output, model) => Add(output, Files(model)));
        context.RegisterSourceOutput(behindAliases, (output, model) => Add(output, Files(model)));

        IncrementalValueProvider<bool> needsUsings = HasHopeless(models).Combine(HasHopeless(behindAliases))
            .Combine(
                context.ParseOptionsProvider.Select(
                    (options, _) => ((CSharpParseOptions)options).LanguageVersion >= LanguageVersion.CSharp10))
            .Select((found, _) => (found.Left.Left || found.Left.Right) && found.Right);
        context.RegisterSourceOutput(needsUsings, (output, needed) => Add(output, needed ? WordUsings.Emit() : []));
    }

    private static IncrementalValuesProvider<ParsedModel> Known(IncrementalValuesProvider<ParsedModel?> models) =>
        models.Where(model => model is not null).Select((model, _) => model!).WithTrackingName(TrackingNames.Model);

    /// <summary>Whether there is a class that cannot even have a skeleton.</summary>
    private static IncrementalValueProvider<bool> HasHopeless(IncrementalValuesProvider<ParsedModel> models) =>
        models.Where(model => model is { Model: null, Skeleton: null }).Collect().Select((found, _) => !found.IsEmpty);

    /// <summary>
    /// The specification of a class; null from the declaration that does not carry the first of the attributes: so each class is parsed
    /// once.
    /// </summary>
    private ParsedModel? Parse(ISymbol? symbol, SyntaxNode declaration, Compilation compilation, CancellationToken cancellation)
    {
        if (symbol is not INamedTypeSymbol type
            || ModelAttributes.First(type, compilation, cancellation) is not { } first
            || !declaration.Carries(first.GetReference()))
        {
            return null;
        }

        try
        {
            return stages.Parse(type, compilation, cancellation)?.Parsed;
        }
        catch (StageFailure)
        {
            // Shown by the analyzer, which fails in the same way and has to be reached.
            return new ParsedModel(null, null);
        }
    }

    private static void Add(SourceProductionContext context, IReadOnlyList<(string HintName, string Text)> files)
    {
        foreach ((string hintName, string text) in files)
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
