using System;
using System.Diagnostics;
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
        using static VaeGen.Distribution;

        [Encoder(784, 400, 20)]
        [Decoder(20, 400, 784)]
        [Prior(Normal)]
        [Likelihood(Bernoulli)]
        public partial class MnistVae;
        """;

    /// <summary>The first run of a process, and runs after edits.</summary>
    public static void Run()
    {
        Report.Heading("Generator, ms");
        Report.Row(
            "first run in a process", Measurement.Of(() => ChildProcess.Run("child-generator").Values[0]), "ms",
            "one model; compiling the generator included");
        CSharpCompilation compilation = Compile();
        GeneratorDriver driver = CreateDriver().RunGenerators(compilation);
        int edits = 0;
        Report.Row(
            "edit elsewhere in the project",
            Measurement.Of(() => AfterEdit(1, $"internal static class Other {{ const int Edits = {++edits}; }}")), "ms");
        Report.Row(
            "edit of the model's sizes",
            Measurement.Of(
                () => AfterEdit(
                    0, ModelSource.Replace("400", (400 + ++edits).ToString(System.Globalization.CultureInfo.InvariantCulture)))), "ms");

        double AfterEdit(int tree, string source)
        {
            compilation =
                compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[tree], CSharpSyntaxTree.ParseText(source, path: $"{tree}.cs"));
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(compilation);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    /// <summary>In the child: milliseconds of the first run, with Roslyn itself warmed up by a compilation without models.</summary>
    public static double[] MeasureCold()
    {
        CSharpCompilation compilation = Compile();
        compilation.GetDiagnostics();
        GeneratorDriver driver = CreateDriver();
        long start = Stopwatch.GetTimestamp();
        driver.RunGenerators(compilation);
        return [Stopwatch.GetElapsedTime(start).TotalMilliseconds];
    }

    private static CSharpGeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(new VaeGenerator());

    private static CSharpCompilation Compile()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        MetadataReference[] references =
        [
            .. Directory.GetFiles(framework, "System.*.dll").Where(path => !path.Contains("Native", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(EncoderAttribute).Assembly.Location),
        ];
        SyntaxTree[] trees =
            [CSharpSyntaxTree.ParseText(ModelSource, path: "0.cs"),
                CSharpSyntaxTree.ParseText("internal static class Other;", path: "1.cs")];
        return CSharpCompilation.Create("Models", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }
}
