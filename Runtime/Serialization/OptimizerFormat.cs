using System;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>How the state of an optimizer stands in a file: its name in the metadata, and the names of its moments.</summary>
/// <param name="Rule">The optimizer.</param>
/// <param name="Name">Its name in the metadata.</param>
/// <param name="Prefix">What the names of its moments begin with, before <c>m.</c> and <c>v.</c> and the parameter.</param>
/// <param name="HasFirstMoments">Whether it keeps m.</param>
internal sealed record OptimizerFormat(UpdateRule Rule, string Name, string Prefix, bool HasFirstMoments)
{
    private static readonly OptimizerFormat[] All =
    [
        new(UpdateRule.Adam, "adam", "adam.", HasFirstMoments: true),
        new(UpdateRule.AdamW, "adamw", "adamw.", HasFirstMoments: true),
        new(UpdateRule.RmsProp, "rmsprop", "rmsprop.", HasFirstMoments: false),
        new(UpdateRule.CentredRmsProp, "centred_rmsprop", "rmsprop.", HasFirstMoments: true),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names => string.Join(", ", Array.ConvertAll(All, format => format.Name));

    /// <summary>The format of a rule.</summary>
    public static OptimizerFormat Of(UpdateRule rule) => Array.Find(All, format => format.Rule == rule)!;

    /// <summary>The format of that name, or null.</summary>
    public static OptimizerFormat? Find(string name) => Array.Find(All, format => format.Name == name);

    /// <summary>The name of a parameter's m.</summary>
    public string FirstMoment(string parameter) => $"{Prefix}m.{parameter}";

    /// <summary>The name of a parameter's v.</summary>
    public string SecondMoment(string parameter) => $"{Prefix}v.{parameter}";

    /// <summary>Whether a tensor of that name is a moment of any optimizer.</summary>
    public static bool IsMoment(string tensor) => Array.Exists(
        All, format => tensor.StartsWith(format.FirstMoment(""), StringComparison.Ordinal)
        || tensor.StartsWith(format.SecondMoment(""), StringComparison.Ordinal));
}
