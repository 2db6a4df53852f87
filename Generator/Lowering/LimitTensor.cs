using System.Collections.Generic;
using System.Collections.Immutable;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>
/// A value within a range: as it is inside, and the nearest end of the range outside. Its gradient is passed on as it is, but for what
/// would lead further out: so a value outside can come back, which the derivative of the formula, zero there, would not let it.
/// </summary>
internal sealed class LimitTensor(string name, PointwiseTensor unlimited, int least, int greatest)
    : PointwiseTensor(name, unlimited.Axes, Scalar.Clamp(unlimited.Value, least, greatest), unlimited.Arguments)
{
    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk)
    {
        Expression kept = Scalar.ClampGradient(new Symbol(dy.Symbol), new Symbol(Symbol), least, greatest);
        ImmutableDictionary<string, Tensor> read = ImmutableDictionary<string, Tensor>.Empty.Add(Symbol, this).Add(dy.Symbol, dy);
        return unlimited.Backward(new PointwiseTensor(Gradients.NameOf(unlimited.Name), Axes, kept, read), walk);
    }

    /// <summary>A tensor within a range; what is no expression becomes one.</summary>
    public static LimitTensor Of(string name, Tensor unlimited, int least, int greatest) => new(
        name,
        unlimited as PointwiseTensor ?? new PointwiseTensor(
            unlimited.Name, unlimited.Axes, new Symbol(unlimited.Symbol),
            ImmutableDictionary<string, Tensor>.Empty.Add(unlimited.Symbol, unlimited)),
        least, greatest);
}
