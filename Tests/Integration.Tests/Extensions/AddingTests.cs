using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Extensions;

/// <summary>
/// Follows the table "Adding a …" of the map: in a copy of the generator and the runtime an activation, a likelihood, a prior, a posterior
/// and a closed KL are added in the files that the table names and in no others, and a project trains a model whose words they are.
/// </summary>
public sealed partial class AddingTests
{
    private const string Activation = "Runtime/Attributes/Activation.cs";
    private const string Distribution = "Runtime/Attributes/Distribution.cs";

    private const string EndOfMembers = "}\n\n#if !VAEGEN_GENERATOR";
    private const string EndOfWords = "}\n#endif\n";

    // What is added to a file that is there: the text before which it stands, and the text.
    private static readonly (string Row, string File, string Before, string Text)[] Edits =
    [
        ("an activation", Activation, EndOfMembers, "\n    /// <summary>x tanh(softplus(x)).</summary>\n    Mish = 10,\n"),
        ("an activation", Activation, EndOfWords, Word("Activation", "Mish")),
        ("an activation", "Generator/Activations/ActivationTable.cs", "    ];\n", "        new(\"Mish\", X * Tanh(Softplus(X)), true),\n"),
        ("a likelihood", Distribution, EndOfMembers, "\n    /// <summary>The logistic distribution.</summary>\n    Logistic = 16,\n"),
        ("a likelihood", Distribution, EndOfWords, Word("Distribution", "Logistic")),
    ];

    // Files that are new. Laplace is a word already, of a likelihood.
    private static readonly (string Row, string File, string Text)[] NewFiles =
    [
        ("a likelihood", "Generator/Distributions/Logistic.cs", Family("Logistic", """
            public static readonly LikelihoodWord Word = new(Generator.Distribution.Logistic, "Logistic", _ => new Logistic());
            private static readonly Symbol Location = new("location");
            private static readonly Symbol LogScale = new("logScale");
            private static readonly Expression Standardized = Named("standardized", (Value - Location) * Exp(-LogScale));
            public override IReadOnlyList<Parameter> Parameters { get; } =
                [new("location", Location, "m"), new("log_scale", LogScale, "log s")];
            public override Expression LogDensity { get; } = -Standardized - (2 * Softplus(-Standardized)) - LogScale;
            public override Expression Mean => Location;
            public override Expression Sample { get; } = Location + (Exp(LogScale) * (Log(Uniform) - Log1p(-Uniform)));
            """)),
        ("a prior", "Generator/Distributions/StandardLaplace.cs", Family("StandardLaplace", """
            public static readonly PriorWord Word = new(Generator.Distribution.Laplace, "Laplace", _ => new StandardLaplace());
            public override IReadOnlyList<Parameter> Parameters => [];
            public override Expression LogDensity { get; } = -Abs(Value) - Log(2);
            public override Expression Mean => 0;
            public override Expression Sample { get; } =
                Select(LessThan(Uniform, OneHalf), 1, -1) * Log1p(-(2 * Abs(Uniform - OneHalf)));
            """)),
        ("a posterior", "Generator/Distributions/LaplacePosterior.cs", Family("LaplacePosterior", """
            public static readonly PosteriorWord Word = new(Generator.Distribution.Laplace, "Laplace", _ => new LaplacePosterior());
            public static readonly Symbol Location = new("location");
            public static readonly Symbol LogScale = new("logScale");
            public override IReadOnlyList<Parameter> Parameters { get; } =
                [new("location", Location, "μ"), new("log_scale", LogScale, "log b") { Range = (-15, 5) }];
            public override Expression LogDensity { get; } = -(Abs(Value - Location) * Exp(-LogScale)) - LogScale - Log(2);
            public override IReadOnlyList<(string Name, Symbol Symbol, Expression Value)> FurtherParameters { get; } =
                [("log_variance", Gaussian.LogVariance, (2 * LogScale) + Log(2))];
            public override Expression Mean => Location;
            public override Expression Sample { get; } = Location
                - (Exp(LogScale) * Select(LessThan(Uniform, OneHalf), -1, 1) * Log1p(-(2 * Abs(Uniform - OneHalf))));
            """)),
        ("a closed KL", "Generator/Distributions/LaplaceToStandardLaplace.cs", """
            using VaeGen.Generator.Symbolics;
            using static VaeGen.Generator.Symbolics.Scalar;

            namespace VaeGen.Generator.Distributions;

            internal sealed class LaplaceToStandardLaplace : ClosedKl<LaplacePosterior, StandardLaplace>
            {
                private static readonly Expression Size = Named("size", Abs(LaplacePosterior.Location));

                public override Expression Term { get; } = Size - 1 - LaplacePosterior.LogScale
                    + Exp(LaplacePosterior.LogScale - (Size * Exp(-LaplacePosterior.LogScale)));

                public override MathSection Documentation => MathSection.Kl;
            }

            """),
    ];

    [Fact]
    public void TheTableNamesTheFilesThatAreTouched()
    {
        Dictionary<string, string[]> table = Row().Matches(File.ReadAllText(RepositoryRoot.Path("docs/architecture.md")))
            .ToDictionary(
                row => row.Groups[1].Value,
                row => Code().Matches(row.Groups[2].Value).Select(code => code.Groups[1].Value).ToArray());
        ILookup<string, string> touched = Edits.Select(edit => (edit.Row, edit.File)).Concat(NewFiles.Select(file => (file.Row, file.File)))
            .Distinct().ToLookup(pair => pair.Row, pair => pair.File);
        foreach (IGrouping<string, string> row in touched)
        {
            string[] named = table[row.Key];
            Assert.All(row, file => Assert.Contains(
                named, name => name == file || (name.EndsWith('/') && file.StartsWith(name, StringComparison.Ordinal))));
            // Of a new word that is none yet there is the enumeration beside.
            Assert.InRange(row.Count(), 1, named.Length);
        }
    }

    /// <summary><c>Tests/long/adding</c> runs it: it builds the generator, the runtime and a project.</summary>
    [Fact(Explicit = true)]
    public async Task WhatIsAddedByTheTableTrains()
    {
        string folder = Directory.CreateTempSubdirectory("vaegen-adding-").FullName;
        try
        {
            foreach (string part in new[] { "Generator", "Runtime" })
                Copy(RepositoryRoot.Path(part), Path.Combine(folder, part));
            foreach (string file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig" })
                File.Copy(RepositoryRoot.Path(file), Path.Combine(folder, file));
            foreach ((_, string file, string before, string text) in Edits)
            {
                string path = Path.Combine(folder, file);
                string whole = File.ReadAllText(path).ReplaceLineEndings("\n");
                int at = whole.IndexOf(before, StringComparison.Ordinal);
                Assert.True(at >= 0, $"{file} has no '{before}'.");
                File.WriteAllText(path, whole.Insert(at, text));
            }

            foreach ((_, string file, string text) in NewFiles)
                File.WriteAllText(Path.Combine(folder, file), text);
            Directory.CreateDirectory(Path.Combine(folder, "Added"));
            File.WriteAllText(Path.Combine(folder, "Added/Added.csproj"), Project);
            File.WriteAllText(Path.Combine(folder, "Added/Program.cs"), Program);
            (int status, string output) = await Run(folder, "run -c Release --project Added");
            TestContext.Current.TestOutputHelper?.WriteLine(output);
            Assert.True(status == 0, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../Runtime/VaeGen.Runtime.csproj" />
            <ProjectReference Include="../Generator/VaeGen.Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
          </ItemGroup>
        </Project>
        """;

    // The gradient beside central differences along twenty directions, then a hundred steps.
    private const string Program = """
        using System;
        using System.Linq;
        using VaeGen;
        using VaeGen.Runtime.V2;

        var model = new Added(seed: 1);
        var probe = new ModelProbe<double>(model, VectorWidth.Bits256, threads: 1, capacity: 8);
        var random = new Random(5);
        double[] Draw(int count, double least, double greatest) =>
            Enumerable.Range(0, count).Select(_ => least + ((greatest - least) * random.NextDouble())).ToArray();
        double[] x = Draw(8 * 6, -2, 2), noise = Draw(8 * 2, 0.1, 0.9);
        double[] point = probe.GetParameters().Select(value => value + 0.1).ToArray();
        probe.SetParameters(point);
        double[] gradient = probe.LossAndGradient(x, noise).Gradient;
        double worst = 0;
        for (int k = 0; k < 20; k++)
        {
            double[] way = Draw(point.Length, -1, 1);
            double slope = way.Zip(gradient, (a, b) => a * b).Sum();
            double At(double step)
            {
                probe.SetParameters(point.Zip(way, (value, d) => value + (step * d)).ToArray());
                return probe.Objective(x, noise);
            }

            worst = Math.Max(worst, Math.Abs(((At(1e-5) - At(-1e-5)) / 2e-5) - slope) / Math.Max(1, Math.Abs(slope)));
        }

        DataSet data = DataSet.From(x.Select(value => (float)value).ToArray(), new DataShape(6));
        FitReport report = model.Fit(data, new FitOptions { Iterations = 100 });
        Console.WriteLine($"error {worst}, {report.Last.Train}");
        Console.WriteLine(string.Join(", ", model.Sample(2, seed: 3, Pixels.Drawn)));
        Posterior<double> posterior = model.Encode(x);
        double bound = Evaluator.ImportanceBound(model, data, new EvaluateOptions { Samples = 9 });
        Console.WriteLine($"{posterior.Mean[0]}, {posterior.LogVariance[0]}, {bound}");
        return worst < 1e-6 && double.IsFinite(report.Last.Train.Nelbo) ? 0 : 1;

        [Model(Precision = Precision.Double)]
        [Encoder(6, 5, 2, Activation = Mish)]
        [Decoder(2, 5, 6, Activation = Mish)]
        [Prior(Laplace)]
        [Posterior(Laplace)]
        [Likelihood(Logistic)]
        internal sealed partial class Added;
        """;

    private static string Word(string type, string name) =>
        $"\n    /// <inheritdoc cref=\"{type}.{name}\"/>\n    protected const {type} {name} = {type}.{name};\n";

    private static string Family(string name, string members) => $$"""
        using System.Collections.Generic;
        using VaeGen.Generator.Symbolics;
        using static VaeGen.Generator.Symbolics.Scalar;

        namespace VaeGen.Generator.Distributions;

        internal sealed class {{name}} : DistributionFamily
        {
        {{string.Join("\n", members.Split('\n').Select(line => "    " + line))}}
            public override string Name => "{{name}}";
            public override Support Support => Support.Real;
            public override string Citation => "none";
            public override MathSection Documentation => MathSection.Elbo;
        }

        """;

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj")
                continue;
            string destination = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            File.Copy(file, destination);
        }
    }

    private static async Task<(int Status, string Output)> Run(string folder, string arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    [GeneratedRegex(@"^\| (an? [^|]+?) \| ([^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
