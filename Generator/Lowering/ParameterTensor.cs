using System;
using System.Collections.Immutable;
using System.Text;

namespace VaeGen.Generator.Lowering;

/// <summary>What a stored tensor is for; decides initialization and whether gradients reach it.</summary>
internal enum ParameterKind
{
    Weight,
    Bias,

    /// <summary>What a normalized value is multiplied by: γ.</summary>
    Scale,

    /// <summary>What is added to a normalized value: β.</summary>
    Shift,

    /// <summary>A running quantity that no gradient reaches.</summary>
    RunningState,

    /// <summary>A running mean, which begins at 0; no gradient reaches it.</summary>
    RunningMean,
}

/// <summary>A stored tensor of the model.</summary>
/// <param name="name">What names of its gradient are made of.</param>
/// <param name="symbol">Its letter in formulas and loops, such as <c>b1</c>.</param>
/// <param name="fileName">Its name in files, such as <c>encoder.0.weight</c>.</param>
/// <param name="kind">What it is for.</param>
/// <param name="fanIn">The inputs that feed one output.</param>
/// <param name="axes">Its axes; [inputs, outputs] for weights, [window, channels of the output] for those of a convolution.</param>
internal sealed class ParameterTensor(
    string name, string symbol, string fileName, ParameterKind kind, int fanIn, params ImmutableArray<Axis> axes) : LeafTensor(name, axes)
{
    /// <summary>Whether the file has the inputs first: the weights of a transposed convolution.</summary>
    public bool HasInputsFirst { get; init; }

    /// <summary>The channels of the image on one side of a convolution whose rows are the image's, whichever side that is; 0 for any other
    /// parameter.</summary>
    public int ImageChannels { get; init; }

    public override string Symbol => symbol;

    public string FileName => fileName;

    /// <summary>Called as in files: <c>encoder.log_variance.weight</c> is <c>encoderLogVarianceWeight</c>.</summary>
    public override string Field
    {
        get
        {
            StringBuilder field = new();
            foreach (string word in fileName.Split('.', '_'))
            {
                // encoder.1.0 is not encoder.10.
                if (field.Length > 0 && char.IsDigit(field[field.Length - 1]) && char.IsDigit(word[0]))
                    field.Append('_');
                field.Append(field.Length == 0 ? word[0] : char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
            }

            return field.ToString();
        }
    }

    public ParameterKind Kind => kind;

    public int FanIn => fanIn;

    public override string ScalarCode(string elementType, Func<Axis, string> positions) => Field + ".Value";

    /// <summary>Whether training changes it by a gradient.</summary>
    public bool IsTrained => kind is not (ParameterKind.RunningState or ParameterKind.RunningMean);
}
