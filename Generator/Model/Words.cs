using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;

namespace VaeGen.Generator.Model;

/// <summary>The words that a model's attributes may be written in without a qualifier: the members of the enums of the language, and its
/// constants.</summary>
internal static class Words
{
    private static readonly Type[] Types =
    [
        typeof(Distribution), typeof(Activation), typeof(Covariance), typeof(Scale), typeof(InputScaling), typeof(Exposure),
    ];

    /// <summary>The words of each type, in the order of their declaration.</summary>
    public static ImmutableArray<(WordType Type, ImmutableArray<string> Names)> ByType { get; } =
        [.. Types.Select(type => (new WordType(type.Name, type.IsEnum), Members(type).Select(member => member.Name).ToImmutableArray()))];

    private static readonly Dictionary<string, (WordType Type, object Value)> ByName = Types
        .SelectMany(type => Members(type).Select(member => (member.Name, Type: new WordType(type.Name, type.IsEnum), member.Value)))
        .ToDictionary(entry => entry.Name, entry => (entry.Type, entry.Value));

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All => ByName.Keys;

    /// <summary>Whether the name is a word.</summary>
    public static bool Contains(string name) => ByName.ContainsKey(name);

    /// <summary>The type that a word belongs to; null for any other name.</summary>
    public static WordType? TypeOf(string name) => ByName.TryGetValue(name, out (WordType Type, object Value) word) ? word.Type : null;

    /// <summary>The number behind a word; null for any other name.</summary>
    public static object? ValueOf(string name) => ByName.TryGetValue(name, out (WordType Type, object Value) word) ? word.Value : null;

    /// <summary>The word as it is written where nothing of the user's can change its meaning; null for any other name.</summary>
    public static string? Qualify(string name) => TypeOf(name) is { } type ? $"{type.Qualified}.{name}" : null;

    private static IEnumerable<(string Name, object Value)> Members(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (field.Name, Value: (object)Convert.ToInt32(field.GetRawConstantValue())))
        .OrderBy(member => (int)member.Value);
}

/// <summary>The type that words belong to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsEnum">Whether it is an enum; otherwise its words are numbers.</param>
internal sealed record WordType(string Name, bool IsEnum)
{
    /// <summary>The type as it is written anywhere.</summary>
    public string Qualified => "global::VaeGen." + Name;

    /// <summary>The type of a constant with the value of one of its words.</summary>
    public string OfConstants => IsEnum ? Qualified : "int";
}
