using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>One attempt to write a block: which parts are locals, in which order, under which names.</summary>
internal sealed class VectorBlock
{
    private readonly IReadOnlyList<VectorOutput> outputs;
    private readonly VectorPreparation preparation;
    private readonly VectorBlockContext context;
    private readonly ISet<Expression> extraLocals;
    private readonly Dictionary<Expression, int> uses = [];
    private readonly Dictionary<Expression, string> hints = [];
    private readonly Dictionary<Expression, string> outputNames = [];
    private readonly Dictionary<Expression, string> locals = [];
    private readonly Dictionary<Expression, bool> uniformity = [];
    private readonly List<string> lines = [];
    private readonly LocalNames names;

    public VectorBlock(
        IReadOnlyList<VectorOutput> outputs, VectorPreparation preparation, VectorBlockContext context, UniformLocals uniform, ISet<Expression> extraLocals)
    {
        this.outputs = outputs;
        this.preparation = preparation;
        this.context = context;
        this.extraLocals = extraLocals;
        Uniform = uniform;
        names = uniform.Names.Inner();
        foreach (VectorOutput output in outputs)
        {
            CollectHints(output.Value);
            Use(output.Value.Core);
            if (output.Statement is null)
            {
                names.Reserve(output.Name);
                uniform.Names.ReserveInside(output.Name);
                if (CanBeLocal(output.Value.Core) && !preparation.IsUniform(output.Value) && !outputNames.ContainsKey(output.Value.Core))
                {
                    outputNames.Add(output.Value.Core, output.Name);
                }
            }
        }
    }

    public IReadOnlyList<string> Lines => lines;

    public UniformLocals Uniform { get; }

    /// <summary>A part of the first line that is too long which should become a local; null where every line fits.</summary>
    public Expression? TooLong { get; private set; }

    public void Write()
    {
        foreach (VectorOutput output in outputs)
        {
            Expression value = output.Value.Core;
            if (output.Statement is not null)
            {
                AddLine(text => output.Statement.Replace("{0}", text), value, IsLocal(value));
            }
            else if (outputNames.TryGetValue(value, out string? name) && name == output.Name)
            {
                Local(value);
            }
            else
            {
                AddLine(text => $"TVector {output.Name} = {text};", value, HasLocal(value));
            }
        }
    }

    /// <summary>The local of an expression if it has one, declared on the way where that is still to be done.</summary>
    public string? FindLocal(Expression expression) => IsUniformPart(expression) ? UniformLocal(expression) : IsLocal(expression) ? Local(expression) : null;

    /// <summary>Whether the expression has, or will have, a local.</summary>
    public bool HasLocal(Expression expression) => IsUniformPart(expression) || IsLocal(expression);

    public bool HasHint(Expression expression) => hints.ContainsKey(expression);

    public string Symbol(string name) => context.SymbolCode(name);

    public string Constant(Rational value, string name)
    {
        string local = Uniform.Constant(name, context.Format.Literal(value), value.IsZero);
        names.Reserve(local);
        return local;
    }

    private static bool CanBeLocal(Expression expression) =>
        expression is not Symbolics.Symbol && !VectorPreparation.IsConstant(expression) && !VectorPreparation.IsNegation(expression);

    private bool IsLocal(Expression expression) => CanBeLocal(expression)
        && (uses[expression] > 1 || outputNames.ContainsKey(expression) || extraLocals.Contains(expression));

    private bool IsUniformPart(Expression expression)
    {
        if (!CanBeLocal(expression) || outputNames.ContainsKey(expression))
        {
            return false;
        }

        if (!uniformity.TryGetValue(expression, out bool isUniform))
        {
            isUniform = preparation.IsUniform(expression);
            uniformity.Add(expression, isUniform);
        }

        return isUniform;
    }

    private string Local(Expression expression)
    {
        if (!locals.TryGetValue(expression, out string? name))
        {
            string[] wishes = hints.TryGetValue(expression, out string? hint)
                ? [hint, LocalNames.Describe(expression)]
                : [LocalNames.Describe(expression)];
            name = outputNames.TryGetValue(expression, out string? outputName) ? outputName : names.Take(wishes);
            Uniform.Names.ReserveInside(name);
            AddLine(text => $"TVector {name} = {text};", expression, false);
            locals.Add(expression, name);
        }

        return name;
    }

    private string UniformLocal(Expression expression)
    {
        if (!Uniform.TryGetValue(expression, out string name))
        {
            string code = new VectorWriter(this).Define(expression);
            string described = LocalNames.Describe(expression);
            string wish = hints.TryGetValue(expression, out string? hint) ? hint : described;
            name = Uniform.Names.Take(wish, described);
            names.Reserve(name);
            Uniform.Add(expression, name, code);
        }

        return name;
    }

    private void AddLine(Func<string, string> statement, Expression value, bool mayRefer)
    {
        VectorWriter writer = new(this);
        string line = statement(mayRefer ? writer.Refer(value) : writer.Define(value));
        lines.Add(line);
        if (line.Length > context.LineWidth && TooLong is null)
        {
            TooLong = writer.PartToDeclare(line.Length, context.LineWidth);
        }
    }

    private void CollectHints(Expression expression)
    {
        // Outermost names first: they are closer to what the author meant.
        foreach (Expression node in expression.Nodes().Reverse())
        {
            if (node is Named named && !hints.ContainsKey(named.Core))
            {
                hints.Add(named.Core, named.Name);
            }
        }
    }

    // A minus sign is written wherever it is used; what it stands before counts as used there.
    private void Use(Expression expression)
    {
        if (VectorPreparation.IsNegation(expression))
        {
            Use(((Product)expression).Rest.Core);
            return;
        }

        bool seen = uses.TryGetValue(expression, out int count);
        uses[expression] = count + 1;
        if (!seen)
        {
            foreach (Expression operand in expression.Operands)
            {
                Use(operand.Core);
            }
        }
    }
}
