using System.Collections.Generic;

namespace VaeGen.Generator.Symbolics;

/// <summary>
/// One node for all that have the same structure: the first that was asked for. Whoever keys tables by it compares references, while
/// structural equality would walk over both expressions at each look-up.
/// </summary>
internal sealed class Representatives
{
    private readonly Dictionary<Expression, Expression> ofNode = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expression, Expression> ofStructure;

    public Representatives() => ofStructure = new(new OperandComparer(this));

    /// <summary>The representative of a node, without names around it.</summary>
    public Expression Of(Expression expression)
    {
        if (!ofNode.TryGetValue(expression, out Expression? representative))
        {
            Expression core = expression.Core;
            if (!ofStructure.TryGetValue(core, out representative))
            {
                representative = core;
                ofStructure.Add(core, core);
            }

            ofNode.Add(expression, representative);
        }

        return representative;
    }

    // The operands of both nodes have one representative each, so that one level decides.
    private sealed class OperandComparer(Representatives representatives) : IEqualityComparer<Expression>
    {
        public bool Equals(Expression? x, Expression? y)
        {
            if (ReferenceEquals(x, y))
                return true;
            if (x!.StructuralHash != y!.StructuralHash || x.GetType() != y.GetType() || x.Operands.Count != y.Operands.Count
                || !x.HasSameHead(y))
            {
                return false;
            }

            for (int i = 0; i < x.CanonicalOperands.Length; i++)
            {
                if (!ReferenceEquals(representatives.Of(x.CanonicalOperands[i]), representatives.Of(y.CanonicalOperands[i])))
                    return false;
            }

            return true;
        }

        public int GetHashCode(Expression expression) => expression.GetHashCode();
    }
}
