using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace VaeGen.Generator.Symbolics;

/// <summary>Writes one expression of a block as C#, with as few parentheses as its tree needs.</summary>
internal sealed class VectorWriter
{
    private const int ShortestDeclared = 16;

    private readonly VectorBlock block;
    private readonly List<(Expression Part, int Length)> parts = [];

    public VectorWriter(VectorBlock block) => this.block = block;

    // How tightly C# binds a piece of text.
    private enum Binding
    {
        Additive,
        Multiplicative,
        Unary,
        Primary,
    }

    /// <summary>The expression, as its local if it has one.</summary>
    public string Refer(Expression expression) => Write(expression, Binding.Additive);

    /// <summary>The expression itself, for the declaration of its local.</summary>
    public string Define(Expression expression) => Compose(expression.Core).Text;

    /// <summary>What should become locals where the line is too long: parts apart from each other, until it fits without them.</summary>
    public IEnumerable<Expression> PartsToDeclare(int lineLength, int lineWidth)
    {
        List<(Expression Part, int Length)> left = [.. parts];
        while (lineLength > lineWidth && Choose(left, lineLength, lineWidth) is (Expression part, int length))
        {
            yield return part;
            lineLength += block.Describe(part).Length - length;
            left.RemoveAll(other => IsWithin(part, other.Part) || IsWithin(other.Part, part));
        }
    }

    // A part that has a name already, else the shortest without which the line fits, else the longest.
    private (Expression Part, int Length)? Choose(
        IReadOnlyList<(Expression Part, int Length)> among, int lineLength, int lineWidth)
    {
        (Expression Part, int Length)[] named =
            [.. among.Where(part => part.Length > ShortestDeclared && block.HasName(part.Part)).Take(1)];
        if (named.Length > 0)
            return named[0];
        (Expression Part, int Length)[] byLength =
            [.. among.Where(part => part.Length <= lineWidth - ShortestDeclared).OrderBy(part => part.Length)];
        if (byLength.Length == 0)
            return null;
        int fitting = Array.FindIndex(byLength, part => lineLength - part.Length + block.Describe(part.Part).Length <= lineWidth);
        return byLength[fitting < 0 ? byLength.Length - 1 : fitting];
    }

    private static bool IsWithin(Expression part, Expression whole) => whole.Nodes().Any(node => ReferenceEquals(node.Core, part));

    private string Write(Expression expression, Binding least)
    {
        Expression core = expression.Core;
        if (block.FindLocal(core) is { } local)
            return local;

        (string text, Binding binding) = Compose(core);
        if (core.Operands.Count > 0 && !VectorPreparation.IsNegation(core))
            parts.Add((core, text.Length));

        return binding < least ? "(" + text + ")" : text;
    }

    private (string Text, Binding Binding) Compose(Expression expression) => expression switch
    {
        Symbol symbol => (block.Symbol(symbol.Name), Binding.Primary),
        Constant constant => (block.Constant(constant.Value, Wording.Of(constant)), Binding.Primary),
        NamedConstant constant => (block.Constant(constant.Value, constant.Name), Binding.Primary),
        Sum sum => Fused(sum) is { } fused ? (fused, Binding.Primary) : (Terms(sum), Binding.Additive),
        Product product when VectorPreparation.IsNegation(product) => Negative(product.Rest.Core),
        Product product => (Factors(product.Operands), Binding.Multiplicative),
        Quotient quotient => (
            Write(quotient.Numerator, Binding.Multiplicative) + " / " + Write(quotient.Denominator, Binding.Unary), Binding.Multiplicative),
        Condition condition => (Apply("TVector." + Name(condition.Comparison), condition.Operands), Binding.Primary),
        Select select => (Apply("TVector.Select", select.Operands), Binding.Primary),
        Call { Function: Function.Log1p } call
        when CallRules.IsDecay(call.Argument) => (Apply("Log1pUnit", call.Operands), Binding.Primary),
        Call { TakesRange: true } call => (Ranged(call), Binding.Primary),
        Call call => (Apply(Name(call.Function), call.Operands), Binding.Primary),
        _ => throw new InvalidOperationException($"There is no code for {expression.GetType().Name}."),
    };

    private string? Fused(Sum sum)
    {
        if (sum.Operands.Count != 2 || sum.Operands.Any(term => VectorPreparation.IsNegation(term)))
            return null;

        int index = sum.Operands.ToList().FindIndex(term => term.Core is Product && !block.HasLocal(term.Core));
        if (index < 0)
            return null;

        IReadOnlyList<Expression> factors = sum.Operands[index].Core.Operands;
        Expression last = factors[factors.Count - 1];
        string first = factors.Count == 2 ? Refer(factors[0]) : Factors([.. factors.Take(factors.Count - 1)]);
        return $"TVector.FusedMultiplyAdd({first}, {Refer(last)}, {Refer(sum.Operands[1 - index])})";
    }

    private string Terms(Sum sum)
    {
        StringBuilder text = new();
        foreach (Expression term in sum.Operands)
        {
            if (text.Length == 0)
                text.Append(Refer(term));
            else if (VectorPreparation.IsNegation(term))
                text.Append(" - ").Append(Write(((Product)term.Core).Rest, Binding.Multiplicative));
            else
                text.Append(" + ").Append(Write(term, Binding.Multiplicative));
        }

        return text.ToString();
    }

    private string Factors(IReadOnlyList<Expression> factors) =>
        string.Join(" * ", factors.Select((factor, i) => Write(factor, i == 0 ? Binding.Multiplicative : Binding.Unary)));

    // The sign of a coefficient goes into the constant.
    private (string Text, Binding Binding) Negative(Expression inner)
    {
        if (inner is Product product && !block.HasLocal(inner) && VectorPreparation.IsConstant(product.Operands[0]))
        {
            Expression coefficient = product.Operands[0].Core;
            Expression turned = coefficient is NamedConstant named
                ? new NamedConstant("minus" + Wording.Capitalize(named.Name), named.Display, -named.Value)
                : Product.Negate(coefficient);
            return (Factors([turned, .. product.Operands.Skip(1)]), Binding.Multiplicative);
        }

        string text = Write(inner, Binding.Multiplicative);
        return ("-" + text, inner is Product or Quotient && !block.HasLocal(inner) ? Binding.Additive : Binding.Unary);
    }

    private string Apply(string name, IEnumerable<Expression> arguments) => name + "(" + string.Join(", ", arguments.Select(Refer)) + ")";

    // The ends of a range stand where they are used.
    private string Ranged(Call call)
    {
        int count = call.Operands.Count - 2;
        IEnumerable<string> ends = call.Operands.Skip(count).Select(end => ((Constant)end.Core).Value.ToString());
        return $"{call.Function}({string.Join(", ", call.Operands.Take(count).Select(Refer).Concat(ends))})";
    }

    private static string Name(Comparison comparison) => comparison switch
    {
        Comparison.GreaterThan => "GreaterThan",
        Comparison.GreaterOrEqual => "GreaterThanOrEqual",
        Comparison.LessThan => "LessThan",
        _ => "LessThanOrEqual",
    };

    // Operations of the vector itself carry its name; the elementary functions come from the runtime's static class.
    private static string Name(Function function) =>
        function is Function.Sqrt or Function.Abs or Function.Max or Function.Min ? "TVector." + function : function.ToString();
}
