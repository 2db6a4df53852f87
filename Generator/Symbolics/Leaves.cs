using System.Collections.Generic;

namespace VaeGen.Generator.Symbolics;

/// <summary>A variable.</summary>
internal sealed class Symbol : Expression
{
    public Symbol(string name)
        : base(StructuralEquality.Hash("symbol " + name), false)
    {
        Name = name;
        HasSymbols = true;
    }

    public string Name { get; }

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) => this;

    internal override bool HasSameHead(Expression other) => ((Symbol)other).Name == Name;
}

/// <summary>An exact number.</summary>
internal sealed class Constant : Expression
{
    public static readonly Constant Zero = new(0);

    public static readonly Constant One = new(1);

    public Constant(Rational value)
        : base(StructuralEquality.Hash("constant " + value), false) => Value = value;

    /// <summary>Decimal text, read exactly: <c>new Constant("0.044715")</c>.</summary>
    public Constant(string decimalText)
        : this(Rational.Parse(decimalText))
    {
    }

    public Rational Value { get; }

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) => this;

    internal override bool HasSameHead(Expression other) => ((Constant)other).Value == Value;
}

/// <summary>
/// A constant that people know by a name: π, ln 2π, the slope of a leaky ReLU. It is kept as a symbol in formulas; its value, from decimal
/// text with more digits than any format holds, enters when code is printed, rounded once.
/// </summary>
internal sealed class NamedConstant : Expression
{
    public NamedConstant(string name, string display, Rational value)
        : base(StructuralEquality.Hash("named constant " + name + " " + value), false)
    {
        Name = name;
        Display = display;
        Value = value;
    }

    public NamedConstant(string name, string display, string decimalText)
        : this(name, display, Rational.Parse(decimalText))
    {
    }

    /// <summary>The name of the constant in emitted code, in camel case.</summary>
    public string Name { get; }

    /// <summary>The text in formulas.</summary>
    public string Display { get; }

    public Rational Value { get; }

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) => this;

    internal override bool HasSameHead(Expression other) => ((NamedConstant)other).Name == Name && ((NamedConstant)other).Value == Value;
}

/// <summary>A hint that changes no value: if the expression becomes a local, the local has this name.</summary>
internal sealed class Named : Expression
{
    public Named(string name, Expression expression)
        : base(expression)
    {
        Name = name;
        Expression = expression;
    }

    public string Name { get; }

    public Expression Expression { get; }

    public override Expression Core => Expression.Core;

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) => new Named(Name, newOperands[0]);

    // Compared by its core alone, never by itself.
    internal override bool HasSameHead(Expression other) => true;
}
