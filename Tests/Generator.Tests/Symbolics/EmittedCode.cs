using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Symbolics;

/// <summary>Compiles printed blocks against a vector of one lane and runs them.</summary>
internal static class EmittedCode
{
    private const string Lane =
        """
        #nullable enable
        using System;
        using static Functions;

        internal readonly struct TVector(double value)
        {
            public readonly double Value = value;
            public static TVector Zero => new(0);
            public static TVector Broadcast(double value) => new(value);
            public static TVector operator +(TVector a, TVector b) => new(a.Value + b.Value);
            public static TVector operator -(TVector a, TVector b) => new(a.Value - b.Value);
            public static TVector operator *(TVector a, TVector b) => new(a.Value * b.Value);
            public static TVector operator /(TVector a, TVector b) => new(a.Value / b.Value);
            public static TVector operator -(TVector a) => new(-a.Value);
            public static TVector FusedMultiplyAdd(TVector a, TVector b, TVector c) =>
                new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));
            public static TVector Max(TVector a, TVector b) => new(Math.Max(a.Value, b.Value));
            public static TVector Min(TVector a, TVector b) => new(Math.Min(a.Value, b.Value));
            public static TVector Abs(TVector a) => new(Math.Abs(a.Value));
            public static TVector Sqrt(TVector a) => new(Math.Sqrt(a.Value));
            public static TVector GreaterThan(TVector a, TVector b) => new(a.Value > b.Value ? 1 : 0);
            public static TVector GreaterThanOrEqual(TVector a, TVector b) => new(a.Value >= b.Value ? 1 : 0);
            public static TVector LessThan(TVector a, TVector b) => new(a.Value < b.Value ? 1 : 0);
            public static TVector LessThanOrEqual(TVector a, TVector b) => new(a.Value <= b.Value ? 1 : 0);
            public static TVector Select(TVector mask, TVector a, TVector b) => mask.Value == 1 ? a : b;
        }

        internal static class Functions
        {
            public static Func<double, double> ErrorFunction = x => x;
            public static TVector Exp(TVector x) => new(Math.Exp(x.Value));
            public static TVector Expm1(TVector x) => new(Math.Exp(x.Value) - 1);
            public static TVector Log(TVector x) => new(Math.Log(x.Value));
            public static TVector Log1p(TVector x) => new(Math.Log(1 + x.Value));
            public static TVector Log1pUnit(TVector x) => Log1p(x);
            public static TVector Tanh(TVector x) => new(Math.Tanh(x.Value));
            public static TVector Erf(TVector x) => new(ErrorFunction(x.Value));
        }

        """;

    public static double[][] Run(
        IEnumerable<(IReadOnlyList<string> Lines, IReadOnlyList<string> Declarations, Dictionary<string, double> Point)> blocks,
        IReadOnlyList<string> results)
    {
        StringBuilder text = new(Lane);
        text.AppendLine("public static class Blocks { public static double[][] Run(Func<double, double> erf) { ErrorFunction = erf; "
            + "return [");
        List<string> methods = [];
        foreach ((IReadOnlyList<string> lines, IReadOnlyList<string> declarations, Dictionary<string, double> point) in blocks)
        {
            string arguments = string.Join(", ", point.Values.Select(value => $"new({value.ToString("R", CultureInfo.InvariantCulture)})"));
            text.AppendLine(CultureInfo.InvariantCulture, $"Block{methods.Count}({arguments}),");
            string parameters = string.Join(", ", point.Keys.Select(name => "TVector " + name));
            methods.Add(
                $"private static double[] Block{methods.Count}({parameters}) {{ {string.Join("\n", declarations)}\n "
                    + $"{string.Join("\n", lines)}\n"
                + $"return [{string.Join(", ", results.Select(name => name + ".Value"))}]; }}");
        }

        text.AppendLine("]; }").AppendLine(string.Join("\n", methods)).AppendLine("}");
        return Load(text.ToString());
    }

    private static double[][] Load(string source)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "EmittedBlocks",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp13))],
            ModelCompilation.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
        Func<double, double> erf = VaeGen.Generator.Symbolics.ErrorFunction.Erf;
        return (double[][])System.Reflection.Assembly.Load(image.ToArray()).GetType("Blocks")!.GetMethod("Run")!.Invoke(null, [erf])!;
    }
}
