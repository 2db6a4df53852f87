using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>Walks over expressions that visit a shared node once.</summary>
internal static class Traversal
{
    /// <summary>Rebuilds an expression from its leaves up: operands first, then the rule on the node over the new operands.</summary>
    public static Expression Rewrite(this Expression expression, Func<Expression, Expression> rule) => expression.Rewrite(rule, NewMemo());

    /// <summary>The same over several expressions that share nodes: what is shared stays so.</summary>
    public static IReadOnlyList<Expression> Rewrite(this IEnumerable<Expression> expressions, Func<Expression, Expression> rule)
    {
        Dictionary<Expression, Expression> memo = NewMemo();
        return [.. expressions.Select(expression => expression.Rewrite(rule, memo))];
    }

    /// <summary>Puts expressions in the place of symbols.</summary>
    public static Expression Substitute(this Expression expression, IReadOnlyDictionary<string, Expression> values) =>
        expression.Rewrite(node => node is Symbol symbol && values.TryGetValue(symbol.Name, out Expression? value) ? value : node);

    /// <summary>Puts an expression in the place of every occurrence of another.</summary>
    public static Expression Replace(this Expression expression, Expression what, Expression by)
    {
        Dictionary<Expression, Expression> memo = NewMemo();
        return Visit(expression);

        Expression Visit(Expression node)
        {
            if (!memo.TryGetValue(node, out Expression? result))
            {
                result = node == what ? by : Rebuild(node, [.. node.Operands.Select(Visit)]);
                memo.Add(node, result);
            }

            return result;
        }
    }

    /// <summary>The names of the symbols, in order of first appearance.</summary>
    public static IReadOnlyList<string> FreeSymbols(this Expression expression) =>
        [.. expression.Nodes().OfType<Symbol>().Select(symbol => symbol.Name).Distinct()];

    public static bool Contains(this Expression expression, Expression part) => expression.Nodes().Any(node => node == part);

    /// <summary>Every node once, operands before the node.</summary>
    public static IReadOnlyList<Expression> Nodes(this Expression expression)
    {
        HashSet<Expression> seen = new(ReferenceComparer.Instance);
        List<Expression> nodes = [];
        Visit(expression);
        return nodes;

        void Visit(Expression node)
        {
            if (!seen.Add(node))
                return;

            foreach (Expression operand in node.Operands)
                Visit(operand);

            nodes.Add(node);
        }
    }

    // Names must survive, so that nodes are told apart by identity and not by structure.
    private static Dictionary<Expression, Expression> NewMemo() => new(ReferenceComparer.Instance);

    private static Expression Rewrite(this Expression node, Func<Expression, Expression> rule, Dictionary<Expression, Expression> memo)
    {
        if (!memo.TryGetValue(node, out Expression? result))
        {
            result = rule(Rebuild(node, [.. node.Operands.Select(operand => operand.Rewrite(rule, memo))]));
            memo.Add(node, result);
        }

        return result;
    }

    private static Expression Rebuild(Expression node, Expression[] operands)
    {
        for (int i = 0; i < operands.Length; i++)
        {
            if (!ReferenceEquals(operands[i], node.Operands[i]))
                return node.WithOperands(operands);
        }

        return node;
    }
}
