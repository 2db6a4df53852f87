using System.Collections.Generic;
using System.Linq;
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
        ["logits"] = "l",
        ["xMean"] = "m",
    };

    private static readonly IReadOnlyDictionary<string, string> Own = new Dictionary<string, string>
    {
        ["xMean"] = "m",
        ["dMean"] = "dμ",
        ["dLogVariance"] = "d(log σ²)",
        ["dLogits"] = "dl",
        ["dXMean"] = "dm",
        ["klTerm"] = "KL",
        ["reconstructionTerm"] = "−log p(x|z)",
        ["likelihoodMean"] = "mean of p(x|z)",
        ["squaredErrorTerm"] = "squared error",
    };

    /// <summary>Symbol to letter.</summary>
    public static Dictionary<string, string> Of(VariationalProgram program)
    {
        Dictionary<string, string> letters = FormulaPrinter.UsualLetters.Concat(Own).ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (ParameterTensor parameter in program.Parameters)
        {
            foreach (KeyValuePair<string, string> head in Heads)
            {
                if (parameter.Symbol == head.Key + "Weights")
                    letters[parameter.Symbol] = "W" + head.Value;
                else if (parameter.Symbol == head.Key + "ConditionWeights")
                    letters[parameter.Symbol] = "V" + head.Value;
                else if (parameter.Symbol == head.Key + "Bias")
                    letters[parameter.Symbol] = "b" + head.Value;
            }
        }

        return letters;
    }
}
