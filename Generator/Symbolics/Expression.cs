using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>
/// An immutable scalar expression. Equality is structural, up to the order of the operands of sums and products, and looks through
/// <see cref="Named"/>: what is equal has the same value and may share one local. The hash code is computed once, and a comparison visits
/// each pair of nodes once, so that expressions with much sharing cost no more than their number of nodes.
/// </summary>
internal abstract class Expression : IEquatable<Expression>
{
    private readonly Expression[] operands;
    private Expression[]? canonicalOperands;
    private Sign? sign;

    private protected Expression(ulong head, bool commutative, params Expression[] operands)
    {
        this.operands = operands;
        IsCommutative = commutative;
        StructuralHash = StructuralEquality.Hash(head, commutative, operands);
        HasSymbols = operands.Any(operand => operand.HasSymbols);
    }

    /// <summary>A transparent wrapper has the hash of what it wraps.</summary>
    private protected Expression(Expression wrapped)
    {
        operands = [wrapped];
        StructuralHash = wrapped.StructuralHash;
        HasSymbols = wrapped.HasSymbols;
    }

    public IReadOnlyList<Expression> Operands => operands;

    /// <summary>The expression without the names around it.</summary>
    public virtual Expression Core => this;

    /// <summary>Whether the value depends on a symbol at all.</summary>
    public bool HasSymbols { get; private protected init; }

    /// <summary>What is known of the sign, found once.</summary>
    internal Sign Sign => sign ??= Signs.Find(this);

    internal ulong StructuralHash { get; }

    internal bool IsCommutative { get; }

    /// <summary>The operands in an order that depends on their structure alone; for comparing, never for printing.</summary>
    internal Expression[] CanonicalOperands =>
        canonicalOperands ??= IsCommutative ? [.. operands.OrderBy(operand => operand.StructuralHash)] : operands;

    public static implicit operator Expression(int value) => new Constant(value);

    public static implicit operator Expression(Rational value) => new Constant(value);

    public static Expression operator +(Expression a, Expression b) => Sum.Of(a, b);

    public static Expression operator -(Expression a, Expression b) => Sum.Of(a, -b);

    public static Expression operator -(Expression a) => Product.Negate(a);

    public static Expression operator *(Expression a, Expression b) => Product.Of(a, b);

    public static Expression operator /(Expression a, Expression b) => new Quotient(a, b);

    public static bool operator ==(Expression? a, Expression? b) => a is null ? b is null : a.Equals(b);

    public static bool operator !=(Expression? a, Expression? b) => !(a == b);

    public bool Equals(Expression? other) => other is not null && StructuralEquality.AreEqual(this, other);

    public override bool Equals(object? obj) => obj is Expression other && Equals(other);

    public override int GetHashCode() => StructuralHash.GetHashCode();

    /// <summary>The formula, for people and debuggers.</summary>
    public override string ToString() => FormulaPrinter.Print(this);

    /// <summary>The same node over other operands, as many as it has.</summary>
    public abstract Expression WithOperands(IReadOnlyList<Expression> newOperands);

    /// <summary>Whether two nodes agree in everything but their operands.</summary>
    internal abstract bool HasSameHead(Expression other);
}
