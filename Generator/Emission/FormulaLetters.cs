using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The letters of a model's values in formulas, as <c>docs/math</c> writes them: those of parameters come from the
/// families.</summary>
internal static class FormulaLetters
{
    private static readonly IReadOnlyDictionary<string, string> Own = new Dictionary<string, string>
    {
        ["offDiagonalNoise"] = "Sε",
        ["priorUniform"] = "U",
        ["drawnUniform"] = "U",
        ["drawnEpsilon"] = "ε",
        ["drawnX"] = "x̃",
        ["offDiagonalSquares"] = "‖Sᵢ‖²",
        ["scaledX"] = "x′",
        ["inputMean"] = "x̄",
        ["inputScale"] = "sₓ",
        ["outputMean"] = "m₀",
        ["outputScale"] = "s₀",
        ["logOutputScale"] = "log s₀",
        ["unitX"] = "u",
        ["logExposure"] = "log e",
        ["exposureMean"] = "x̄",
        ["klTerm"] = "KL",
        ["logRatioTerm"] = "log q − log p",
        ["squaredErrorTerm"] = "squared error",
    };

    /// <summary>What densities are given besides: the class of a conditional model, as <c>, c</c>.</summary>
    public static string Given(VariationalProgram program) => string.Concat(program.Conditions.Select(condition => ", " + condition.Name));

    /// <summary>Symbol to letter.</summary>
    public static Dictionary<string, string> Of(VariationalProgram program)
    {
        Dictionary<string, string> letters = FormulaPrinter.UsualLetters.Concat(Own).ToDictionary(pair => pair.Key, pair => pair.Value);
        letters["reconstructionTerm"] = $"−log p(x|z{Given(program)})";
        letters[DistributionFamily.LikelihoodMean.Name] = $"mean of p(x|z{Given(program)})";
        bool areSeveral = program.Training.Latents.Length > 1;
        foreach (LatentValues latent in program.Training.Latents)
        {
            string of = areSeveral ? $"({latent.Variable.Name})" : "";
            Add(letters, latent.Variable.Posterior, of);
            foreach ((_, Symbol symbol, _) in latent.Variable.Posterior.Family.ToldBeside)
                AddValue(letters, latent.Variable.Posterior.NameOf(symbol.Name), LetterOf(letters, symbol) + of);
            if (latent.Term.Prior is { } prior)
                Add(letters, prior, $"({latent.Variable.Name})₀");
        }

        foreach (ObservedVariable observed in program.Decoded.Observed)
        {
            string of = observed.Likelihood.Prefix == InputLowering.UnitInput ? "′"
                : program.Groups.Length > 1 ? $"({observed.Group.Name})"
                : HaveSameLetter(program, observed.Family) ? "ₓ"
                : "";
            Add(letters, observed.Likelihood, of);
        }

        foreach (ParameterTensor parameter in program.Parameters.Where(
            parameter => parameter.Kind is ParameterKind.Scale or ParameterKind.Shift))
        {
            bool isScale = parameter.Kind == ParameterKind.Scale;
            letters[parameter.Symbol] = (isScale ? "γ" : "β") + parameter.Symbol.Substring((isScale ? "scale" : "shift").Length);
        }

        return letters;
    }

    // Of a posterior and a likelihood with a parameter of one letter, the likelihood's is told apart.
    private static bool HaveSameLetter(VariationalProgram program, DistributionFamily likelihood) =>
        program.Training.Latents.SelectMany(latent => latent.Variable.Posterior.Family.Parameters)
            .Select(parameter => parameter.Letter).Intersect(likelihood.Parameters.Select(parameter => parameter.Letter)).Any();

    // A parameter of a head: its value, the gradient, and what gives it. The weights of μ are Wμ; what is limited to a range is aμ before.
    private static void Add(Dictionary<string, string> letters, Conditional distribution, string of)
    {
        foreach (Parameter parameter in distribution.Family.Parameters)
        {
            string name = distribution.NameOf(parameter.Symbol.Name);
            AddValue(letters, name, parameter.Display + of);
            string letter = parameter.Letter + of;
            letters[name + "Weights"] = "W" + letter;
            letters[name + "ConditionWeights"] = "V" + letter;
            letters[name + "Bias"] = "b" + letter;
            letters["raw" + NetworkLowering.Capital(name)] = "a" + letter;
            letters["dRaw" + NetworkLowering.Capital(name)] = "da" + letter;
            letters["exposed" + NetworkLowering.Capital(name)] = $"a{letter} + log e";
            letters["dExposed" + NetworkLowering.Capital(name)] = "da" + letter;
        }
    }

    private static void AddValue(Dictionary<string, string> letters, string name, string letter)
    {
        letters[name] = letter;
        letters[Gradients.NameOf(name)] = letter.Contains(' ') ? $"d({letter})" : "d" + letter;
    }

    private static string LetterOf(Dictionary<string, string> letters, Symbol symbol) =>
        letters.TryGetValue(symbol.Name, out string letter) ? letter : symbol.Name;
}
