using VaeGen.Generator.Activations;
using VaeGen.Generator.Lowering;
using VaeGen.Integration.Tests.Extensions;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Integration.Tests.Derivations;

/// <summary>An activation and a likelihood that the generator does not know, each given by its expression alone: no derivative is stated
/// anywhere.</summary>
internal static class AddedFormulas
{
    /// <summary>x tanh(softplus(x)) (Misra 2019).</summary>
    public static ActivationFunction Mish { get; } = new(
        "Mish", ActivationFunction.Input * Tanh(Softplus(ActivationFunction.Input)), PositiveWherePositive: true);

    /// <summary>The language with two of its words meaning these: Tanh is Mish, and every likelihood is Student's t.</summary>
    public static Vocabulary Vocabulary { get; } = Vocabulary.Standard with
    {
        Activation = activation => activation == Generator.Activation.Tanh ? Mish : Vocabulary.Standard.Activation(activation),
        Likelihood = _ => new StudentT(),
    };
}
