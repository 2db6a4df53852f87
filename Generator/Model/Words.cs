using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace VaeGen.Generator.Model;

/// <summary>The words that a model's attributes may be written in without a qualifier: the members of five enums of the language.</summary>
internal static class Words
{
    private static readonly Type[] Enums =
        [typeof(Distribution), typeof(Activation), typeof(Covariance), typeof(Scale), typeof(InputScaling)];

    /// <summary>The words of each enum, in the order of their declaration.</summary>
    public static ImmutableArray<(string Enum, ImmutableArray<string> Names)> ByEnum { get; } =
        [.. Enums.Select(type => (type.Name, Enum.GetNames(type).OrderBy(name => (int)Enum.Parse(type, name)).ToImmutableArray()))];

    private static readonly Dictionary<string, (string Enum, object Value)> ByName = Enums
        .SelectMany(type => Enum.GetNames(type).Select(name => (Name: name, Enum: type.Name, Value: (object)(int)Enum.Parse(type, name))))
        .ToDictionary(entry => entry.Name, entry => (entry.Enum, entry.Value));

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All => ByName.Keys;

    /// <summary>Whether the name is a word.</summary>
    public static bool Contains(string name) => ByName.ContainsKey(name);

    /// <summary>The enum of a word; null for any other name.</summary>
    public static string? EnumOf(string name) => ByName.TryGetValue(name, out (string Enum, object Value) word) ? word.Enum : null;

    /// <summary>The number behind a word; null for any other name.</summary>
    public static object? ValueOf(string name) => ByName.TryGetValue(name, out (string Enum, object Value) word) ? word.Value : null;

    /// <summary>The word as it is written where nothing of the user's can change its meaning; null for any other name.</summary>
    public static string? Qualify(string name) => EnumOf(name) is { } type ? $"global::VaeGen.{type}.{name}" : null;
}
