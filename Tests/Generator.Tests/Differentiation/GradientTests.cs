using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Differentiation;

/// <summary>The backward program of every operation, those that no model emits yet included, against differences of the forward
/// program.</summary>
public sealed class GradientTests
{
    private const int Batch = 4;
    private const double Step = 1e-5;
    private const double Tolerance = 1e-8;

    private static readonly Axis Inputs = new("x", 3);
    private static readonly Axis Hidden = new("h", 2);
    private static readonly Axis Components = new("k", 5);

    private readonly DataTensor x = new("x", Axis.Batch, Inputs);
    private readonly DataTensor weight = new("weight", Axis.Batch);

    [Fact]
    public void ExampleWeightsScaleEachExamplesGradient()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        Verify(WeightedSum(Scalar.Square(Symbol("y")), Product("y", x, w)), w);
    }

    [Fact]
    public void SeveralInputsOfAnAffineLayer()
    {
        DataTensor other = new("u", Axis.Batch, Components);
        ParameterTensor w = Weights("w", Inputs, Hidden);
        ParameterTensor v = Weights("v", Components, Hidden);
        ContractionTensor y = new("y", [Axis.Batch, Hidden], [new(x, w, Inputs), new(other, v, Components)]);
        Verify(WeightedSum(Scalar.Tanh(Symbol("y")), y), w, v);
    }

    [Fact]
    public void SharedWeightsAccumulate()
    {
        DataTensor other = new("u", Axis.Batch, Inputs);
        ParameterTensor w = Weights("w", Inputs, Hidden);
        ParameterTensor b = Bias("b", Hidden);
        Tensor first = Activated("h1", Product("a1", x, w), b);
        Tensor second = Activated("h2", Product("a2", other, w), b);
        Tensor both = Pointwise("both", [Axis.Batch, Hidden], Symbol("p") * Scalar.Exp(Symbol("q")), ("p", first), ("q", second));
        Verify(Total(both), w, b);
    }

    // The two uses have values of the same names, as a network that is lowered twice gives them.
    [Fact]
    public void SharedUseOfANetworkKeepsValuesOfOneNameApart()
    {
        DataTensor other = new("u", Axis.Batch, Inputs);
        ParameterTensor w = Weights("w", Inputs, Hidden);
        ParameterTensor b = Bias("b", Hidden);
        Tensor first = Activated("h", Product("a", x, w), b);
        Tensor second = Activated("h", Product("a", other, w), b);
        Tensor difference =
            Pointwise("difference", [Axis.Batch, Hidden], Scalar.Square(Symbol("p") - (2 * Symbol("q"))), ("p", first), ("q", second));
        Assert.Equal([first, second], difference.Inputs);
        Verify(Total(difference), w, b);
    }

    [Fact]
    public void AValueUsedTwiceInOneWayCountsTwice()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        SumTensor first = new("first", Product("y", x, w), Hidden);
        SumTensor second = new("second", first.Source, Hidden);
        Tensor loss =
            Pointwise(
                "loss", [Axis.Batch], Symbol("weight") * (Symbol("p") + Symbol("q")), ("weight", weight), ("p", first), ("q", second));
        Verify(Total(loss), w);
    }

    [Fact]
    public void AValueUsedInAProductAndInAnExpression()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        ParameterTensor v = Weights("v", Hidden, Components);
        Tensor h = Pointwise("h", [Axis.Batch, Hidden], Scalar.Softplus(Symbol("a")), ("a", Product("a", x, w)));
        Tensor loss = Pointwise(
            "loss",
            [Axis.Batch],
            Symbol("p") + Symbol("q"),
            ("p", new SumTensor(
                "p", Pointwise("t", [Axis.Batch, Components], Scalar.Square(Symbol("y")), ("y", Product("y", h, v))), Components)),
            ("q", new SumTensor("q", Pointwise("s", [Axis.Batch, Hidden], Scalar.Exp(-Symbol("h")), ("h", h)), Hidden)));
        Verify(Total(loss), w, v);
    }

    // log Σ exp over one axis is an expression of a sum: shifting it by a value that is held constant changes neither value nor gradient.
    [Fact]
    public void LogSumExpOverANamedAxis()
    {
        ParameterTensor w = Weights("w", Inputs, Components);
        ParameterTensor b = Bias("b", Components);
        Tensor scores = Pointwise("scores", [Axis.Batch, Components], Symbol("a") + Symbol("b"), ("a", Product("a", x, w)), ("b", b));
        Tensor loss =
            Pointwise(
                "loss", [Axis.Batch], Symbol("weight") * Scalar.Log(Symbol("s")), ("weight", weight),
                ("s", SumOfExp("s", scores, Components)));
        Verify(Total(loss), w, b);
    }

    // An importance-weighted bound: a mean over samples inside the logarithm, an axis between the batch and the elements.
    [Fact]
    public void LogSumExpOverSamplesOfSums()
    {
        Axis samples = new("sample", 3);
        NoiseTensor epsilon = new("epsilon", NoiseKind.Normal, stream: 0, Axis.Batch, samples, Hidden);
        ParameterTensor w = Weights("w", Inputs, Hidden);
        Tensor mean = Product("mean", x, w);
        Tensor term = Pointwise(
            "term", [Axis.Batch, samples, Hidden], -Scalar.Square(Symbol("m") + Symbol("e")), ("m", mean), ("e", epsilon));
        Tensor bound =
            Pointwise(
                "bound", [Axis.Batch], Scalar.Log(Symbol("s")), ("s", SumOfExp("s", new SumTensor("logWeight", term, Hidden), samples)));
        Verify(Total(bound), w);
    }

    [Fact]
    public void VectorsThatArePartOfAnExpressionHaveGradients()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        ParameterTensor location = new("priorMean", "priorMean", "prior.mean", ParameterKind.Bias, 1, Hidden);
        ParameterTensor logVariance = new("priorLogVariance", "priorLogVariance", "prior.log_variance", ParameterKind.Bias, 1, Hidden);
        Expression logDensity =
            -Scalar.OneHalf * ((Scalar.Square(Symbol("z") - Symbol("m")) * Scalar.Exp(-Symbol("v"))) + Symbol("v") + Scalar.LogTwoPi);
        Tensor term = Pointwise(
            "term", [Axis.Batch, Hidden], Symbol("weight") * logDensity, ("z", Product("z", x, w)), ("m", location), ("v", logVariance),
            ("weight", weight));
        Assert.True(location.IsTrained);
        Verify(Total(term), w, location, logVariance);
    }

    [Fact]
    public void GradientsDoNotPassAStop()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        Tensor y = Product("y", x, w);
        DataTensor held = new("held", Axis.Batch, Hidden);
        Tensor stopped = Pointwise("term", [Axis.Batch, Hidden], Symbol("y") * Scalar.StopGradient(Scalar.Exp(Symbol("y"))), ("y", y));
        Tensor outside = Pointwise("term", [Axis.Batch, Hidden], Symbol("y") * Symbol("held"), ("y", y), ("held", held));
        Dictionary<Tensor, Numbers> values = Draw(Total(stopped));
        values[held] = new(held.Axes, [.. new TensorInterpreter(Batch, values).Of(y).Values.Select(Math.Exp)]);
        Assert.Equal(
            new TensorInterpreter(Batch, values).Of(Gradients.Of(Total(outside), [w])[w]).Values,
            new TensorInterpreter(Batch, values).Of(Gradients.Of(Total(stopped), [w])[w]).Values);
        Tensor wholly = Pointwise("term", [Axis.Batch, Hidden], Scalar.StopGradient(Scalar.Exp(Symbol("y"))), ("y", y));
        Assert.Contains("'w'", Assert.Throws<NotSupportedException>(() => Gradients.Of(Total(wholly), [w])).Message);
    }

    // The gradient of a gradient: an operation that says that it has no rule.
    [Fact]
    public void AnOperationWithoutARuleIsRefusedByItsName()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        Tensor y = Product("y", x, w);
        WindowMap map =
            WindowMap.Repeating("map", Generator.Model.ValueShape.Volume(2, 1, 1), Generator.Model.ValueShape.Volume(2, 2, 2), 2);
        UpsamplingTensor upsampling = new("large", Axis.Of("large", map.Output), y, map);
        Tensor small =
            new UpsamplingGradientTensor("small", upsampling, Pointwise("p", upsampling.Axes, Scalar.Exp(Symbol("u")), ("u", upsampling)));
        string message = Assert.Throws<NotSupportedException>(() => Gradients.Of(Total(small), [w])).Message;
        Assert.StartsWith("UpsamplingGradient 'small' has no gradient: ", message);
    }

    [Fact]
    public void WeightsDerivedFromParameters()
    {
        ParameterTensor v = Weights("v", Inputs, Hidden);
        ParameterTensor u = Weights("u", Inputs, Hidden);
        Tensor first = Pointwise("first", v.Axes, Scalar.Exp(Symbol("v")), ("v", v));
        Tensor second = Pointwise("second", v.Axes, Symbol("u") * Scalar.Exp(2 * Symbol("v")), ("v", v), ("u", u));
        Tensor both =
            Pointwise(
                "both", [Axis.Batch, Hidden], Symbol("p") * Scalar.Tanh(Symbol("q")), ("p", Product("p", x, first)),
                ("q", Product("q", x, second)));
        Verify(Total(both), v, u);
    }

    [Fact]
    public void ANumberThatIsUsedAtEveryElement()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        ParameterTensor s = new("s", "s", "s", ParameterKind.Bias, 1);
        StepNumberTensor beta = new("beta", 0.75);
        Tensor term =
            Pointwise(
                "term", [Axis.Batch, Hidden], Symbol("beta") * Scalar.Square(Symbol("y") * Scalar.Exp(Symbol("s"))),
                ("y", Product("y", x, w)), ("s", s), ("beta", beta));
        Verify(Total(term), w, s);
    }

    private static void Verify(Tensor loss, params ParameterTensor[] parameters)
    {
        IReadOnlyDictionary<Tensor, Tensor> gradients = Gradients.Of(loss, parameters);
        Dictionary<Tensor, Numbers> point = Draw(loss);
        foreach (ParameterTensor parameter in parameters)
        {
            double[] gradient = new TensorInterpreter(Batch, point).Of(gradients[parameter]).Values;
            double[] differences = [.. Enumerable.Range(0, gradient.Length).Select(i => (Moved(i, Step) - Moved(i, -Step)) / (2 * Step))];
            double error = Math.Sqrt(gradient.Zip(differences, (g, d) => (g - d) * (g - d)).Sum());
            double length = Math.Sqrt(differences.Sum(d => d * d));
            Assert.True(
                error <= Tolerance
                * Math.Max(1, length), $"d{parameter.Name}: {string.Join(", ", gradient)}\nexpected: {string.Join(", ", differences)}");

            double Moved(int i, double step)
            {
                double[] values = [.. point[parameter].Values];
                values[i] += step;
                Dictionary<Tensor, Numbers> moved = new(point) { [parameter] = new(parameter.Axes, values) };
                return new TensorInterpreter(Batch, moved).Of(loss).Values[0];
            }
        }
    }

    private static Dictionary<Tensor, Numbers> Draw(Tensor loss)
    {
        Random random = new(4);
        return TensorOrder.Of([loss])
            .Where(tensor => tensor is DataTensor or ParameterTensor or NoiseTensor)
            .ToDictionary(tensor => tensor, tensor => new Numbers(
                tensor.Axes,
                [.. Enumerable.Range(0, TensorInterpreter.CountOf(tensor, Batch)).Select(_ => (2 * random.NextDouble()) - 1)]));
    }

    private Tensor WeightedSum(Expression value, Tensor y) =>
        Total(Pointwise("term", y.Axes, Symbol("weight") * value, ("weight", weight), ("y", y)));

    private static SumTensor SumOfExp(string name, Tensor of, Axis over) =>
        new(name, Pointwise(name + "Term", of.Axes, Scalar.Exp(Symbol("y")), ("y", of)), over);

    private static SumTensor Total(Tensor tensor) => new("loss", tensor, tensor.Axes);

    private static Tensor Activated(string name, Tensor product, Tensor bias) =>
        Pointwise(name, product.Axes, Scalar.Tanh(Symbol("a") + Symbol("b")), ("a", product), ("b", bias));

    private static ContractionTensor Product(string name, Tensor left, Tensor right) =>
        new(name, [Axis.Batch, right.Axes[1]], [new ContractionTerm(left, right, right.Axes[0])]);

    private static Tensor Pointwise(
        string name, ImmutableArray<Axis> axes, Expression value, params (string Symbol, Tensor Value)[] arguments) =>
        PointwiseBuilder.Create(name, axes, value, arguments.ToDictionary(argument => argument.Symbol, argument => argument.Value));

    private static ParameterTensor Weights(string name, Axis inputs, Axis outputs) =>
        new(name, name, name, ParameterKind.Weight, 1, inputs, outputs);

    private static ParameterTensor Bias(string name, Axis outputs) => new(name, name, name, ParameterKind.Bias, 1, outputs);

    private static Symbol Symbol(string name) => new(name);
}
