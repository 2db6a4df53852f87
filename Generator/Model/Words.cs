using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace VaeGen.Generator.Model;

/// <summary>The words that a model's attributes may be written in without a qualifier: the members of four enums of the language.</summary>
internal static class Words
{
    private static readonly Type[] Enums = [typeof(Distribution), typeof(Activation), typeof(Covariance), typeof(Scale)];

    /// <summary>The words of each enum, in the order of their declaration.</summary>
    public static ImmutableArray<(string Enum, ImmutableArray<string> Names)> ByEnum { get; } =
        [.. Enums.Select(type => (type.Name, Enum.GetNames(type).OrderBy(name => (int)Enum.Parse(type, name)).ToImmutableArray()))];

    private static readonly Dictionary<string, string> Qualified =
        ByEnum.SelectMany(entry => entry.Names.Select(name => (name, text: $"global::VaeGen.{entry.Enum}.{name}"))).ToDictionary(entry => entry.name, entry => entry.text);

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All => Qualified.Keys;

    /// <summary>Whether the name is a word.</summary>
    public static bool Contains(string name) => Qualified.ContainsKey(name);

    /// <summary>The word as it is written where nothing of the user's can change its meaning; null for any other name.</summary>
    public static string? Qualify(string name) => Qualified.TryGetValue(name, out string text) ? text : null;
}
