using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;
using Xunit;

namespace VaeGen.Generator.Tests.Differentiation;

/// <summary>The backward program of every operation, those that no model emits yet included, against differences of the forward program.</summary>
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
        Tensor difference = Pointwise("difference", [Axis.Batch, Hidden], Scalar.Square(Symbol("p") - (2 * Symbol("q"))), ("p", first), ("q", second));
        Assert.Equal([first, second], difference.Inputs);
        Verify(Total(difference), w, b);
    }

    [Fact]
    public void AValueUsedTwiceInOneWayCountsTwice()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        SumTensor first = new("first", Product("y", x, w), Hidden);
        SumTensor second = new("second", first.Source, Hidden);
        Tensor loss = Pointwise("loss", [Axis.Batch], Symbol("weight") * (Symbol("p") + Symbol("q")), ("weight", weight), ("p", first), ("q", second));
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
            ("p", new SumTensor("p", Pointwise("t", [Axis.Batch, Components], Scalar.Square(Symbol("y")), ("y", Product("y", h, v))), Components)),
            ("q", new SumTensor("q", Pointwise("s", [Axis.Batch, Hidden], Scalar.Exp(-Symbol("h")), ("h", h)), Hidden)));
        Verify(Total(loss), w, v);
    }

    [Fact]
    public void LogSumExpOverANamedAxis()
    {
        ParameterTensor w = Weights("w", Inputs, Components);
        ParameterTensor b = Bias("b", Components);
        Tensor scores = Pointwise("scores", [Axis.Batch, Components], Symbol("a") + Symbol("b"), ("a", Product("a", x, w)), ("b", b));
        Tensor loss = Pointwise(
            "loss", [Axis.Batch], Symbol("weight") * Symbol("y"), ("weight", weight), ("y", new LogSumExpTensor("y", scores, Components)));
        Verify(Total(loss), w, b);
    }

    // An importance-weighted bound: a mean over samples inside the logarithm, an axis between the batch and the elements.
    [Fact]
    public void LogSumExpOverSamplesOfSums()
    {
        Axis samples = new("sample", 3);
        NoiseTensor epsilon = new("epsilon", Axis.Batch, samples, Hidden);
        ParameterTensor w = Weights("w", Inputs, Hidden);
        Tensor mean = Product("mean", x, w);
        Tensor term = Pointwise(
            "term", [Axis.Batch, samples, Hidden], -Scalar.Square(Symbol("m") + Symbol("e")), ("m", mean), ("e", epsilon));
        LogSumExpTensor bound = new("bound", new SumTensor("logWeight", term, Hidden), samples);
        Verify(Total(bound), w);
    }

    [Fact]
    public void ParametersOfThePriorHaveGradients()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        ParameterTensor location = new("priorMean", "priorMean", "prior.mean", ParameterKind.Prior, 1, Hidden);
        ParameterTensor logVariance = new("priorLogVariance", "priorLogVariance", "prior.log_variance", ParameterKind.Prior, 1, Hidden);
        Expression logDensity = -Scalar.OneHalf * ((Scalar.Square(Symbol("z") - Symbol("m")) * Scalar.Exp(-Symbol("v"))) + Symbol("v") + Scalar.LogTwoPi);
        Tensor term = Pointwise(
            "term", [Axis.Batch, Hidden], Symbol("weight") * logDensity, ("z", Product("z", x, w)), ("m", location), ("v", logVariance), ("weight", weight));
        Assert.True(location.IsTrained);
        Verify(Total(term), w, location, logVariance);
    }

    [Fact]
    public void GradientsDoNotPassAStop()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        Tensor y = Product("y", x, w);
        StopGradientTensor held = new("held", Pointwise("e", [Axis.Batch, Hidden], Scalar.Exp(Symbol("y")), ("y", y)));
        Tensor term = Pointwise("term", [Axis.Batch, Hidden], Symbol("y") * Symbol("held"), ("y", y), ("held", held));
        Verify(Total(term), w);
        Assert.DoesNotContain(w, Gradients.Of(Total(held), [w]).Keys);
    }

    [Fact]
    public void AStopWithinAnExpressionIsAConstant()
    {
        ParameterTensor w = Weights("w", Inputs, Hidden);
        Tensor y = Product("y", x, w);
        Tensor stopped = Pointwise("term", [Axis.Batch, Hidden], Symbol("y") * Scalar.StopGradient(Scalar.Exp(Symbol("y"))), ("y", y));
        StopGradientTensor held = new("held", Pointwise("e", [Axis.Batch, Hidden], Scalar.Exp(Symbol("y")), ("y", y)));
        Tensor outside = Pointwise("term", [Axis.Batch, Hidden], Symbol("y") * Symbol("held"), ("y", y), ("held", held));
        Dictionary<Tensor, Numbers> values = Draw(Total(stopped));
        Assert.Equal(
            new TensorInterpreter(Batch, values).Of(Gradients.Of(Total(outside), [w])[w]).Values,
            new TensorInterpreter(Batch, values).Of(Gradients.Of(Total(stopped), [w])[w]).Values);
    }

    // Stopped values are held at the point, so that the difference is of what the gradient claims to be the derivative of.
    private static void Verify(Tensor loss, params ParameterTensor[] parameters)
    {
        IReadOnlyDictionary<Tensor, Tensor> gradients = Gradients.Of(loss, parameters);
        Dictionary<Tensor, Numbers> point = Draw(loss);
        TensorInterpreter at = new(Batch, point);
        foreach (Tensor stop in TensorOrder.Of([loss]).Where(tensor => tensor is StopGradientTensor))
            point[stop] = at.Of(stop);

        foreach (ParameterTensor parameter in parameters)
        {
            double[] gradient = new TensorInterpreter(Batch, point).Of(gradients[parameter]).Values;
            double[] differences = [.. Enumerable.Range(0, gradient.Length).Select(i => (Moved(i, Step) - Moved(i, -Step)) / (2 * Step))];
            double error = Math.Sqrt(gradient.Zip(differences, (g, d) => (g - d) * (g - d)).Sum());
            double length = Math.Sqrt(differences.Sum(d => d * d));
            Assert.True(error <= Tolerance * Math.Max(1, length), $"d{parameter.Name}: {string.Join(", ", gradient)}\nexpected: {string.Join(", ", differences)}");

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
                tensor.Axes, [.. Enumerable.Range(0, TensorInterpreter.CountOf(tensor, Batch)).Select(_ => (2 * random.NextDouble()) - 1)]));
    }

    private Tensor WeightedSum(Expression value, Tensor y) =>
        Total(Pointwise("term", y.Axes, Symbol("weight") * value, ("weight", weight), ("y", y)));

    private static SumTensor Total(Tensor tensor) => new("loss", tensor, tensor.Axes);

    private static Tensor Activated(string name, Tensor product, Tensor bias) =>
        Pointwise(name, product.Axes, Scalar.Tanh(Symbol("a") + Symbol("b")), ("a", product), ("b", bias));

    private static ContractionTensor Product(string name, Tensor left, ParameterTensor right) =>
        new(name, [Axis.Batch, right.Axes[1]], [new ContractionTerm(left, right, right.Axes[0])]);

    private static Tensor Pointwise(string name, ImmutableArray<Axis> axes, Expression value, params (string Symbol, Tensor Value)[] arguments) =>
        PointwiseBuilder.Create(name, axes, value, arguments.ToDictionary(argument => argument.Symbol, argument => argument.Value));

    private static ParameterTensor Weights(string name, Axis inputs, Axis outputs) => new(name, name, name, ParameterKind.Weight, 1, inputs, outputs);

    private static ParameterTensor Bias(string name, Axis outputs) => new(name, name, name, ParameterKind.Bias, 1, outputs);

    private static Symbol Symbol(string name) => new(name);
}
