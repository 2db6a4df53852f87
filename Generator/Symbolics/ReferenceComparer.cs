using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace VaeGen.Generator.Symbolics;

/// <summary>Tells nodes apart by identity and not by structure.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<Expression>
{
    public static readonly ReferenceComparer Instance = new();

    public bool Equals(Expression? x, Expression? y) => ReferenceEquals(x, y);

    public int GetHashCode(Expression expression) => RuntimeHelpers.GetHashCode(expression);
}
