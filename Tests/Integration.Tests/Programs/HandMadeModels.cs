using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Objectives;
using VaeGen.Generator.Parsing;
using VaeGen.Generator.Symbolics;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using static VaeGen.Integration.Tests.Programs.HandMadeProgram;

namespace VaeGen.Integration.Tests.Programs;

/// <summary>Programs in which parameters are read in other ways than as weights and biases, compiled.</summary>
internal static class HandMadeModels
{
    private static readonly HandMadeLayer Plain = (program, input, output) =>
        program.Pointwise(
            output.Name, [input.Rows!, output], Scalar.Tanh(Symbol("a")), ("a", program.Affine("a" + output.Name, input, output)));

    private static readonly Dictionary<string, HandMadeProgram> Programs = new()
    {
        ["ExpOfWeights"] = new(ExpOfWeights, ExpOfWeights),
        ["TwoNodesOfOneParameter"] = new(TwoNodesOfOneParameter, TwoNodesOfOneParameter),
        ["ProductOfParameters"] = new(ProductOfParameters, ProductOfParameters),
        ["DerivedBias"] = new(DerivedBias, DerivedBias),
        ["NumbersAndVectors"] = new(NumbersAndVectors, NumbersAndVectors),
        ["BiasUsedTwice"] = new(BiasUsedTwice, BiasUsedTwice),
        ["NormalizedWeights"] = new(NormalizedWeights, NormalizedWeights),
        ["WeightOfTheKl"] = new(Plain, Plain, new WeightedKl()),
        ["TwoNoises"] = new(TwoNoises, Plain),
        ["SevenDraws"] = new(Plain, Plain, new ElboObjective(samples: 7)),
        ["SevenImportanceWeights"] = new(Plain, Plain, new ImportanceObjective(samples: 7)),
    };

    private static readonly Dictionary<string, VariationalProgram> Graphs = new()
    {
        ["FiveLevels"] = GraphPrograms.FiveLevels(),
        ["ThreeLevelsOfSevenDraws"] = GraphPrograms.ThreeLevelsOfSevenDraws(),
        ["TwoGroups"] = GraphPrograms.TwoGroups(),
        ["NoClosedKl"] = GraphPrograms.NoClosedKl(),
        ["SevenDrawsWithoutClosedKl"] = GraphPrograms.SevenDrawsWithoutClosedKl(),
        ["FullCovarianceUnderLaplace"] = GraphPrograms.FullCovarianceUnderLaplace(),
        ["FullCovarianceOfSevenDraws"] = GraphPrograms.FullCovarianceOfSevenDraws(),
    };

    private static readonly Dictionary<string, VariationalProgram> Built = new(
        Programs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Build())).Concat(Graphs));

    private static readonly System.Lazy<System.Reflection.Assembly> Assembly = new(() => Compile().Load());

    /// <summary>The names of all of them.</summary>
    public static IEnumerable<string> Names => Built.Keys;

    /// <summary>The program of a model.</summary>
    public static VariationalProgram Program(string name) => Built[name];

    /// <summary>A new model; in single precision its name ends with <c>Single</c>.</summary>
    public static IVariationalModel<T> Create<T>(string name)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        CompiledModels.Create<T>(Assembly.Value, typeof(T) == typeof(float) ? name + "Single" : name, seed: 3);

    private static ModelCompilation Compile()
    {
        ModelStages stages = new(
            ModelParser.Parse, _ => [],
            spec => ModelEmitter.Emit(spec, Built[spec.Host.PlainName.Replace("Single", "", System.StringComparison.Ordinal)]));
        string source = "using VaeGen;\nnamespace Declared;\n\n" + string.Concat(
            Built.Keys.Select(name => Source(name, "Double") + Source(name + "Single", "Single")));
        return ModelCompilation.Of(new VaeGenerator(stages), new ModelAnalyzer(stages), source);
    }

    // h = tanh(x exp(V) + b): the decoder's goes back through the transposed copy.
    private static Tensor ExpOfWeights(HandMadeProgram program, Tensor input, Axis output)
    {
        ParameterTensor v = program.Weights("v" + output.Name, input, output);
        Tensor weights = program.Pointwise("exp" + output.Name, v.Axes, Scalar.Exp(Symbol("v")), ("v", v));
        return Tanh(program, output, program.Product("a" + output.Name, input, weights), program.Vector("b" + output.Name, output));
    }

    private static Tensor TwoNodesOfOneParameter(HandMadeProgram program, Tensor input, Axis output)
    {
        ParameterTensor v = program.Weights("v" + output.Name, input, output);
        Tensor first = program.Pointwise("exp" + output.Name, v.Axes, Scalar.Exp(Symbol("v")), ("v", v));
        Tensor second = program.Pointwise("alsoExp" + output.Name, v.Axes, Scalar.Exp(-Symbol("v")), ("v", v));
        return program.Pointwise(
            output.Name, [input.Rows!, output], Scalar.Tanh(Symbol("p")) * Scalar.Sigmoid(Symbol("q")) + Scalar.Sigmoid(Symbol("r")),
            ("p", program.Product("p" + output.Name, input, first)),
            ("q", program.Product("q" + output.Name, input, second)),
            ("r", program.Product("r" + output.Name, input, v)));
    }

    private static Tensor ProductOfParameters(HandMadeProgram program, Tensor input, Axis output)
    {
        ParameterTensor v = program.Weights("v" + output.Name, input, output);
        ParameterTensor u = program.Weights("u" + output.Name, input, output);
        Tensor weights = program.Pointwise(
            "w" + output.Name, v.Axes, Symbol("v") * Symbol("u") * Symbol("g"), ("v", v), ("u", u),
            ("g", program.Vector("g" + output.Name, output)));
        return Tanh(program, output, program.Product("a" + output.Name, input, weights), program.Vector("b" + output.Name, output));
    }

    // log(b²) is infinite in the padding, where b is zero: none of it may reach a weight.
    private static Tensor DerivedBias(HandMadeProgram program, Tensor input, Axis output)
    {
        ParameterTensor b = program.Vector("b" + output.Name, output);
        Tensor exp =
            program.Pointwise("exp" + output.Name, b.Axes, Scalar.Exp(Symbol("b")) + Scalar.Log(Scalar.Square(Symbol("b"))), ("b", b));
        return Tanh(program, output, program.Product("a" + output.Name, input, program.Weights("w" + output.Name, input, output)), exp);
    }

    private static Tensor NumbersAndVectors(HandMadeProgram program, Tensor input, Axis output)
    {
        ParameterTensor s = program.Number("s" + output.Name);
        Tensor scale = program.Pointwise("scale" + output.Name, [], Scalar.Exp(Symbol("s")), ("s", s));
        ParameterTensor g = program.Vector("g" + output.Name, output);
        Tensor plain = program.Affine("a" + output.Name, input, output);
        return program.Pointwise(
            output.Name, [input.Rows!, output], Scalar.Tanh(Symbol("scale") * Symbol("a")) * Scalar.Exp(Symbol("g")) + Symbol("s"),
            ("scale", scale), ("a", plain), ("g", g), ("s", s));
    }

    private static Tensor BiasUsedTwice(HandMadeProgram program, Tensor input, Axis output)
    {
        ParameterTensor w = program.Weights("w" + output.Name, input, output);
        ParameterTensor b = program.Vector("b" + output.Name, output);
        ParameterTensor s = program.Number("s" + output.Name);
        Tensor squares = program.Pointwise("squares" + output.Name, input.Axes, Scalar.Square(Symbol("x")), ("x", input));
        Tensor first =
            program.Pointwise(
                "first" + output.Name, [input.Rows!, output], Scalar.Tanh(Symbol("a") + Symbol("b") * Symbol("s")),
                ("a", program.Product("p" + output.Name, input, w)), ("b", b), ("s", s));
        Tensor second =
            program.Pointwise(
                "second" + output.Name, [input.Rows!, output], Scalar.Sigmoid(Symbol("a") + Symbol("b")) * Symbol("s"),
                ("a", program.Product("q" + output.Name, squares, w)), ("b", b), ("s", s));
        return program.Pointwise(
            output.Name, [input.Rows!, output], Symbol("p") * Symbol("q") + Symbol("b"), ("p", first), ("q", second), ("b", b));
    }

    // Weights of length exp(g) a column, whatever V is (Salimans and Kingma 2016): a sum over the rows of weights.
    private static Tensor NormalizedWeights(HandMadeProgram program, Tensor input, Axis output)
    {
        ParameterTensor v = program.Weights("v" + output.Name, input, output);
        ParameterTensor g = program.Vector("g" + output.Name, output);
        Tensor squares = program.Pointwise("squares" + output.Name, v.Axes, Scalar.Square(Symbol("v")), ("v", v));
        SumTensor length = new("length" + output.Name, squares, v.Axes[0]);
        Tensor weights =
            program.Pointwise(
                "w" + output.Name, v.Axes, Symbol("v") * Scalar.Exp(Symbol("g")) / Scalar.Sqrt(Symbol("length")), ("v", v), ("g", g),
                ("length", length));
        return Tanh(program, output, program.Product("a" + output.Name, input, weights), program.Vector("b" + output.Name, output));
    }

    // What is added to the hidden layer are other numbers than the latents' ε.
    private static Tensor TwoNoises(HandMadeProgram program, Tensor input, Axis output)
    {
        NoiseTensor noise = new("noise", NoiseKind.Normal, stream: 1, Axis.Batch, output);
        return program.Pointwise(
            output.Name, [input.Rows!, output], Scalar.Tanh(Symbol("a")) + Symbol("noise"),
            ("a", program.Affine("a" + output.Name, input, output)), ("noise", noise));
    }

    private static Tensor Tanh(HandMadeProgram program, Axis output, Tensor product, Tensor bias) =>
        program.Pointwise(output.Name, [product.Rows!, output], Scalar.Tanh(Symbol("a") + Symbol("b")), ("a", product), ("b", bias));
}
