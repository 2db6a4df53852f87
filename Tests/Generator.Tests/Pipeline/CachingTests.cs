using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Pipeline;

/// <summary>After an edit that does not concern the model nothing is emitted again, and nothing that Roslyn made outlives its compilation
/// in the cache.</summary>
public sealed class CachingTests
{
    private const string Model = """
        using VaeGen;

        [Encoder(784, 400, 20)]
        [Decoder(20, 400, 784)]
        [Prior(Normal)]
        [Likelihood(Bernoulli)]
        partial class MnistVae;
        """;

    private const string Other = "static class Other { public static int Answer() => 42; }";

    private static readonly string[] OwnSteps = [TrackingNames.Model];

    /// <summary>Runs the generator on two sources, then again after the edit.</summary>
    private static GeneratorRunResult RunTwice(
        Func<CSharpCompilation, CSharpCompilation> edit, out GeneratorRunResult before, params string[] sources)
    {
        ModelCompilation compilation = ModelCompilation.Of(sources.Length == 0 ? [Model, Other] : sources);
        before = compilation.Driver.GetRunResult().Results.Single();
        return compilation.Driver.RunGenerators(edit(compilation.Input), TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single();
    }

    private static Func<CSharpCompilation, CSharpCompilation> Replace(int source, string text) => compilation =>
    {
        SyntaxTree old = compilation.SyntaxTrees.Single(tree => tree.FilePath == $"Source{source}.cs");
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)old.Options, old.FilePath));
    };

    private static ImmutableArray<IncrementalStepRunReason> Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        steps.SelectMany(step => step.Outputs).Select(output => output.Reason).ToImmutableArray();

    /// <summary>Fails unless every own step and every output was taken from the cache.</summary>
    private static void AssertNothingRan(GeneratorRunResult before, GeneratorRunResult after)
    {
        ImmutableArray<IncrementalStepRunReason> reasons = [
            .. OwnSteps.SelectMany(name => Reasons(after.TrackedSteps[name])),
            .. after.TrackedOutputSteps.SelectMany(step => Reasons(step.Value)),
        ];
        Assert.NotEmpty(reasons);
        Assert.All(
            reasons, reason => Assert.Contains(reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
        Assert.All(
            after.TrackedOutputSteps.SelectMany(step => Reasons(step.Value)),
            reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(before.GeneratedSources.Length, after.GeneratedSources.Length);
        Assert.All(before.GeneratedSources.Zip(after.GeneratedSources), pair => Assert.Same(pair.First.SourceText, pair.Second.SourceText));
    }

    public static TheoryData<int, string> EditsThatDoNotConcernTheModel => new()
    {
        { 1, Other.Replace("42", "43") },
        { 1, Other + " static class Another;" },
        { 0, Model.Replace("[Prior", "// The standard normal.\n[Prior") },
        { 0, "// Moved down.\n\n\n" + Model },
        { 0, Model.Replace("[Prior", "[System.Obsolete] [Prior") },
        { 0, Model.Replace("[Encoder", "[System.Serializable] [Encoder") },
        { 0, Model.Replace("[Encoder(784, 400, 20)]\n", "[Encoder(784, 2 * 200, 20)]\n") },
        { 0, Model.Replace("[Encoder(784, 400, 20)]\n", "[EncoderAttribute(new[] { 784, 400, 20 })]\n") },
        { 0, Model.Replace("MnistVae;", "MnistVae { public string Name => \"digits\"; }") },
        { 0, Model.Replace("Normal", "Gaussian") },
    };

    [Theory]
    [MemberData(nameof(EditsThatDoNotConcernTheModel))]
    public void An_edit_that_does_not_concern_the_model_runs_nothing(int source, string text)
    {
        GeneratorRunResult after = RunTwice(Replace(source, text), out GeneratorRunResult before);

        AssertNothingRan(before, after);
    }

    [Fact]
    public void A_new_file_runs_nothing()
    {
        GeneratorRunResult after = RunTwice(
            compilation => compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class New;", ModelCompilation.ParseOptions(), "New.cs")),
            out GeneratorRunResult before);

        AssertNothingRan(before, after);
    }

    [Fact]
    public void An_invalid_model_is_cached_as_well()
    {
        string invalid = Model.Replace("400", "-1");
        GeneratorRunResult after = RunTwice(Replace(0, "// A comment.\n" + invalid), out GeneratorRunResult before, invalid, Other);

        AssertNothingRan(before, after);
    }

    [Fact]
    public void A_changed_size_runs_the_one_model_it_is_in()
    {
        string second = Model.Replace("MnistVae", "OtherVae");
        GeneratorRunResult after = RunTwice(Replace(1, second.Replace("400", "300")), out GeneratorRunResult before, Model, second);

        Assert.Single(Reasons(after.TrackedSteps[TrackingNames.Model]), IncrementalStepRunReason.Modified);
        Assert.Same(Text(before, "MnistVae.g.cs"), Text(after, "MnistVae.g.cs"));
        Assert.NotSame(Text(before, "OtherVae.g.cs"), Text(after, "OtherVae.g.cs"));

        static SourceText Text(GeneratorRunResult result, string name) =>
            result.GeneratedSources.Single(source => source.HintName == name).SourceText;
    }

    [Fact]
    public void The_cache_holds_values_and_nothing_of_a_compilation()
    {
        ModelCompilation compilation = ModelCompilation.Of(Model, Model.Replace("MnistVae", "Broken").Replace("400", "0"));
        GeneratorRunResult result = compilation.Driver.GetRunResult().Results.Single();

        object[] outputs = result.TrackedSteps[TrackingNames.Model].SelectMany(step => step.Outputs).Select(output => output.Value)
            .ToArray();
        Assert.Equal(2, outputs.Length);
        foreach (object output in outputs)
            AssertValue(output, output.GetType().Name, new HashSet<object>(ReferenceEqualityComparer.Instance));
    }

    /// <summary>Walks every field of everything reachable: only values of this generator and of the core library may turn up.</summary>
    private static void AssertValue(object? value, string path, HashSet<object> seen)
    {
        if (value is null || (!value.GetType().IsValueType && !seen.Add(value)))
            return;

        Type type = value.GetType();
        Assert.False(
            value is Compilation or ISymbol or SyntaxNode or SyntaxTree or Location or SyntaxReference or SemanticModel or Diagnostic
            or Delegate
                || type.Namespace!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal),
            $"{path} is a {type}");
        if (type.IsPrimitive || type.IsEnum || value is string)
            return;

        if (value is IEnumerable items)
        {
            int index = 0;
            foreach (object? item in items)
                AssertValue(item, $"{path}[{index++}]", seen);
        }

        for (Type? level = type; level is not null; level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                AssertValue(field.GetValue(value), path + "." + field.Name, seen);
            }
        }
    }
}
