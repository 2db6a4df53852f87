using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>
/// The public members of every model as one table: what a model inherits from a class of the runtime, or, where it has a base class of its
/// own, what is emitted into it; what <see cref="SkeletonEmitter"/> declares for an invalid one; and what the parser checks the user's own
/// members against.
/// </summary>
/// <remarks>In the table, <c>$T</c> is the floating-point type, <c>$Model</c> the class and <c>$TypeParameters</c> what only an invalid one
/// has.</remarks>
internal static class PublicSurface
{
    /// <summary>The namespace of the classes that models derive from.</summary>
    private const string Runtime = "global::VaeGen.Runtime.V2.";
    private const string Span = "global::System.Span<$T>";
    private const string ReadOnlySpan = "global::System.ReadOnlySpan<$T>";
    private const string DataSet = "global::VaeGen.DataSet";
    private const string Pixels = "global::VaeGen.Pixels";

    /// <summary>The class of each example: a parameter of conditional models alone.</summary>
    private static readonly SurfaceParameter Labels = new("global::System.ReadOnlySpan<int>", "labels");
    private static readonly SurfaceParameter Seed = new("ulong", "seed", "0");
    private static readonly SurfaceParameter Data = new(DataSet, "data");
    private static readonly SurfaceParameter X = new(ReadOnlySpan, "x");
    private static readonly SurfaceParameter Z = new(ReadOnlySpan, "z");
    private static readonly SurfaceParameter Mean = new(Span, "mean");
    private static readonly SurfaceParameter Cancellation = new("global::System.Threading.CancellationToken", "cancellation", "default");
    private static readonly SurfaceParameter Which = new(Pixels, "pixels", Pixels + ".Mean");
    private static readonly SurfaceParameter FitOptions = new("global::VaeGen.FitOptions", "options", "null");
    private static readonly SurfaceParameter EvaluateOptions = new("global::VaeGen.EvaluateOptions", "options", "null");
    private static readonly SurfaceParameter From = new(ReadOnlySpan, "from");
    private static readonly SurfaceParameter To = new(ReadOnlySpan, "to");
    private static readonly SurfaceParameter Steps = new("int", "steps");
    private static readonly SurfaceParameter Label = new("int", "label");
    private static readonly SurfaceParameter Into = new(Span, "x");

    /// <summary>The members of each kind of model in the order they are emitted in.</summary>
    private static IEnumerable<SurfaceMember> Table(ModelSurface surface)
    {
        bool isPlain = !surface.IsConditional;
        string family = surface.IsDeterministic ? "Autoencoder" : "VariationalModel";
        string leaf = (isPlain ? "Plain" : "Conditional") + family;
        yield return new("New", "$Model", SurfaceMemberKind.Constructor, "", "public $Model", [Seed]);
        yield return Method("Load", "", "static $Model$TypeParameters Load", new SurfaceParameter("string", "path"));
        yield return Method("Save", "Model", "void Save", new SurfaceParameter("string", "path"));
        yield return Method("Fit", family, "global::VaeGen.FitReport Fit", Data, FitOptions, Cancellation);
        string loss = surface.IsDeterministic ? "global::VaeGen.AutoencoderLoss" : "global::VaeGen.Elbo";
        yield return Method("Evaluate", family, loss + " Evaluate", Data, EvaluateOptions, Cancellation);
        string scores = surface.IsDeterministic ? "double[]" : "global::VaeGen.ElboScores";
        yield return Method("Score", family, scores + " Score", Data, EvaluateOptions, Cancellation);
        string code = surface.IsDeterministic ? "$T[]" : "global::VaeGen.Posterior<$T>";
        yield return Method("Encode", leaf, code + " Encode", X, Labels);
        yield return surface.IsDeterministic
            ? Method("EncodeInto", leaf, "void Encode", X, Labels, new SurfaceParameter(Span, "z"))
            : Method("EncodeInto", leaf, "void Encode", X, Labels, Mean, new SurfaceParameter(Span, "logVariance"));
        yield return Method("Decode", leaf, "$T[] Decode", Z, Labels);
        yield return Method("DecodeInto", leaf, "void Decode", Z, Labels, Mean);
        if (!surface.IsDeterministic)
        {
            yield return Method("Sample", leaf, "$T[] Sample", isPlain ? new SurfaceParameter("int", "count") : Labels, Seed, Which);
            yield return Method("SampleInto", leaf, "void Sample", Labels, Into, Seed, Which);
        }

        yield return Method("Reconstruct", leaf, "$T[] Reconstruct", X, Labels);
        yield return Method("ReconstructInto", leaf, "void Reconstruct", X, Labels, Mean);
        yield return Method("Impute", "Model", "$T[] Impute", Data);
        if (!surface.IsDeterministic)
            yield return Method("ImputeOver", family, "$T[] Impute", Data, new SurfaceParameter("int", "samples"), Seed);
        yield return isPlain
            ? Method("Interpolate", leaf, "$T[] Interpolate", From, To, Steps)
            : Method("Interpolate", leaf, "$T[] Interpolate", From, To, Label, Steps);
        yield return isPlain
            ? Method("InterpolateInto", leaf, "void Interpolate", From, To, Into)
            : Method("InterpolateInto", leaf, "void Interpolate", From, To, Label, Into);
        yield return new("Parameters", "Parameters", SurfaceMemberKind.Property, "Model", $"public {Runtime}Parameters<$T> Parameters", []);
        yield return new(
            "Description", "Description", SurfaceMemberKind.Property, "Model", "public global::VaeGen.ModelDescription Description", []);
    }

    /// <summary>The class of the runtime that a model derives from where it has no base class of its own.</summary>
    public static string BaseClass(ModelSurface surface)
    {
        string condition = surface.IsConditional ? "Conditional" : "Plain";
        string family = surface.IsDeterministic ? "Autoencoder" : "VariationalModel";
        return $"{Runtime}{condition}{family}<{surface.ElementType}>";
    }

    /// <summary>The interface through which the runtime drives a model.</summary>
    public static string Interface(string elementType) => $"global::VaeGen.IVariationalModel<{elementType}>";

    /// <summary>The members of <see cref="Interface"/> that are implemented explicitly where they are emitted.</summary>
    public static IReadOnlyList<SurfaceMember> ExplicitMembers(string elementType)
    {
        string of = Interface(elementType);
        return
        [
            new("ModelState", "ModelState", SurfaceMemberKind.Property, "", $"{Runtime}ModelState<{elementType}> {of}.ModelState", []),
            new("CreateNetwork", "CreateNetwork", SurfaceMemberKind.Method,
                "", $"{Runtime}VariationalNetwork<{elementType}> {of}.CreateNetwork",
            [
                new SurfaceParameter("global::VaeGen.VectorWidth", "width"),
                new SurfaceParameter("int", "capacity"),
                new SurfaceParameter($"{Runtime}Parameters<{elementType}>", "parameters"),
                new SurfaceParameter($"{Runtime}TrainingState<{elementType}>?", "training"),
            ]),
        ];
    }

    /// <summary>The public members of one model, in the order they are emitted in.</summary>
    /// <param name="className">The class as written in source (<c>@</c> where needed).</param>
    /// <param name="surface">What the members depend on.</param>
    /// <param name="typeParameters"><c>&lt;T&gt;</c> for a class that is generic and thus invalid.</param>
    public static IReadOnlyList<SurfaceMember> Members(string className, ModelSurface surface, string typeParameters = "")
    {
        return [.. Table(surface).Select(row => row with
        {
            Name = Fill(row.Name),
            Head = Fill(row.Head),
            Parameters = row.Parameters.Where(parameter => surface.IsConditional || parameter != Labels)
                .Select(parameter => parameter with { Type = Fill(parameter.Type) }).ToEquatableArray(),
        })];

        string Fill(string template) =>
            template.Replace("$TypeParameters", typeParameters).Replace("$T", surface.ElementType).Replace("$Model", className);
    }

    private static SurfaceMember Method(string id, string owner, string head, params SurfaceParameter[] parameters) => new(
        id, head.Substring(head.LastIndexOf(' ') + 1), SurfaceMemberKind.Method, owner, "public " + head, parameters.ToEquatableArray());
}
