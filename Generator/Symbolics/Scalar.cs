namespace VaeGen.Generator.Symbolics;

/// <summary>The vocabulary in which activations, densities and update rules are written.</summary>
internal static class Scalar
{
    public static readonly NamedConstant Pi = new("pi", "π", "3.14159265358979323846264338327950288419716939937510582097494459");

    /// <summary>The logarithm of 2π.</summary>
    public static readonly NamedConstant LogTwoPi =
        new("logTwoPi", "log 2π", "1.83787706640934548356065947281123527972279494727556682563430308");

    public static readonly Expression OneHalf = new Constant(new Rational(1, 2));

    public static Symbol Symbol(string name) => new(name);

    public static Constant Number(string decimalText) => new(decimalText);

    public static Expression Exp(Expression x) => new Call(Function.Exp, x);

    public static Expression Expm1(Expression x) => new Call(Function.Expm1, x);

    /// <summary>exp(x) − 1 − x: near 0 its own series, where the difference would be nothing but rounding.</summary>
    public static Expression ExpRemainder(Expression x) => new Call(Function.ExpRemainder, x);

    public static Expression Log(Expression x) => new Call(Function.Log, x);

    public static Expression Log1p(Expression x) => new Call(Function.Log1p, x);

    public static Expression Sqrt(Expression x) => new Call(Function.Sqrt, x);

    public static Expression Tanh(Expression x) => new Call(Function.Tanh, x);

    public static Expression Erf(Expression x) => new Call(Function.Erf, x);

    public static Expression Sigmoid(Expression x) => new Call(Function.Sigmoid, x);

    public static Expression Softplus(Expression x) => new Call(Function.Softplus, x);

    public static Expression Abs(Expression x) => new Call(Function.Abs, x);

    public static Expression Max(Expression a, Expression b) => new Call(Function.Max, a, b);

    public static Expression Min(Expression a, Expression b) => new Call(Function.Min, a, b);

    /// <summary>log Γ(x).</summary>
    public static Expression LogGamma(Expression x) => new Call(Function.LogGamma, x);

    /// <summary>ψ(x).</summary>
    public static Expression Digamma(Expression x) => new Call(Function.Digamma, x);

    /// <summary>log((exp(x) − 1) / x), 0 at 0.</summary>
    public static Expression LogExpm1Ratio(Expression x) => new Call(Function.LogExpm1Ratio, x);

    /// <summary>1 + 1/(exp(x) − 1) − 1/x, ½ at 0.</summary>
    public static Expression LogExpm1RatioSlope(Expression x) => new Call(Function.LogExpm1RatioSlope, x);

    /// <summary>δ(x) = log Γ(x) − (x − ½) log x + x − ½ log 2π, so that log x! = ½ log 2πx + x log x − x + δ(x).</summary>
    public static Expression StirlingError(Expression x) => new Call(Function.StirlingError, x);

    /// <summary>δ'(x) = ψ(x) − log x + 1/2x.</summary>
    public static Expression StirlingErrorSlope(Expression x) => new Call(Function.StirlingErrorSlope, x);

    /// <summary>x log(x / λ) + λ − x: half the deviance of a count x from its mean λ.</summary>
    /// <param name="count">x, not negative.</param>
    /// <param name="logMean">log λ.</param>
    public static Expression PoissonDeviance(Expression count, Expression logMean) => new Call(Function.PoissonDeviance, count, logMean);

    /// <summary>x log(x / n p) + r log(r / n q) with n = x + r: half the deviance of x successes and r failures.</summary>
    /// <param name="successes">x, not negative.</param>
    /// <param name="failures">r, positive.</param>
    /// <param name="minusLogP">−log p.</param>
    /// <param name="minusLogQ">−log q; q = 1 − p.</param>
    public static Expression BinomialDeviance(
        Expression successes, Expression failures, Expression minusLogP, Expression minusLogQ) =>
        new Call(Function.BinomialDeviance, successes, failures, minusLogP, minusLogQ);

    /// <summary>log Σ exp(xᵢ): its derivatives are the softmax, exp(xᵢ − value).</summary>
    public static Expression LogSumExp(params Expression[] terms) => new Call(Function.LogSumExp, terms);

    /// <summary>exp(x − log Σ exp(xᵢ)), the softmax of one term.</summary>
    public static Expression Softmax(Expression term, Expression logSumExp) =>
        term.Core is Symbol symbol ? Named("softmax" + Wording.Capitalize(symbol.Name), Exp(term - logSumExp)) : Exp(term - logSumExp);

    /// <summary>x within a range; its derivative belongs to <see cref="Lowering.LimitTensor"/>.</summary>
    public static Expression Clamp(Expression x, int least, int greatest) => new Call(Function.Clamp, x, least, greatest);

    /// <summary>A gradient by a clamped value without what leads out of the range.</summary>
    public static Expression ClampGradient(Expression gradient, Expression clamped, int least, int greatest) =>
        new Call(Function.ClampGradient, gradient, clamped, least, greatest);

    public static Expression Square(Expression x) => new Power(x, 2);

    public static Expression Select(Condition condition, Expression whenTrue, Expression whenFalse) =>
        new Select(condition, whenTrue, whenFalse);

    public static Condition GreaterThan(Expression a, Expression b, string? name = null) =>
        new(Comparison.GreaterThan, a, b) { Name = name };

    public static Condition GreaterOrEqual(Expression a, Expression b, string? name = null) =>
        new(Comparison.GreaterOrEqual, a, b) { Name = name };

    public static Condition LessThan(Expression a, Expression b, string? name = null) => new(Comparison.LessThan, a, b) { Name = name };

    public static Condition LessOrEqual(Expression a, Expression b, string? name = null) =>
        new(Comparison.LessOrEqual, a, b) { Name = name };

    /// <summary>The value of x, with a derivative of zero.</summary>
    public static Expression StopGradient(Expression x) => new Call(Function.StopGradient, x);

    /// <summary>A name for the local, if the expression becomes one; a constant keeps its name in formulas, too.</summary>
    public static Expression Named(string name, Expression expression) =>
        expression is Constant constant ? new NamedConstant(name, name, constant.Value) : new Named(name, expression);
}
