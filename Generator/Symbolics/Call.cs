using System.Collections.Generic;

namespace VaeGen.Generator.Symbolics;

/// <summary>The primitives.</summary>
internal enum Function
{
    Exp,
    Expm1,

    /// <summary>exp(x) − 1 − x.</summary>
    ExpRemainder,
    Log,
    Log1p,
    Sqrt,
    Tanh,
    Erf,
    Sigmoid,
    Softplus,
    Abs,
    StopGradient,
    Max,
    Min,

    /// <summary>log Γ(x).</summary>
    LogGamma,

    /// <summary>ψ(x), the derivative of log Γ.</summary>
    Digamma,

    /// <summary>log((exp(x) − 1) / x).</summary>
    LogExpm1Ratio,

    /// <summary>1 + 1/(exp(x) − 1) − 1/x, the derivative of <see cref="LogExpm1Ratio"/>.</summary>
    LogExpm1RatioSlope,

    /// <summary>δ(x) = log Γ(x) − (x − ½) log x + x − ½ log 2π, the error of Stirling's formula.</summary>
    StirlingError,

    /// <summary>ψ(x) − log x + 1/2x, the derivative of <see cref="StirlingError"/>.</summary>
    StirlingErrorSlope,

    /// <summary>x log(x / λ) + λ − x of x and log λ.</summary>
    PoissonDeviance,

    /// <summary>x log(x / n p) + r log(r / n q) of x, r, −log p and −log q, where n = x + r.</summary>
    BinomialDeviance,

    /// <summary>log Σ exp(xᵢ) of as many arguments as there are.</summary>
    LogSumExp,

    /// <summary>x within a range, of whose ends the nearest stands for what is outside: x, least, greatest.</summary>
    Clamp,

    /// <summary>A gradient by a <see cref="Clamp"/> without what leads out of its range: gradient, clamped value, least,
    /// greatest.</summary>
    ClampGradient,
}

/// <summary>A function of its arguments, one or two as a rule.</summary>
internal sealed class Call : Expression
{
    private static readonly ulong Head = StructuralEquality.Hash("call");

    public Call(Function function, params Expression[] arguments)
        : base(Head + (ulong)function, false, arguments) => Function = function;

    public Function Function { get; }

    /// <summary>The only argument, or the first.</summary>
    public Expression Argument => Operands[0];

    /// <summary>Whether the function takes two arguments or more.</summary>
    public bool TakesSeveral => IsChoice || TakesRange
        || Function is Function.PoissonDeviance or Function.BinomialDeviance or Function.LogSumExp;

    /// <summary>Whether the last two arguments are whole numbers, the ends of a range.</summary>
    public bool TakesRange => Function is Function.Clamp or Function.ClampGradient;

    /// <summary>Whether the value is one of the two arguments.</summary>
    public bool IsChoice => Function is Function.Max or Function.Min;

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) => new Call(Function, [.. newOperands]);

    internal override bool HasSameHead(Expression other) => ((Call)other).Function == Function;
}

/// <summary>The comparisons.</summary>
internal enum Comparison
{
    GreaterThan,
    GreaterOrEqual,
    LessThan,
    LessOrEqual,
}

/// <summary>A comparison of two expressions; false where one of them is not a number. As code it is a lane mask.</summary>
internal sealed class Condition : Expression
{
    private static readonly ulong Head = StructuralEquality.Hash("condition");

    public Condition(Comparison comparison, Expression left, Expression right)
        : base(Head + (ulong)comparison, false, left, right) => Comparison = comparison;

    public Comparison Comparison { get; }

    /// <summary>The name of the mask, if it becomes a local: <c>isAboveLowest</c>. It changes no value.</summary>
    public string? Name { get; init; }

    public Expression Left => Operands[0];

    public Expression Right => Operands[1];

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) =>
        new Condition(Comparison, newOperands[0], newOperands[1]) { Name = Name };

    public bool Holds(double left, double right) => Comparison switch
    {
        Comparison.GreaterThan => left > right,
        Comparison.GreaterOrEqual => left >= right,
        Comparison.LessThan => left < right,
        _ => left <= right,
    };

    internal override bool HasSameHead(Expression other) => ((Condition)other).Comparison == Comparison;
}

/// <summary>The value of one of two expressions.</summary>
internal sealed class Select : Expression
{
    private static readonly ulong Head = StructuralEquality.Hash("select");

    public Select(Condition condition, Expression whenTrue, Expression whenFalse)
        : base(Head, false, condition, whenTrue, whenFalse)
    {
    }

    public Condition Condition => (Condition)Operands[0];

    public Expression WhenTrue => Operands[1];

    public Expression WhenFalse => Operands[2];

    public override Expression WithOperands(IReadOnlyList<Expression> newOperands) =>
        new Select((Condition)newOperands[0], newOperands[1], newOperands[2]);

    internal override bool HasSameHead(Expression other) => true;
}
