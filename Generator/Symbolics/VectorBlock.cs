using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>One attempt to write a block: which parts are locals, in which order, under which names.</summary>
internal sealed class VectorBlock
{
    // A line that no local makes shorter may be a little longer than others before it is broken.
    private const int Tolerance = 6;

    private readonly IReadOnlyList<VectorOutput> outputs;
    private readonly VectorPreparation preparation;
    private readonly VectorBlockContext context;
    private readonly ISet<Expression> extraLocals;
    private readonly Dictionary<Expression, int> uses = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expression, string> outputNames = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expression, string> locals = new(ReferenceComparer.Instance);
    private readonly List<string> lines = [];
    private readonly List<Expression> tooLong = [];
    private readonly LocalNames names;

    public VectorBlock(
        IReadOnlyList<VectorOutput> outputs, VectorPreparation preparation, VectorBlockContext context, UniformLocals uniform,
        ISet<Expression> extraLocals)
    {
        this.outputs = outputs;
        this.preparation = preparation;
        this.context = context;
        this.extraLocals = extraLocals;
        Uniform = uniform;
        names = uniform.Names.Inner();
        foreach (VectorOutput output in outputs)
        {
            Use(output.Value.Core);
            if (output.Statement is null)
            {
                names.Reserve(output.Name);
                uniform.Names.ReserveInside(output.Name);
                if (CanBeLocal(output.Value.Core) && !preparation.IsUniform(output.Value) && !outputNames.ContainsKey(Key(output.Value)))
                    outputNames.Add(Key(output.Value), output.Name);
            }
        }
    }

    public IEnumerable<string> Lines => lines.SelectMany(line => LineBreaks.Wrap(line, context.LineWidth + Tolerance));

    public UniformLocals Uniform { get; }

    /// <summary>Parts of the lines that are too long, which should become locals; none where every line fits.</summary>
    public IReadOnlyList<Expression> TooLong => tooLong;

    public void Write()
    {
        foreach (VectorOutput output in outputs)
        {
            Expression value = output.Value.Core;
            if (output.Statement is not null)
                AddLine(text => output.Statement.Replace("{0}", text), value, IsLocal(value));
            else if (outputNames.TryGetValue(Key(value), out string? name) && name == output.Name)
                Local(value);
            else
                AddLine(text => $"TVector {output.Name} = {text};", value, HasLocal(value));
        }
    }

    /// <summary>The local of an expression if it has one, declared on the way where that is still to be done.</summary>
    public string? FindLocal(Expression expression) =>
        IsUniformPart(expression) ? UniformLocal(expression) : IsLocal(expression) ? Local(expression) : null;

    /// <summary>Whether the expression has, or will have, a local.</summary>
    public bool HasLocal(Expression expression) => IsUniformPart(expression) || IsLocal(expression);

    public bool HasName(Expression expression) => context.Names.Find(expression) is not null;

    /// <summary>What the local of an expression would be called.</summary>
    public string Describe(Expression expression) => context.Names.Describe(expression);

    /// <summary>The local of a part of the values, as it stands in them, if it has become one.</summary>
    public string? LocalOf(Expression part)
    {
        Expression prepared = preparation.PreparePart(part).Core;
        return locals.TryGetValue(Key(prepared), out string? local) || Uniform.TryGetValue(prepared, out local) ? local : null;
    }

    public string Symbol(string name) => context.SymbolCode(name);

    public string Constant(Rational value, string name)
    {
        string local = Uniform.Constant(name, context.Format.Spelling(value), value.IsZero);
        names.Reserve(local);
        return local;
    }

    private static bool CanBeLocal(Expression expression) =>
        expression is not Symbolics.Symbol && !VectorPreparation.IsConstant(expression) && !VectorPreparation.IsNegation(expression);

    private bool IsLocal(Expression expression) => CanBeLocal(expression)
        && (uses[Key(expression)] > 1 || outputNames.ContainsKey(Key(expression)) || extraLocals.Contains(Key(expression)));

    private Expression Key(Expression expression) => context.Names.Key(expression);

    private bool IsUniformPart(Expression expression) =>
        CanBeLocal(expression) && preparation.IsUniform(expression) && !outputNames.ContainsKey(Key(expression));

    private string Local(Expression expression)
    {
        if (!locals.TryGetValue(Key(expression), out string? name))
        {
            name = outputNames.TryGetValue(Key(expression), out string? outputName) ? outputName : names.Take(Wishes(expression));
            Uniform.Names.ReserveInside(name);
            AddLine(text => $"TVector {name} = {text};", expression, false);
            locals.Add(Key(expression), name);
        }

        return name;
    }

    private string UniformLocal(Expression expression)
    {
        if (!Uniform.TryGetValue(expression, out string name))
        {
            string code = new VectorWriter(this).Define(expression);
            name = Uniform.Names.Take(Wishes(expression));
            names.Reserve(name);
            Uniform.Add(expression, name, code);
        }

        return name;
    }

    private string[] Wishes(Expression expression) =>
        context.Names.Find(expression) is { } name ? [name, Describe(expression)] : [Describe(expression)];

    private void AddLine(Func<string, string> statement, Expression value, bool mayRefer)
    {
        VectorWriter writer = new(this);
        string line = statement(mayRefer ? writer.Refer(value) : writer.Define(value));
        lines.Add(line);
        tooLong.AddRange(writer.PartsToDeclare(line.Length, context.LineWidth));
    }

    // A minus sign is written wherever it is used; what it stands before counts as used there.
    private void Use(Expression expression)
    {
        if (VectorPreparation.IsNegation(expression))
        {
            Use(((Product)expression).Rest.Core);
            return;
        }

        Expression key = Key(expression);
        bool seen = uses.TryGetValue(key, out int count);
        uses[key] = count + 1;
        if (!seen)
        {
            foreach (Expression operand in expression.Operands)
                Use(operand.Core);
        }
    }
}
