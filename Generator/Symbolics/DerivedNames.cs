using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>
/// Names for parts that nobody named, from the names of others: the slope of <c>upperTail</c> by the mean is <c>upperTailByMean</c>. They
/// are kept beside the expressions, because a name inside would hold together what simplification takes apart.
/// </summary>
internal static class DerivedNames
{
    /// <summary>The slopes of all named parts by these symbols, of either sign.</summary>
    /// <param name="expressions">The expressions with the names of their author.</param>
    /// <param name="symbols">What the code differentiates by, with the word for it in names.</param>
    public static IEnumerable<(Expression Part, string Name)> Slopes(
        IEnumerable<Expression> expressions, IReadOnlyCollection<(Symbol Symbol, string Word)> symbols)
    {
        foreach (Named part in expressions.SelectMany(expression => expression.Nodes()).OfType<Named>().Distinct())
        {
            foreach ((Symbol symbol, string word) in symbols)
            {
                string name = part.Name + "By" + Wording.Capitalize(word);
                Expression slope = Derivative.Of(part.Expression, symbol);
                if (!slope.HasSymbols)
                    continue;
                yield return (slope, name);
                yield return (Simplifier.Simplify(-slope), "minus" + Wording.Capitalize(name));
            }
        }
    }

    /// <summary>The values of softplus, which code writes out as a sum.</summary>
    public static IEnumerable<(Expression Part, string Name)> Softplus(IEnumerable<Expression> expressions) =>
        expressions.SelectMany(expression => expression.Nodes()).OfType<Call>().Where(call => call.Function == Function.Softplus)
            .Select(call => ((Expression)call, Wording.Describe(call)));
}
