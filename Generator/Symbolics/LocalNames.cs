using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>Names of locals, unique in a block and never a keyword.</summary>
internal sealed class LocalNames
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    private readonly HashSet<string> taken;
    private readonly HashSet<string> takenInside;

    public LocalNames(IEnumerable<string> reserved)
        : this(reserved, [])
    {
    }

    private LocalNames(IEnumerable<string> taken, IEnumerable<string> takenInside)
    {
        this.taken = [.. taken];
        this.takenInside = [.. takenInside];
    }

    public LocalNames Copy() => new(taken, takenInside);

    /// <summary>The names of a scope inside: what is taken here is taken there; its neighbours' names are free.</summary>
    public LocalNames Inner() => new(taken, []);

    public void Reserve(string name) => taken.Add(name);

    /// <summary>Keeps a name of an inner scope from being declared out here.</summary>
    public void ReserveInside(string name) => takenInside.Add(name);

    /// <summary>The first of the wishes that is free, else the last with a number.</summary>
    public string Take(params string[] wishes)
    {
        string? free = wishes.FirstOrDefault(IsFree);
        for (int number = 2; free is null; number++)
        {
            string numbered = wishes[wishes.Length - 1] + number.ToString(CultureInfo.InvariantCulture);
            free = IsFree(numbered) ? numbered : null;
        }

        taken.Add(free);
        return free;
    }

    private bool IsFree(string name) => !taken.Contains(name) && !takenInside.Contains(name) && !Keywords.Contains(name);
}
