using System;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;
using VaeGen.Generator.Parsing;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Parsing;

/// <summary>Models as far as parsing takes them: nothing is emitted but what their users see.</summary>
internal static class StackModels
{
    /// <summary>The stages of the generator with the public skeleton in place of the emitted numerics.</summary>
    public static ModelStages ParsingAlone { get; } =
        new(ModelParser.Parse, _ => [], model => SkeletonEmitter.Emit(SkeletonSpec.Of(model)));

    /// <summary>Compiles sources with those stages.</summary>
    public static ModelCompilation Compile(params string[] sources) =>
        ModelCompilation.Of(new VaeGenerator(ParsingAlone), new ModelAnalyzer(ParsingAlone), sources);

    /// <summary>The specification of the class Vae with these attributes, which are right.</summary>
    public static ModelSpec Parse(string attributes)
    {
        ModelCompilation compilation = Compile($"using VaeGen; {attributes} partial class Vae;").MustCompile();
        INamedTypeSymbol type = compilation.Output.GetTypeByMetadataName("Vae")!;
        return ModelParser.Parse(type, compilation.Output, TestContext.Current.CancellationToken)!.Parsed.Model
            ?? throw new InvalidOperationException("There is no model.");
    }
}
