using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;
using VaeGen.Generator.Parsing;

namespace VaeGen.Generator;

/// <summary>The stages from a class to its files, as the generator and the analyzer run them. Every one may fail only with
/// <see cref="StageFailure"/> or cancellation.</summary>
internal sealed class ModelStages
{
    private readonly Func<INamedTypeSymbol, Compilation, CancellationToken, ParseResult?> parse;
    private readonly Func<ModelSpec, IReadOnlyList<Problem>> check;
    private readonly Func<ModelSpec, IReadOnlyList<(string HintName, string Text)>> emit;
    private readonly EmissionOutcomes outcomes = new();

    /// <summary>Stages of one's own, for tests of failures.</summary>
    internal ModelStages(
        Func<INamedTypeSymbol, Compilation, CancellationToken, ParseResult?> parse,
        Func<ModelSpec, IReadOnlyList<Problem>> check,
        Func<ModelSpec, IReadOnlyList<(string HintName, string Text)>> emit)
    {
        this.parse = parse;
        this.check = check;
        this.emit = emit;
    }

    /// <summary>The real ones. Problems that only a stage after parsing can see (none today) come from the second.</summary>
    public static ModelStages Standard { get; } = new(ModelParser.Parse, _ => [], ModelEmitter.Emit);

    /// <summary>From a class to its specification; null for a class without model attributes.</summary>
    public ParseResult? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        StageFailure.Run("parsing", () => parse(type, compilation, cancellation));

    /// <summary>What the stages after parsing find wrong with a model.</summary>
    public IReadOnlyList<Problem> Check(ModelSpec model) => StageFailure.Run("lowering", () => check(model));

    /// <summary>The files of a model without problems.</summary>
    public IReadOnlyList<(string HintName, string Text)> Emit(ModelSpec model)
    {
        try
        {
            IReadOnlyList<(string HintName, string Text)> files =
                StageFailure.Run("emission", () => CheckHintNames(model.Host, emit(model)));
            outcomes.Record(model, null);
            return files;
        }
        catch (StageFailure failure)
        {
            outcomes.Record(model, failure);
            throw;
        }
    }

    /// <summary>What goes wrong in the emission of a model, null for nothing: as the generator has found it, and where it has not been
    /// asked, by emitting the model.</summary>
    public StageFailure? EmissionFailure(ModelSpec model)
    {
        if (outcomes.TryGet(model, out StageFailure? known))
            return known;
        try
        {
            Emit(model);
            return null;
        }
        catch (StageFailure failure)
        {
            return failure;
        }
    }

    /// <summary>A file name of another model or one used twice would lose every model of the compilation.</summary>
    private static IReadOnlyList<(string HintName, string Text)> CheckHintNames(
        HostSpec host, IReadOnlyList<(string HintName, string Text)> files)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, _) in files)
        {
            if (!name.StartsWith(host.FileHint + ".", StringComparison.Ordinal) || !names.Add(name))
                throw new InvalidOperationException($"the file name {name} is not one of {host.FileHint}, or used twice");
        }

        return files;
    }
}
