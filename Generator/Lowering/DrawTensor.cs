using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Differentiation;

namespace VaeGen.Generator.Lowering;

/// <summary>A draw of each element by a method of the runtime, which takes as many numbers of noise as it needs.</summary>
/// <param name="name">The name of its buffer.</param>
/// <param name="axes">Its axes.</param>
/// <param name="method">Class and method.</param>
/// <param name="parameters">The parameters of the distribution, in the order of the method's.</param>
/// <param name="stream">The number of its noise among the draws of the program.</param>
internal sealed class DrawTensor(
    string name, ImmutableArray<Axis> axes, string method, ImmutableArray<Tensor> parameters, int stream)
    : GatherTensor(name, axes[0], axes[1], parameters[0])
{
    public override IEnumerable<Tensor> Inputs => parameters;

    public override WindowMap? Map => null;

    public override KernelCall Call(ICollection<Tensor> stored) => new(
        method,
        [
            $"[{string.Join(", ", parameters.Select(parameter => parameter.Field))}]", "Batch",
            stream.ToString(CultureInfo.InvariantCulture),
        ]);

    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk) =>
        throw NoGradient("it is a draw by counting.");

    public override string Formula(System.Func<Tensor, string> letter) =>
        $"{method}({string.Join(", ", parameters.Select(letter))})";

    protected override GatherTensor Renamed(string name) => new DrawTensor(name, Axes, method, parameters, stream);
}
