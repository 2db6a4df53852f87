using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.UserProjects;

/// <summary>Models compile and train whatever the project around them is called.</summary>
public sealed class RandomProjectTests
{
    // A test's share: a failure in one project hides none of the others of its share.
    private const int ProjectsOfATest = 8;
    private const int Projects = 24;

    // What Tests/long/random-projects takes where it is not told otherwise.
    private const int ManyProjects = 1000;

    public static TheoryData<int> FirstSeeds => Shares(1, Projects);

    public static TheoryData<int> ManyFirstSeeds => Shares(Number("VAEGEN_FIRST_SEED", 1), Number("VAEGEN_PROJECTS", ManyProjects));

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void They_compile_without_a_warning_and_train(int firstSeed) => Check(firstSeed);

    /// <summary><c>Tests/long/random-projects</c> runs it, with the seeds that it is given.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(ManyFirstSeeds))]
    public void So_do_many_more(int firstSeed) => Check(firstSeed);

    private static void Check(int firstSeed)
    {
        List<string> failures = [];
        foreach (int seed in Enumerable.Range(firstSeed, ProjectsOfATest))
        {
            RandomProject project = RandomProject.Of(seed);
            try
            {
                Assembly assembly = ModelCompilation.Referring(Library(project.Library), [.. project.Sources]).MustCompile().Load();
                foreach (string name in project.ModelNames)
                    Train(assembly, name);
            }
            catch (Exception failure) when (failure is InvalidOperationException or TargetInvocationException or TypeLoadException)
            {
                failures.Add($"seed {seed}: {failure.Message}\n{failure.InnerException?.Message}\n{project}");
            }
        }

        Assert.True(
            failures.Count == 0, $"{failures.Count} of {ProjectsOfATest} projects failed.\n{string.Join("\n\n", failures.Take(3))}");
    }

    private static MetadataReference Library(string source)
    {
        using MemoryStream image = new();
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Library", [CSharpSyntaxTree.ParseText(source)], ModelCompilation.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(image).Success, "The library does not compile:\n" + source);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static void Train(Assembly assembly, string name)
    {
        object model = Activator.CreateInstance(assembly.GetType(name, throwOnError: true)!, 1UL)!;
        if (model is IVariationalModel<float> single)
            Step(single);
        else
            Step((IVariationalModel<double>)model);
    }

    private static void Step<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelDescription description = model.Description;
        DataShape shape = description.Shape ?? new DataShape(description.Features);
        int[] labels = description.ConditionClasses > 0 ? [0, 1, 2, 0] : [];
        DataSet data = DataSet.From(new float[4 * description.Features], shape, labels);
        FitReport report = Trainer.Fit(model, data, new FitOptions { Epochs = 1, BatchSize = 4, Threads = 1 });
        Assert.True(double.IsFinite(report.Epochs[0].Train.Reconstruction));
    }

    private static TheoryData<int> Shares(int first, int count) =>
        [.. Enumerable.Range(0, (count + ProjectsOfATest - 1) / ProjectsOfATest).Select(share => first + share * ProjectsOfATest)];

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
