using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using VaeGen.Generator.Diagnostics;
using GeneratorUnderTest = VaeGen.Generator.VaeGenerator;

namespace VaeGen.Tests.Shared;

/// <summary>
/// A user's project in memory: sources, the generator's output and the analyzer, compiled as a strict project would be, with warnings as
/// errors, nullable on and documentation required.
/// </summary>
public sealed class ModelCompilation
{
    private readonly Lazy<ImmutableArray<Diagnostic>> diagnostics;

    private ModelCompilation(CSharpCompilation input, GeneratorDriver driver, ModelAnalyzer analyzer)
    {
        Input = input;
        Driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> reported);
        Output = output;
        GeneratorDiagnostics = reported;
        Files = Driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources.IsDefault ? [] : result.GeneratedSources)
            .Select(source => new GeneratedFile(source.HintName, source.SourceText.ToString())).ToImmutableArray();
        diagnostics = new(() => Analyze(output, analyzer));
    }

    /// <summary>What every project refers to, read once for all tests of a process.</summary>
    public static ImmutableArray<MetadataReference> References { get; } = FindReferences();

    /// <summary>The sources alone.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>Sources and generated files.</summary>
    public Compilation Output { get; }

    /// <summary>The driver after its run, for another run on a changed compilation.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>What the generator itself reported: always nothing, unless it threw.</summary>
    public ImmutableArray<Diagnostic> GeneratorDiagnostics { get; }

    /// <summary>The generated files in the order of the generator.</summary>
    public ImmutableArray<GeneratedFile> Files { get; }

    /// <summary>Warnings (as errors) and errors of the compiler and of the analyzer, in the order of the source.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => diagnostics.Value;

    /// <summary>Compiles the sources with the generator and the analyzer.</summary>
    public static ModelCompilation Of(params string[] sources) => Of(new GeneratorUnderTest(), new ModelAnalyzer(), sources);

    /// <summary>Compiles the sources in a project that refers to another assembly besides.</summary>
    public static ModelCompilation Referring(MetadataReference reference, params string[] sources) =>
        Of(ParseOptions(), new GeneratorUnderTest(), new ModelAnalyzer(), Named(sources), [reference]);

    /// <summary>Compiles the sources with that generator and that analyzer.</summary>
    public static ModelCompilation Of(GeneratorUnderTest generator, ModelAnalyzer analyzer, params string[] sources) =>
        Of(ParseOptions(), generator, analyzer, sources);

    /// <summary>Compiles the sources with options of the test's choice.</summary>
    public static ModelCompilation Of(
        CSharpParseOptions options, GeneratorUnderTest generator, ModelAnalyzer analyzer, params string[] sources) =>
        Of(options, generator, analyzer, Named(sources), []);

    /// <summary>Compiles files, each a path and a source.</summary>
    public static ModelCompilation Of(
        CSharpParseOptions options, GeneratorUnderTest generator, ModelAnalyzer analyzer, params (string Path, string Source)[] files) =>
        Of(options, generator, analyzer, files, []);

    private static (string Path, string Source)[] Named(string[] sources) =>
        [.. sources.Select((source, index) => ($"Source{index}.cs", source))];

    private static ModelCompilation Of(
        CSharpParseOptions options, GeneratorUnderTest generator, ModelAnalyzer analyzer, (string Path, string Source)[] files,
        MetadataReference[] references)
    {
        IEnumerable<SyntaxTree> trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Source, options, file.Path));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()], parseOptions: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new ModelCompilation(Compile(trees.ToArray()).AddReferences(references), driver, analyzer);
    }

    /// <summary>The options every source is parsed with: C# 13, documentation comments checked.</summary>
    public static CSharpParseOptions ParseOptions(LanguageVersion version = LanguageVersion.CSharp13, params string[] symbols) =>
        new(version, DocumentationMode.Diagnose, preprocessorSymbols: symbols);

    /// <summary>Fails, with everything reported, unless the project compiles without an error or a warning.</summary>
    public ModelCompilation MustCompile()
    {
        if (!Diagnostics.IsEmpty || !GeneratorDiagnostics.IsEmpty)
        {
            throw new InvalidOperationException(
                "The project does not compile:\n" + string.Join("\n", GeneratorDiagnostics.Concat(Diagnostics).Select(Describe)));
        }

        return this;
    }

    /// <summary>
    /// Compiles and loads the project; an error or a warning of the compiler fails. What the analyzer says of right models is asked by
    /// <see cref="MustCompile"/>: it does all of the generator's work again, which would double the time of every test that runs models.
    /// </summary>
    public Assembly Load()
    {
        using MemoryStream image = new();
        EmitResult result = Output.Emit(image);
        if (!result.Success || !GeneratorDiagnostics.IsEmpty)
        {
            IEnumerable<Diagnostic> reported = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
            throw new InvalidOperationException(
                "The project does not compile:\n" + string.Join("\n", GeneratorDiagnostics.Concat(reported).Take(20).Select(Describe)));
        }

        return Assembly.Load(image.ToArray());
    }

    /// <summary>The text of a generated file.</summary>
    public string Text(string hintName) => Files.Single(file => file.HintName == hintName).Text;

    /// <summary>The diagnostic and the line it is in.</summary>
    private static string Describe(Diagnostic diagnostic)
    {
        Location location = diagnostic.Location;
        return location.SourceTree is { } tree
            ? $"{diagnostic}\n    {tree.GetText().Lines[location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}"
            : diagnostic.ToString();
    }

    private static CSharpCompilation Compile(SyntaxTree[] trees)
    {
        bool isProgram = trees.Any(tree => tree.GetRoot().DescendantNodes().OfType<GlobalStatementSyntax>().Any());
        CSharpCompilationOptions options = new(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            deterministic: true,
            nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("Models", trees, References, options);
    }

    private static ImmutableArray<Diagnostic> Analyze(Compilation output, ModelAnalyzer analyzer)
    {
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer threw.", exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        return output.WithAnalyzers([analyzer], options).GetAllDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ToImmutableArray();
    }

    /// <summary>The framework this process runs on and the runtime of VaeGen, nothing else of the test project.</summary>
    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(EncoderAttribute).Assembly.Location)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToImmutableArray();
    }
}

/// <summary>One file the generator added.</summary>
/// <param name="HintName">Its hint name.</param>
/// <param name="Text">Its text.</param>
public sealed record GeneratedFile(string HintName, string Text);
