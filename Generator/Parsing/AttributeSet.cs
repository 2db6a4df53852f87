using System.Collections.Immutable;
using System.Globalization;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>What the parsers of the single attributes share: the attributes, the problems, and whether the compiler has bound all of
/// them.</summary>
/// <param name="modelName">The class, for messages.</param>
/// <param name="attributes">The model attributes in source order.</param>
/// <param name="problems">Collects what is wrong.</param>
/// <param name="complete">Whether every attribute of the class bound; if not, none is reported as missing.</param>
internal sealed class AttributeSet(string modelName, ImmutableArray<AttributeUse> attributes, ModelProblems problems, bool complete)
{
    /// <summary>The model attributes in source order; <see cref="ArgumentLocation.Attribute"/> is an index of it.</summary>
    public ImmutableArray<AttributeUse> Attributes => attributes;

    /// <summary>Whether every attribute of the class bound.</summary>
    public bool IsComplete => complete;

    /// <summary>The attribute, if it is there and the compiler has accepted it.</summary>
    public AttributeUse? Find(string name) => attributes.Find(name) is { IsMalformed: false } use ? use : null;

    /// <summary>Reports an attribute that is missing, with the one to write.</summary>
    public void Missing(string id, string what, string attributeToAdd)
    {
        if (complete)
            problems.Add(id, ArgumentLocation.None, modelName, what, attributeToAdd);
    }

    /// <summary>Reports a place in the attributes.</summary>
    public void Report(string id, ArgumentLocation at, params string[] arguments) => problems.Add(id, at, arguments);

    /// <summary>A number as messages show it.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
