using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>A sum of at least two terms, evaluated from left to right. A subtracted term is a product with a negative
/// coefficient.</summary>
internal sealed class Sum : Expression
{
    private static readonly ulong Head = StructuralEquality.Hash("sum");

    public Sum(params Expression[] terms)
        : base(Head, true, terms)
    {
    }

    public static Expression Of(Expression a, Expression b) => a is Sum sum ? new Sum([.. sum.Operands, b]) : new Sum(a, b);

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) => new Sum([.. newOperands]);

    internal override bool HasSameHead(Expression other) => true;
}

/// <summary>A product of at least two factors, a numeric coefficient first.</summary>
internal sealed class Product : Expression
{
    private static readonly ulong Head = StructuralEquality.Hash("product");

    public Product(params Expression[] factors)
        : base(Head, true, factors)
    {
    }

    /// <summary>The numeric first factor, if there is one.</summary>
    public Constant? Coefficient => Operands[0] as Constant;

    /// <summary>The product without its first factor.</summary>
    public Expression Rest => Operands.Count == 2 ? Operands[1] : new Product([.. Operands.Skip(1)]);

    public static Expression Of(Expression a, Expression b) =>
        a is Product product ? new Product([.. product.Operands, b]) : new Product(a, b);

    public static Expression Negate(Expression a) => a switch
    {
        Constant constant => new Constant(-constant.Value),
        Product { Coefficient: Constant coefficient } product => coefficient.Value == -1
            ? product.Rest
            : new Product([new Constant(-coefficient.Value), .. product.Operands.Skip(1)]),
        _ => new Product(new Constant(-1), a),
    };

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) => new Product([.. newOperands]);

    internal override bool HasSameHead(Expression other) => true;
}

/// <summary>A fraction.</summary>
internal sealed class Quotient : Expression
{
    private static readonly ulong Head = StructuralEquality.Hash("quotient");

    public Quotient(Expression numerator, Expression denominator)
        : base(Head, false, numerator, denominator)
    {
    }

    public Expression Numerator => Operands[0];

    public Expression Denominator => Operands[1];

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) => new Quotient(newOperands[0], newOperands[1]);

    internal override bool HasSameHead(Expression other) => true;
}

/// <summary>A power with a whole exponent of at least two.</summary>
internal sealed class Power : Expression
{
    private static readonly ulong Head = StructuralEquality.Hash("power");

    public Power(Expression @base, int exponent)
        : base(Head + (ulong)exponent, false, @base) => Exponent = exponent;

    public Expression Base => Operands[0];

    public int Exponent { get; }

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) => new Power(newOperands[0], Exponent);

    internal override bool HasSameHead(Expression other) => ((Power)other).Exponent == Exponent;
}
