using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>
/// The public members of every model as one table: what <see cref="SkeletonEmitter"/> declares for an invalid model, what the emitters of a
/// valid one fill with bodies, and what the parser checks the user's own members against.
/// </summary>
/// <remarks>In the table, <c>$T</c> is the floating-point type, <c>$Model</c> the class and <c>$TypeParameters</c> what only an invalid one
/// has; <c>$Labels</c> is the parameter that a conditional model has more, <c>$LabelsRemark</c> its documentation. Documentation speaks of the
/// features of x and the latents of z.</remarks>
internal static partial class PublicSurface
{
    private const string Span = "global::System.Span<$T>";
    private const string ReadOnlySpan = "global::System.ReadOnlySpan<$T>";
    private const string DataSet = "global::VaeGen.DataSet";
    private const string FitOptions = "global::VaeGen.FitOptions";
    private const string EvaluateOptions = "global::VaeGen.EvaluateOptions";
    private const string Cancellation = "global::System.Threading.CancellationToken";
    private const string Pixels = "global::VaeGen.Pixels";
    private const string Labels = "global::System.ReadOnlySpan<int>";
    private const string LabelsRemark = """/// <param name="labels">The class of each example [count].</param>""";

    private static readonly SurfaceMember[] Table =
    [
        new("New", "$Model", SurfaceMemberKind.Constructor, ["ulong"],
            "public $Model(ulong seed = 0)",
            """
            /// <summary>Makes the model with new weights: uniform in ±1/√fan-in, a pure function of the seed.</summary>
            /// <param name="seed">The key of the initial weights, and of the order and the noise of training.</param>
            """),
        new("Load", "Load", SurfaceMemberKind.Method, ["string"],
            "public static $Model$TypeParameters Load(string path)",
            """
            /// <summary>Makes the model with the weights of a safetensors file.</summary>
            /// <param name="path">A file written by <c>Save</c>, or by PyTorch with the same names and shapes.</param>
            /// <exception cref="global::System.IO.IOException">The file cannot be read.</exception>
            /// <exception cref="global::VaeGen.DataFormatException">The file is not a safetensors file, or not one of this
            /// model.</exception>
            """),
        new("Save", "Save", SurfaceMemberKind.Method, ["string"],
            "public void Save(string path)",
            """
            /// <summary>Writes the weights as a safetensors file with PyTorch's names and shapes. A file of that name is replaced at once
            /// or not at all.</summary>
            /// <param name="path">The file.</param>
            /// <exception cref="global::System.IO.IOException">The file cannot be written.</exception>
            """),
        new("Fit", "Fit", SurfaceMemberKind.Method, [DataSet, FitOptions, Cancellation],
            $"public global::VaeGen.FitReport Fit({DataSet} data, {FitOptions}? options = null, {Cancellation} cancellation = default)",
            """
            /// <summary>Trains the model: maximizes the evidence lower bound on batches of the data, by Adam if the options name no other optimizer.</summary>
            /// <param name="data">The training examples.</param>
            /// <param name="options">Epochs, batch size, learning rate and the rest; null for the defaults.</param>
            /// <param name="cancellation">Ends training after the batch that is under way.</param>
            /// <exception cref="global::System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
            /// <exception cref="global::VaeGen.DataFormatException">The data has values that the likelihood has no density for.</exception>
            /// <exception cref="global::VaeGen.TrainingDivergedException">The loss or a weight became NaN or infinite.</exception>
            /// <exception cref="global::System.OperationCanceledException">The call was cancelled; the weights are those of the last
            /// finished batch.</exception>
            """),
        new("Evaluate", "Evaluate", SurfaceMemberKind.Method, [DataSet, EvaluateOptions, Cancellation],
            $"public global::VaeGen.Elbo Evaluate({DataSet} data, {EvaluateOptions}? options = null, {Cancellation} cancellation = default)",
            """
            /// <summary>Estimates the evidence lower bound: mean nats per example, and its two terms.</summary>
            /// <param name="data">The examples.</param>
            /// <param name="options">Samples, seed and the rest; null for the defaults.</param>
            /// <param name="cancellation">Ends the call.</param>
            /// <exception cref="global::System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
            /// <exception cref="global::VaeGen.DataFormatException">The data has values that the likelihood has no density for.</exception>
            /// <exception cref="global::VaeGen.LossNotFiniteException">The loss of an example is NaN or infinite.</exception>
            /// <exception cref="global::System.OperationCanceledException">The call was cancelled.</exception>
            """),
        new("Score", "Score", SurfaceMemberKind.Method, [DataSet, EvaluateOptions, Cancellation],
            $"public global::VaeGen.ElboScores Score({DataSet} data, {EvaluateOptions}? options = null, {Cancellation} cancellation = default)",
            """
            /// <summary>Estimates the evidence lower bound of each example by itself, in nats.</summary>
            /// <param name="data">The examples.</param>
            /// <param name="options">Samples, seed and the rest; null for the defaults.</param>
            /// <param name="cancellation">Ends the call.</param>
            /// <exception cref="global::System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
            /// <exception cref="global::VaeGen.DataFormatException">The data has values that the likelihood has no density for.</exception>
            /// <exception cref="global::System.OperationCanceledException">The call was cancelled.</exception>
            """),
        new("Encode", "Encode", SurfaceMemberKind.Method, [ReadOnlySpan, "$Labels"],
            $"public global::VaeGen.Posterior<$T> Encode({ReadOnlySpan} x$Labels)",
            """
            /// <summary>The parameters of q(z given x) for one example or several.</summary>
            /// <param name="x">The examples [count × features], row-major.</param>
            $LabelsRemark
            /// <exception cref="global::System.ArgumentException">The length is no multiple of the features of x.</exception>
            """),
        new("EncodeInto", "Encode", SurfaceMemberKind.Method, [ReadOnlySpan, "$Labels", Span, Span],
            $"public void Encode({ReadOnlySpan} x$Labels, {Span} mean, {Span} logVariance)",
            """
            /// <summary>Writes the parameters of q(z given x) for one example or several. Allocates nothing once warm.</summary>
            /// <param name="x">The examples [count × features], row-major.</param>
            $LabelsRemark
            /// <param name="mean">Receives μ [count × latents].</param>
            /// <param name="logVariance">Receives log σ² [count × latents].</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not agree.</exception>
            """),
        new("Decode", "Decode", SurfaceMemberKind.Method, [ReadOnlySpan, "$Labels"],
            $"public $T[] Decode({ReadOnlySpan} z$Labels)",
            """
            /// <summary>The mean of p(x given z) for one latent or several: [count × features], row-major.</summary>
            /// <param name="z">The latents [count × latents], row-major.</param>
            $LabelsRemark
            /// <exception cref="global::System.ArgumentException">The length is no multiple of the latents of z.</exception>
            """),
        new("DecodeInto", "Decode", SurfaceMemberKind.Method, [ReadOnlySpan, "$Labels", Span],
            $"public void Decode({ReadOnlySpan} z$Labels, {Span} mean)",
            """
            /// <summary>Writes the mean of p(x given z) for one latent or several. Allocates nothing once warm.</summary>
            /// <param name="z">The latents [count × latents], row-major.</param>
            $LabelsRemark
            /// <param name="mean">Receives the means [count × features], row-major.</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not agree.</exception>
            """),
        new("Sample", "Sample", SurfaceMemberKind.Method, ["int", "ulong", Pixels],
            $"public $T[] Sample(int count, ulong seed = 0, {Pixels} pixels = {Pixels}.Mean)",
            """
            /// <summary>Draws z from the prior and decodes it: [count × features], row-major. A pure function of weights and
            /// seed.</summary>
            /// <param name="count">How many.</param>
            /// <param name="seed">The key of the random numbers.</param>
            /// <param name="pixels">The means of p(x given z), or x drawn from it.</param>
            /// <exception cref="global::System.ArgumentOutOfRangeException">The count is negative.</exception>
            """),
        new("SampleInto", "Sample", SurfaceMemberKind.Method, [Span, "ulong", Pixels],
            $"public void Sample({Span} x, ulong seed = 0, {Pixels} pixels = {Pixels}.Mean)",
            """
            /// <summary>Draws z from the prior and decodes it, as many times as fit. A pure function of weights and seed; allocates nothing
            /// once warm.</summary>
            /// <param name="x">Receives the samples [count × features], row-major.</param>
            /// <param name="seed">The key of the random numbers.</param>
            /// <param name="pixels">The means of p(x given z), or x drawn from it.</param>
            /// <exception cref="global::System.ArgumentException">The length is no multiple of the features of x.</exception>
            """),
        new("Reconstruct", "Reconstruct", SurfaceMemberKind.Method, [ReadOnlySpan, "$Labels"],
            $"public $T[] Reconstruct({ReadOnlySpan} x$Labels)",
            """
            /// <summary>The mean of p(x given z) at the mean of q(z given x): [count × features], row-major.</summary>
            /// <param name="x">The examples [count × features], row-major.</param>
            $LabelsRemark
            /// <exception cref="global::System.ArgumentException">The length is no multiple of the features of x.</exception>
            """),
        new("ReconstructInto", "Reconstruct", SurfaceMemberKind.Method, [ReadOnlySpan, "$Labels", Span],
            $"public void Reconstruct({ReadOnlySpan} x$Labels, {Span} mean)",
            """
            /// <summary>Writes the mean of p(x given z) at the mean of q(z given x). Allocates nothing once warm.</summary>
            /// <param name="x">The examples [count × features], row-major.</param>
            $LabelsRemark
            /// <param name="mean">Receives the reconstructions [count × features], row-major.</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not agree.</exception>
            """),
        new("Impute", "Impute", SurfaceMemberKind.Method, [DataSet],
            $"public $T[] Impute({DataSet} data)",
            """
            /// <summary>The examples with their missing elements filled in by the mean of p(x given z) at the mean of q(z given x): [count × features],
            /// row-major. Elements that are there stay as they are.</summary>
            /// <param name="data">The examples, with elements that are declared to be missing.</param>
            /// <exception cref="global::System.ArgumentException">The examples have another size or shape than x.</exception>
            /// <exception cref="global::VaeGen.DataFormatException">The data has values that the likelihood has no density for.</exception>
            """),
        new("ImputeOver", "Impute", SurfaceMemberKind.Method, [DataSet, "int", "ulong"],
            $"public $T[] Impute({DataSet} data, int samples, ulong seed = 0)",
            """
            /// <summary>The examples with their missing elements filled in by the mean of p(x given z) averaged over draws of z from q(z given x): [count × features],
            /// row-major. Elements that are there stay as they are. A pure function of weights, data and seed.</summary>
            /// <param name="data">The examples, with elements that are declared to be missing.</param>
            /// <param name="samples">Draws of z for each example, one or more.</param>
            /// <param name="seed">The key of the draws.</param>
            /// <exception cref="global::System.ArgumentException">The examples have another size or shape than x, or there is less than one draw.</exception>
            /// <exception cref="global::VaeGen.DataFormatException">The data has values that the likelihood has no density for.</exception>
            """),
        new("Interpolate", "Interpolate", SurfaceMemberKind.Method, [ReadOnlySpan, ReadOnlySpan, "int"],
            $"public $T[] Interpolate({ReadOnlySpan} from, {ReadOnlySpan} to, int steps)",
            """
            /// <summary>Decodes points on the straight line between the latent means of two examples, both ends included: [steps ×
            /// features], row-major.</summary>
            /// <param name="from">The first example [features].</param>
            /// <param name="to">The last example [features].</param>
            /// <param name="steps">How many points, two or more.</param>
            /// <exception cref="global::System.ArgumentException">A length is not the features of x.</exception>
            /// <exception cref="global::System.ArgumentOutOfRangeException">There are fewer than two steps.</exception>
            """),
        new("InterpolateInto", "Interpolate", SurfaceMemberKind.Method, [ReadOnlySpan, ReadOnlySpan, Span],
            $"public void Interpolate({ReadOnlySpan} from, {ReadOnlySpan} to, {Span} x)",
            """
            /// <summary>Decodes points on the straight line between the latent means of two examples, both ends included, as many as
            /// fit.</summary>
            /// <param name="from">The first example [features].</param>
            /// <param name="to">The last example [features].</param>
            /// <param name="x">Receives the points [steps × features], row-major; room for two or more.</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not agree.</exception>
            """),
        new("Parameters", "Parameters", SurfaceMemberKind.Property, [],
            "public global::VaeGen.Runtime.V1.Parameters<$T> Parameters",
            """
            /// <summary>The weights by their names in files, such as <c>encoder.0.weight</c>.</summary>
            """),
        new("Description", "Description", SurfaceMemberKind.Property, [],
            "public global::VaeGen.ModelDescription Description",
            """
            /// <summary>What the model is: its sizes, its distributions, its defaults.</summary>
            """),
    ];

    /// <summary>The interface through which the runtime drives a model.</summary>
    public static string Interface(string elementType) => $"global::VaeGen.IVariationalModel<{elementType}>";

    /// <summary>The members of <see cref="Interface"/> that are implemented explicitly, as declarations without bodies.</summary>
    public static IReadOnlyList<SurfaceMember> ExplicitMembers(string elementType)
    {
        string of = Interface(elementType);
        string runtime = "global::VaeGen.Runtime.V1.";
        return
        [
            new("State", "State", SurfaceMemberKind.Property, [], $"{runtime}ModelState<{elementType}> {of}.State", ""),
            new("CreateNetwork", "CreateNetwork", SurfaceMemberKind.Method, [],
                $"{runtime}VariationalNetwork<{elementType}> {of}.CreateNetwork(global::VaeGen.VectorWidth width, int capacity, "
                + $"{runtime}Parameters<{elementType}> parameters, {runtime}TrainingState<{elementType}>? training)",
                ""),
        ];
    }

    /// <summary>The public members of one model, in the order they are emitted in.</summary>
    /// <param name="className">The class as written in source (<c>@</c> where needed).</param>
    /// <param name="surface">What the members depend on.</param>
    /// <param name="typeParameters"><c>&lt;T&gt;</c> for a class that is generic and thus invalid.</param>
    public static IReadOnlyList<SurfaceMember> Members(string className, ModelSurface surface, string typeParameters = "")
    {
        List<SurfaceMember> members = new(Table.Length);
        foreach (SurfaceMember row in Table.Where(row => !surface.IsDeterministic || !NotDeterministic.Contains(row.Id)))
        {
            SurfaceMember chosen = row;
            if (surface.IsConditional)
                chosen = ConditionalTable.FirstOrDefault(other => other.Id == row.Id) ?? chosen;
            if (surface.IsDeterministic)
                chosen = DeterministicTable.FirstOrDefault(other => other.Id == row.Id) ?? chosen;
            members.Add(chosen with
            {
                Name = Fill(chosen.Name),
                ParameterTypes = chosen.ParameterTypes.Where(type => surface.IsConditional || type != "$Labels")
                    .Select(type => type == "$Labels" ? Labels : Fill(type)).ToEquatableArray(),
                Signature = Fill(chosen.Signature.Replace("$Labels", surface.IsConditional ? $", {Labels} labels" : "")),
                Documentation = WithLabels(chosen.Documentation),
            });
        }

        return members;

        string Fill(string template) => template.Replace("$TypeParameters", typeParameters).Replace("$T", surface.ElementType).Replace("$Model", className);

        string WithLabels(string documentation) => surface.IsConditional
            ? documentation.Replace("$LabelsRemark", LabelsRemark)
            : documentation.Replace("$LabelsRemark\n", "");
    }
}
