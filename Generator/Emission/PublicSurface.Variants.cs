using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>The members that differ in some models.</summary>
internal static partial class PublicSurface
{
    /// <summary>What a conditional model has in place of the rows of the same name: a class is chosen, not drawn.</summary>
    private static readonly SurfaceMember[] ConditionalTable =
    [
        new("Sample", "Sample", SurfaceMemberKind.Method, [Labels, "ulong", Pixels],
            $"public $T[] Sample({Labels} labels, ulong seed = 0, {Pixels} pixels = {Pixels}.Mean)",
            """
            /// <summary>Draws z from the prior for each label and decodes it under that class: [count × features], row-major. A pure function of
            /// weights, labels and seed.</summary>
            /// <param name="labels">The class of each sample [count].</param>
            /// <param name="seed">The key of the random numbers.</param>
            /// <param name="pixels">The means of p(x given z), or x drawn from it.</param>
            /// <exception cref="global::System.ArgumentException">A label is no class of the model.</exception>
            """),
        new("SampleInto", "Sample", SurfaceMemberKind.Method, [Labels, Span, "ulong", Pixels],
            $"public void Sample({Labels} labels, {Span} x, ulong seed = 0, {Pixels} pixels = {Pixels}.Mean)",
            """
            /// <summary>Draws z from the prior for each label and decodes it under that class. A pure function of weights, labels and seed;
            /// allocates nothing once warm.</summary>
            /// <param name="labels">The class of each sample [count].</param>
            /// <param name="x">Receives the samples [count × features], row-major.</param>
            /// <param name="seed">The key of the random numbers.</param>
            /// <param name="pixels">The means of p(x given z), or x drawn from it.</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not agree, or a label is no class of the model.</exception>
            """),
        new("Interpolate", "Interpolate", SurfaceMemberKind.Method, [ReadOnlySpan, ReadOnlySpan, "int", "int"],
            $"public $T[] Interpolate({ReadOnlySpan} from, {ReadOnlySpan} to, int label, int steps)",
            """
            /// <summary>Decodes points on the straight line between the latent means of two examples of one class, both ends included: [steps ×
            /// features], row-major.</summary>
            /// <param name="from">The first example [features].</param>
            /// <param name="to">The last example [features].</param>
            /// <param name="label">The class of both.</param>
            /// <param name="steps">How many points, two or more.</param>
            /// <exception cref="global::System.ArgumentException">A length is not the features of x, or the label is no class of the
            /// model.</exception>
            /// <exception cref="global::System.ArgumentOutOfRangeException">There are fewer than two steps.</exception>
            """),
        new("InterpolateInto", "Interpolate", SurfaceMemberKind.Method, [ReadOnlySpan, ReadOnlySpan, "int", Span],
            $"public void Interpolate({ReadOnlySpan} from, {ReadOnlySpan} to, int label, {Span} x)",
            """
            /// <summary>Decodes points on the straight line between the latent means of two examples of one class, both ends included, as many as
            /// fit.</summary>
            /// <param name="from">The first example [features].</param>
            /// <param name="to">The last example [features].</param>
            /// <param name="label">The class of both.</param>
            /// <param name="x">Receives the points [steps × features], row-major; room for two or more.</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not agree, or the label is no class of the model.</exception>
            """),
    ];

    /// <summary>What a deterministic autoencoder has in place of the rows of the same name: a code for each example, a loss without a bound.</summary>
    private static readonly SurfaceMember[] DeterministicTable =
    [
        new("Fit", "Fit", SurfaceMemberKind.Method, [DataSet, FitOptions, Cancellation],
            $"public global::VaeGen.FitReport Fit({DataSet} data, {FitOptions}? options = null, {Cancellation} cancellation = default)",
            """
            /// <summary>Trains the model: minimizes −log p(x given z) at the code z on batches of the data, by Adam if the options name no other optimizer.
            /// The losses in the report say by <c>HasBound</c> that NELBO and KL are not there.</summary>
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
            $"public global::VaeGen.AutoencoderLoss Evaluate({DataSet} data, {EvaluateOptions}? options = null, {Cancellation} cancellation = default)",
            """
            /// <summary>The reconstruction loss: mean nats per example. There is no KL and no bound.</summary>
            /// <param name="data">The examples.</param>
            /// <param name="options">Batch size and threads; null for the defaults.</param>
            /// <param name="cancellation">Ends the call.</param>
            /// <exception cref="global::System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
            /// <exception cref="global::VaeGen.DataFormatException">The data has values that the likelihood has no density for.</exception>
            /// <exception cref="global::VaeGen.LossNotFiniteException">The loss of an example is NaN or infinite.</exception>
            /// <exception cref="global::System.OperationCanceledException">The call was cancelled.</exception>
            """),
        new("Score", "Score", SurfaceMemberKind.Method, [DataSet, EvaluateOptions, Cancellation],
            $"public double[] Score({DataSet} data, {EvaluateOptions}? options = null, {Cancellation} cancellation = default)",
            """
            /// <summary>The reconstruction loss of each example by itself, in nats [count].</summary>
            /// <param name="data">The examples.</param>
            /// <param name="options">Batch size and threads; null for the defaults.</param>
            /// <param name="cancellation">Ends the call.</param>
            /// <exception cref="global::System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
            /// <exception cref="global::VaeGen.DataFormatException">The data has values that the likelihood has no density for.</exception>
            /// <exception cref="global::System.OperationCanceledException">The call was cancelled.</exception>
            """),
        new("Encode", "Encode", SurfaceMemberKind.Method, [ReadOnlySpan, "$Labels"],
            $"public $T[] Encode({ReadOnlySpan} x$Labels)",
            """
            /// <summary>The codes z of one example or several: [count × latents], row-major.</summary>
            /// <param name="x">The examples [count × features], row-major.</param>
            $LabelsRemark
            /// <exception cref="global::System.ArgumentException">The length is no multiple of the features of x.</exception>
            """),
        new("EncodeInto", "Encode", SurfaceMemberKind.Method, [ReadOnlySpan, "$Labels", Span],
            $"public void Encode({ReadOnlySpan} x$Labels, {Span} z)",
            """
            /// <summary>Writes the codes z of one example or several. Allocates nothing once warm.</summary>
            /// <param name="x">The examples [count × features], row-major.</param>
            $LabelsRemark
            /// <param name="z">Receives the codes [count × latents], row-major.</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not agree.</exception>
            """),
    ];

    /// <summary>What a deterministic autoencoder has not: there is nothing to draw z from.</summary>
    private static readonly string[] NotDeterministic = ["Sample", "SampleInto", "ImputeOver"];
}
