using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace VaeGen.Generator.Symbolics;

/// <summary>Hashes and compares expressions by their structure, in time proportional to the number of nodes even where nodes are
/// shared.</summary>
internal static class StructuralEquality
{
    /// <summary>A hash that is the same in every process, unlike that of <see cref="string"/>.</summary>
    public static ulong Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char character in text)
            hash = (hash ^ character) * 1099511628211;

        return Mix(hash);
    }

    public static ulong Hash(ulong head, bool commutative, Expression[] operands)
    {
        ulong hash = Mix(head + (ulong)operands.Length);
        foreach (Expression operand in operands)
            hash = commutative ? hash + Mix(operand.StructuralHash) : Mix(hash ^ operand.StructuralHash) + operand.StructuralHash;

        return Mix(hash);
    }

    public static bool AreEqual(Expression left, Expression right) =>
        ReferenceEquals(left, right)
        || (left.StructuralHash == right.StructuralHash && AreEqual(left.Core, right.Core, new(PairComparer.Instance)));

    // A pair that was seen before was found equal, or the whole comparison would have ended there.
    private static bool AreEqual(Expression left, Expression right, HashSet<(Expression Left, Expression Right)> seen)
    {
        if (ReferenceEquals(left, right))
            return true;

        if (left.StructuralHash != right.StructuralHash || left.GetType() != right.GetType() || left.Operands.Count != right.Operands.Count
            || !left.HasSameHead(right))
        {
            return false;
        }

        if (HaveSameOperands(left, right) || !seen.Add((left, right)))
            return true;

        Expression[] leftOperands = left.CanonicalOperands;
        Expression[] rightOperands = right.CanonicalOperands;
        for (int i = 0; i < leftOperands.Length; i++)
        {
            if (!AreEqual(leftOperands[i].Core, rightOperands[i].Core, seen))
                return false;
        }

        return true;
    }

    // As a rule the operands of equal nodes are the same objects.
    private static bool HaveSameOperands(Expression left, Expression right)
    {
        for (int i = 0; i < left.Operands.Count; i++)
        {
            if (!ReferenceEquals(left.Operands[i], right.Operands[i]))
                return false;
        }

        return true;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private sealed class PairComparer : IEqualityComparer<(Expression Left, Expression Right)>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals((Expression Left, Expression Right) x, (Expression Left, Expression Right) y) =>
            ReferenceEquals(x.Left, y.Left) && ReferenceEquals(x.Right, y.Right);

        public int GetHashCode((Expression Left, Expression Right) pair) =>
            (RuntimeHelpers.GetHashCode(pair.Left) * 397) ^ RuntimeHelpers.GetHashCode(pair.Right);
    }
}
