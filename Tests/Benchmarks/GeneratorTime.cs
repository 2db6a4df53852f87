using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VaeGen.Generator;

namespace VaeGen.Benchmarks;

/// <summary>What the generator adds to a build, and to each edit in an editor.</summary>
internal static class GeneratorTime
{
    private const string ModelSource = """
        using VaeGen;

        [Encoder(784, 400, 20)]
        [Decoder(20, 400, 784)]
        [Prior(Normal)]
        [Likelihood(Bernoulli)]
        public partial class MnistVae;
        """;

    // The names of others are those that a using brings, as in a user's files.
    private const string OtherSource = """
        using System;
        using VaeGen;

        [Serializable]
        internal sealed class Other$
        {
            [Obsolete] public int Value => Math.Abs($) + Edits;
            [Obsolete] public string Name => nameof(Other$);
            private const int Edits = 0;
        }
        """;

    /// <summary>The first run of a process, and runs after edits.</summary>
    public static void Run()
    {
        Report.Heading("Generator, ms");
        Report.Row(
            "first run in a process", Measurement.Of(() => ChildProcess.Run("child-generator").Values[0]), "ms",
            "one model; compiling the generator included");
        Edits("one model", new VaeGenerator(), models: 1, files: 1);
        Edits("1 model, 400 files", new VaeGenerator(), models: 1, files: 400);
        Edits("1 model, 400 files, a bare attribute provider", new BareProvider(), models: 1, files: 400);
        Edits("50 models, 100 files", new VaeGenerator(), models: 50, files: 100);
        Edit("100 hidden layers", $"[Encoder(784, {Hidden(50)}, 20)] [Decoder(20, {Hidden(50)}, 784)] [Likelihood(Bernoulli)]");
        Edit("16 classes", "[Encoder(784, 400, 20)] [Decoder(20, 400, 784)] [Likelihood(Categorical, Classes = 16)]");
    }

    private static string Hidden(int layers) => string.Join(", ", Enumerable.Repeat(64, layers));

    private static void Edits(string what, IIncrementalGenerator generator, int models, int files)
    {
        string[] sources = [.. Enumerable.Range(0, models).Select(i => ModelSource.Replace("MnistVae", "MnistVae" + i))];
        Project project = new(generator, sources, files);
        Report.Row(what + ": edit elsewhere", Measurement.Of(project.EditElsewhere), "ms");
        Report.Row(what + ": edit of a model", Measurement.Of(project.EditModel), "ms");
    }

    private static void Edit(string what, string attributes)
    {
        Project project = new(new VaeGenerator(), [$"using VaeGen; {attributes} [Prior(Normal)] public partial class Vae;"], files: 1);
        Report.Row(what + ": edit of the model", Measurement.Of(project.EditModel), "ms");
    }

    /// <summary>In the child: milliseconds of the first run, with Roslyn itself warmed up by a compilation without models.</summary>
    public static double[] MeasureCold()
    {
        CSharpCompilation compilation = Compile([ModelSource, "internal static class Other;"]);
        compilation.GetDiagnostics();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new VaeGenerator());
        long start = Stopwatch.GetTimestamp();
        driver.RunGenerators(compilation);
        return [Stopwatch.GetElapsedTime(start).TotalMilliseconds];
    }

    private static CSharpCompilation Compile(string[] sources)
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        MetadataReference[] references =
        [
            .. Directory.GetFiles(framework, "System.*.dll").Where(path => !path.Contains("Native", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(EncoderAttribute).Assembly.Location),
        ];
        SyntaxTree[] trees = [.. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, path: $"{i}.cs"))];
        return CSharpCompilation.Create("Models", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>A project in an editor: it is edited, and the generator runs again.</summary>
    private sealed class Project
    {
        // An editor has compiled the generator's code long ago.
        private const int WarmUps = 30;

        private readonly string[] sources;
        private readonly int models;
        private CSharpCompilation compilation;
        private GeneratorDriver driver;
        private int edits;

        public Project(IIncrementalGenerator generator, string[] models, int files)
        {
            this.models = models.Length;
            sources = [.. models, .. Enumerable.Range(0, files).Select(i => OtherSource.Replace("$", Text(i)))];
            compilation = Compile(sources);
            driver = CSharpGeneratorDriver.Create(generator).RunGenerators(compilation);
            for (int i = 0; i < WarmUps; i++)
            {
                EditElsewhere();
                EditModel();
            }
        }

        /// <summary>Milliseconds after an edit of a file without a model.</summary>
        public double EditElsewhere() => After(sources.Length - 1, "Edits = 0", $"Edits = {Text(++edits)}");

        /// <summary>Milliseconds after an edit of a model's size.</summary>
        public double EditModel() => After(models - 1, "784", Text(784 + ++edits));

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

        private double After(int tree, string what, string by)
        {
            compilation = compilation.ReplaceSyntaxTree(
                compilation.SyntaxTrees[tree], CSharpSyntaxTree.ParseText(sources[tree].Replace(what, by), path: $"{Text(tree)}.cs"));
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(compilation);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    /// <summary>What a generator costs that looks for one attribute and does nothing: the measure of the edits elsewhere.</summary>
    private sealed class BareProvider : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            IncrementalValuesProvider<string> found = context.SyntaxProvider.ForAttributeWithMetadataName(
                typeof(EncoderAttribute).FullName!, (_, _) => true, (target, _) => target.TargetSymbol.Name);
            context.RegisterSourceOutput(found, (_, _) => { });
        }
    }
}
