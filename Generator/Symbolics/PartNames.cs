using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>The names of the parts of a block, by the structure of the part.</summary>
internal sealed class PartNames
{
    private readonly Representatives representatives = new();
    private readonly Dictionary<Expression, string> names = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expression, string> descriptions = new(ReferenceComparer.Instance);

    /// <summary>The node that stands for all of that structure; tables of the block are keyed by it.</summary>
    public Expression Key(Expression expression) => representatives.Of(expression);

    /// <summary>The name of a part; null where it has none.</summary>
    public string? Find(Expression expression) => names.TryGetValue(Key(expression), out string? name) ? name : null;

    /// <summary>The part read aloud, from the names within it.</summary>
    public string Describe(Expression expression)
    {
        Expression key = Key(expression);
        if (!descriptions.TryGetValue(key, out string? description))
        {
            description = Wording.Describe(key, part => ReferenceEquals(Key(part), key) ? null : Find(part));
            descriptions.Add(key, description);
        }

        return description;
    }

    /// <summary>Adds the names within an expression, the outermost first: they are closer to what the author meant.</summary>
    public void AddFrom(Expression expression)
    {
        foreach (Expression node in expression.Nodes().Reverse())
        {
            if (node is Named named)
                Add(named.Expression, named.Name);
            else if (node is Condition { Name: { } name })
                Add(node, name);
        }
    }

    /// <summary>Adds a name; what has one keeps it. A minus sign is not part of a local, so that a negated part is named without
    /// it.</summary>
    public void Add(Expression part, string name)
    {
        const string Minus = "minus";
        bool isNegated = VectorPreparation.IsNegation(part);
        if (isNegated && !name.StartsWith(Minus, StringComparison.Ordinal))
            return;
        Expression key = Key(isNegated ? ((Product)part.Core).Rest : part);
        if (key is Symbol or Constant or NamedConstant || names.ContainsKey(key))
            return;
        names.Add(key, isNegated ? char.ToLowerInvariant(name[Minus.Length]) + name.Substring(Minus.Length + 1) : name);
    }
}
