using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace VaeGen.Integration.Tests.UserProjects;

/// <summary>
/// A user's project drawn from a seed: models in namespaces and containers called like types of the runtime, beside types, aliases, static
/// usings and a referenced library that are called so, too. Everything in it is legal C#, so it has to compile without a warning.
/// </summary>
internal sealed class RandomProject
{
    private static readonly string[] Attributes =
    [
        "[Encoder(7, 5, 3, Activation = Tanh)] [Decoder(3, 5, 7, Activation = Gelu)] [Prior(Normal)] [Likelihood(Bernoulli)]",
        "[Encoder(6, 4, 2)] [Decoder(2, 4, 6)] [Prior(Normal)] [Likelihood(Gaussian, Scale = PerElement)]",
        "[Encoder(6, 4, 2, Activation = Elu)] [Decoder(2, 4, 6)] [Prior(Normal)] [Posterior(Normal, Covariance = Full)] "
            + "[Likelihood(Poisson)]",
        "[Encoder(6, 4, 2)] [Decoder(2, 4, 6)] [Prior(Normal)] [Likelihood(NegativeBinomial)] [Condition(3)]",
        "[Encoder(6, 4, 2)] [Decoder(2, 4, 6)] [Posterior(Deterministic)] [Likelihood(Laplace)]",
        "[Model(Precision = Precision.Double)] [Encoder(6, 4, 2, Activation = Softplus)] [Decoder(2, 4, 6)] [Prior(Normal)] "
            + "[Likelihood(DiscretizedLogistic)]",
        "[Encoder(Activation = Silu)] [Conv(4, 3, Stride = 2, Padding = 1)] [BatchNorm] [Dense(6)] [Dropout(0.25)] "
            + "[Decoder] [Dense(4, 3, 3)] [ConvTranspose(1, 4, Stride = 2, Padding = 1)] [Prior(Normal, 3)] "
            + "[Likelihood(ContinuousBernoulli, 1, 6, 6)]",
        "[Encoder] [MaxPool(2)] [Residual] [Dense(1, 3, 3)] [LayerNorm] [EndResidual] [Decoder] [Dense(5)] [Prior(Normal, 2)] "
            + "[Likelihood(Categorical, 1, 6, 6, Classes = 3)]",
    ];

    private readonly Random random;
    private readonly Queue<string> names;
    private readonly string[] namespaceParts;
    private readonly List<string> models = [];
    private readonly bool isClsCompliant;

    private RandomProject(int seed)
    {
        random = new Random(seed);
        string[] shuffled = [.. HostileNames.All];
        random.Shuffle(shuffled);
        names = new(shuffled);
        // A namespace and a type of one name in one place are an error of the user's own.
        namespaceParts = [Name(), Name(), Name(), "My", "Shop", "@class"];
        isClsCompliant = Chance(0.2);
        Library = LibrarySource(out string[] shared);
        string[] namespaces = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Namespace()), .. shared];
        Sources = [Usings(), .. namespaces.Select(Types), .. Models(namespaces)];
    }

    /// <summary>The files of the project.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>The source of a library that it references.</summary>
    public string Library { get; }

    /// <summary>The full names of its models, in the form of reflection.</summary>
    public IReadOnlyList<string> ModelNames => models;

    /// <summary>The project of a seed.</summary>
    public static RandomProject Of(int seed) => new(seed);

    /// <summary>All of it, as a failure shows it.</summary>
    public override string ToString() =>
        string.Join("\n", Sources.Select((source, i) => $"// ---- Source{i}.cs\n{source}")) + "\n// ---- the library\n" + Library;

    private bool Chance(double probability) => random.NextDouble() < probability;

    private T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private string Name() => names.Dequeue();

    private string[] Some(int most) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => Name())];

    // One to three parts, also the same one twice, or the parts of another in another order.
    private string Namespace() => string.Join(".", Enumerable.Range(0, random.Next(1, 4)).Select(_ => One(namespaceParts)));

    private string LibrarySource(out string[] namespaces)
    {
        StringBuilder text = new();
        namespaces = Chance(0.5) ? [Namespace()] : [];
        foreach (string name in Some(4))
            text.Append($"public class {name} {{ }}\n");
        foreach (string scope in namespaces)
            text.Append($"namespace {scope} {{ {string.Concat(Some(4).Select(name => Type("public", name)))} }}\n");
        return text.ToString();
    }

    private string Type(string access, string name) => random.Next(5) switch
    {
        0 => $"{access} class {name} {{ }} ",
        1 => $"{access} struct {name} {{ }} ",
        2 => $"{access} interface {name}<T> {{ }} ",
        3 => $"{access} static class {name} {{ {access} static T {One(FunctionsBut(name))}<T>(T x) => x; }} ",
        _ => $"{access} enum {name} {{ None }} ",
    };

    // A member cannot have the name of its type.
    private static string[] FunctionsBut(string name) =>
        [.. new[] { "Exp", "Log", "Log1p", "Tanh", "FlushTiny" }.Where(one => one != name)];

    private string Usings()
    {
        StringBuilder text = new("global using VaeGen;\n");
        if (Chance(0.3))
            text.Append("global using System;\nglobal using System.Linq;\nglobal using System.Numerics;\n");
        if (Chance(0.3))
            text.Append("global using static System.Math;\n");
        bool isStatic = Chance(0.4);
        if (isStatic)
            text.Append("global using static Corner.Functions;\n");
        if (Chance(0.4))
            text.Append("global using Corner;\n");
        foreach (string name in Some(3))
        {
            string type = One(["System.Int32", "System.Collections.Generic.List<int>", "System.Text.StringBuilder"]);
            text.Append($"global using {name} = {type};\n");
        }

        if (isClsCompliant)
            text.Append("[assembly: System.CLSCompliant(true)]\n");
        text.Append("namespace Corner\n{\n    internal static class Functions { ");
        foreach (string function in new[] { "Exp", "Log", "Tanh", "Erf", "Expm1", "Log1p", "Vectors", "FillNoise" }.Where(_ => Chance(0.5)))
            text.Append($"internal static T {function}<T>(T x) => x; ");
        text.Append("}\n    internal static class Normal { internal static int Sample() => 1; }\n");
        text.Append("    internal class Shared { }\n    internal class Full { }\n");
        foreach (string name in Some(4))
            text.Append("    ").Append(Type("internal", name)).Append('\n');
        return text.Append("}\n").ToString();
    }

    private string Types(string scope)
    {
        StringBuilder text = new();
        foreach (string name in Some(2))
            text.Append(Type("internal", name)).Append('\n');
        return text.Append($"namespace {scope}\n{{\n    {string.Concat(Some(5).Select(name => Type("internal", name)))}\n}}\n").ToString();
    }

    private IEnumerable<string> Models(string[] namespaces)
    {
        int count = random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            string scope = Chance(0.15) ? "" : One(namespaces);
            string[] containers = Chance(0.3) ? [.. Some(2).Select((other, depth) => Chance(0.3) ? Lower(i, depth) : other)] : [];
            string name = Chance(0.5) ? Name() : "Vae" + i;
            string plain = string.Join("+", containers.Append(name));
            models.Add(scope.Length == 0 ? plain : scope.Replace("@", "") + "." + plain);
            yield return Model(scope, containers, name, i);
        }
    }

    private static string Lower(int model, int depth) => $"lower{(char)('a' + model)}{(char)('a' + depth)}";

    private string Model(string scope, string[] containers, string name, int number)
    {
        StringBuilder text = new();
        // C# checks the attributes of internal types, too: arrays in those of the user's own are CS3016 to him.
        string access = isClsCompliant || Chance(0.5) ? "public" : "internal";
        string baseClass = Chance(0.2) ? Name() : "";
        if (scope.Length > 0)
            text.Append($"namespace {scope};\n\n");
        if (baseClass.Length > 0)
        {
            text.Append("/// <summary>A base.</summary>\n");
            text.Append($"{access} class {baseClass} {{ private protected static float {Name()}(float x) => x; }}\n");
        }

        foreach (string container in containers)
        {
            text.Append($"#pragma warning disable CS8981\n/// <summary>A container.</summary>\n{access} partial class {container}\n{{\n");
            text.Append(string.Concat(Some(2).Select(nested => Type("internal", nested)))).Append('\n');
        }

        text.Append($"/// <summary>A model.</summary>\n{One(Attributes)}\n{access} partial class {name}");
        text.Append($"{(baseClass.Length > 0 ? " : " + baseClass : "")}\n{{\n");
        foreach (string nested in Some(2))
            text.Append("    ").Append(Type("internal", nested)).Append('\n');
        foreach (string member in Some(2))
            text.Append($"    internal const int {member} = {number};\n");
        return text.Append("}\n").Append(string.Concat(containers.Select(_ => "}\n"))).ToString();
    }
}
