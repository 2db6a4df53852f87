using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>A lane has the bits of the scalar code at every width, for special values and for random bits.</summary>
public sealed class ElementaryFunctionWidthTests
{
    public static TheoryData<ElementaryFunction> Functions => [.. System.Enum.GetValues<ElementaryFunction>()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void SingleBitsAreThoseOfTheScalarCode(ElementaryFunction function)
    {
        float[] inputs = TestInputs.Singles(50_000);
        float[] expected = Evaluation.Run<Float1>(function, inputs);
        Bits.AssertEqual(expected, Evaluation.Run<Float4>(function, inputs), "128 bits");
        Bits.AssertEqual(expected, Evaluation.Run<Float8>(function, inputs), "256 bits");
        Bits.AssertEqual(expected, Evaluation.Run<Float16>(function, inputs), "512 bits");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void DoubleBitsAreThoseOfTheScalarCode(ElementaryFunction function)
    {
        double[] inputs = TestInputs.Doubles(50_000);
        double[] expected = Evaluation.Run<Double1>(function, inputs);
        Bits.AssertEqual(expected, Evaluation.Run<Double2>(function, inputs), "128 bits");
        Bits.AssertEqual(expected, Evaluation.Run<Double4>(function, inputs), "256 bits");
        Bits.AssertEqual(expected, Evaluation.Run<Double8>(function, inputs), "512 bits");
    }

    [Fact]
    public void BetweenZeroAndOneTheLogarithmOfASoftplusHasTheBitsOfTheGeneralOne()
    {
        float[] singles = System.Array.ConvertAll(TestInputs.Singles(50_000), x => x <= 1 && !float.IsNegative(x) ? x : 0.25f);
        Bits.AssertEqual(
            Evaluation.Run<Float1>(ElementaryFunction.Log1p, singles), Evaluation.Run<Float1>(ElementaryFunction.Log1pUnit, singles),
            "single");
        double[] doubles = System.Array.ConvertAll(TestInputs.Doubles(50_000), x => x <= 1 && !double.IsNegative(x) ? x : 0.25);
        Bits.AssertEqual(
            Evaluation.Run<Double1>(ElementaryFunction.Log1p, doubles), Evaluation.Run<Double1>(ElementaryFunction.Log1pUnit, doubles),
            "double");
    }
}
