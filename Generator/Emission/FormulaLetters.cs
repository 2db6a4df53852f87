using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The letters of a model's values in formulas, as <c>docs/math</c> writes them.</summary>
internal static class FormulaLetters
{
    private static readonly IReadOnlyDictionary<string, string> Heads = new Dictionary<string, string>
    {
        ["mean"] = "μ",
        ["logVariance"] = "σ",
        ["logDiagonal"] = "ℓ",
        ["offDiagonal"] = "S",
        ["z"] = "z",
        ["logits"] = "l",
        ["xMean"] = "m",
        ["xLogVariance"] = "v",
        ["xLogScale"] = "s",
        ["unitXMean"] = "m′",
        ["unitXLogVariance"] = "v′",
        ["unitXLogScale"] = "s′",
        ["logRate"] = "λ",
        ["logTotalCount"] = "r",
    };

    private static readonly IReadOnlyDictionary<string, string> Own = new Dictionary<string, string>
    {
        ["xMean"] = "m",
        ["dMean"] = "dμ",
        ["dLogVariance"] = "d(log σ²)",
        ["logDiagonal"] = "ℓ",
        ["dLogDiagonal"] = "dℓ",
        ["offDiagonal"] = "S",
        ["dOffDiagonal"] = "dS",
        ["offDiagonalNoise"] = "Sε",
        ["offDiagonalSquares"] = "‖Sᵢ‖²",
        ["dLogits"] = "dl",
        ["dXMean"] = "dm",
        ["xLogVariance"] = "log v",
        ["dXLogVariance"] = "d(log v)",
        ["xLogScale"] = "log s",
        ["dXLogScale"] = "d(log s)",
        ["dLogRate"] = "d(log λ)",
        ["dLogTotalCount"] = "d(log r)",
        ["scaledX"] = "x′",
        ["inputMean"] = "x̄",
        ["inputScale"] = "sₓ",
        ["outputMean"] = "m₀",
        ["outputScale"] = "s₀",
        ["logOutputScale"] = "log s₀",
        ["unitX"] = "u",
        ["unitXMean"] = "m′",
        ["dUnitXMean"] = "dm′",
        ["unitXLogVariance"] = "log v′",
        ["dUnitXLogVariance"] = "d(log v′)",
        ["unitXLogScale"] = "log s′",
        ["dUnitXLogScale"] = "d(log s′)",
        ["logExposure"] = "log e",
        ["exposureMean"] = "x̄",
        ["exposedLogRate"] = "aλ + log e",
        ["exposedLogits"] = "al + log e",
        ["dExposedLogRate"] = "daλ",
        ["dExposedLogits"] = "dal",
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
        foreach (Parameter parameter in program.Decoded.Observed.SelectMany(observed => observed.Family.Parameters).Where(
            parameter => parameter.Name.StartsWith("logits_", System.StringComparison.Ordinal)))
        {
            letters[parameter.Symbol.Name] = parameter.Display;
            letters["dL" + parameter.Symbol.Name.Substring(1)] = "d" + parameter.Display;
            letters[parameter.Symbol.Name + "Weights"] = "W" + parameter.Display;
            letters[parameter.Symbol.Name + "Bias"] = "b" + parameter.Display;
        }

        letters["reconstructionTerm"] = $"−log p(x|z{Given(program)})";
        letters["likelihoodMean"] = $"mean of p(x|z{Given(program)})";

        // The output of a head whose parameter is limited to a range: aσ of log σ².
        foreach (KeyValuePair<string, string> head in Heads)
        {
            string raw = "aw" + char.ToUpperInvariant(head.Key[0]) + head.Key.Substring(1);
            letters["r" + raw] = "a" + head.Value;
            letters["dR" + raw] = "da" + head.Value;
        }

        foreach (ParameterTensor parameter in program.Parameters)
        {
            if (OfParameter(parameter) is { } letter)
                letters[parameter.Symbol] = letter;
        }

        return letters;
    }

    private static string? OfParameter(ParameterTensor parameter) => parameter.Kind switch
    {
        ParameterKind.Scale => "γ" + parameter.Symbol.Substring("scale".Length),
        ParameterKind.Shift => "β" + parameter.Symbol.Substring("shift".Length),
        _ => OfHead(parameter.Symbol, "ConditionWeights", "V") ?? OfHead(parameter.Symbol, "Weights", "W")
        ?? OfHead(parameter.Symbol, "Bias", "b"),
    };

    // The weights of μ are Wμ.
    private static string? OfHead(string symbol, string role, string letter) =>
        symbol.EndsWith(role, System.StringComparison.Ordinal)
        && Heads.TryGetValue(symbol.Substring(0, symbol.Length - role.Length), out string? head)
            ? letter + head
            : null;
}
