using System.Collections.Generic;

namespace VaeGen.Generator.Symbolics;

/// <summary>The locals before the loops of a method: constants and what depends on uniform values alone.</summary>
internal sealed class UniformLocals
{
    private readonly Dictionary<(string Name, string Literal), string> constants = [];
    private readonly Dictionary<Expression, string> values = [];
    private readonly List<string> declarations = [];

    public UniformLocals(LocalNames names) => Names = names;

    public LocalNames Names { get; }

    public IReadOnlyList<string> Declarations => declarations;

    public UniformLocals Copy()
    {
        UniformLocals copy = new(Names.Copy());
        copy.declarations.AddRange(declarations);
        foreach (KeyValuePair<(string, string), string> constant in constants)
            copy.constants.Add(constant.Key, constant.Value);

        foreach (KeyValuePair<Expression, string> value in values)
            copy.values.Add(value.Key, value.Value);

        return copy;
    }

    public bool TryGetValue(Expression value, out string name) => values.TryGetValue(value, out name!);

    public void Add(Expression value, string name, string code)
    {
        values.Add(value, name);
        declarations.Add($"TVector {name} = {code};");
    }

    /// <summary>The local of a constant; zero needs none.</summary>
    public string Constant(string wish, string literal, bool isZero)
    {
        if (isZero)
            return "TVector.Zero";

        if (!constants.TryGetValue((wish, literal), out string? name))
        {
            name = Names.Take(wish);
            constants.Add((wish, literal), name);
            declarations.Add($"TVector {name} = TVector.Broadcast({literal});");
        }

        return name;
    }
}
