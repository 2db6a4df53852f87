using System.Globalization;
using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>
/// The namespace that holds the network of one model and nothing else. Its usings stand inside, so C# finds every name of emitted code
/// there, before it comes to anything of the user's: types and namespaces around the model, global usings, aliases.
/// </summary>
/// <remarks>
/// It is unique: a class of a namespace has its name alone there, and types around a class would collide with other names where a user has
/// underscores in his, so that such a model has the hash of its full name behind it.
/// </remarks>
internal static class NetworkNamespace
{
    private const string Root = "VaeGen.Generated";

    /// <summary>The namespace of a model's network.</summary>
    public static string Of(HostSpec host)
    {
        string parent = host.Namespace.Length == 0 ? Root : $"{Root}.{host.Namespace}";
        if (host.ContainingTypes.Count == 0)
            return $"{parent}.{host.Name}";
        string types = string.Join("_", host.ContainingTypes.Select(type => type.Name).Append(host.Name)).Replace("@", "");
        return $"{parent}.{types}_{Hash(host).ToString("x8", CultureInfo.InvariantCulture)}";
    }

    /// <summary>FNV-1a over the UTF-16 units, which is the same in every process and framework.</summary>
    private static uint Hash(HostSpec host)
    {
        uint hash = 2166136261;
        foreach (char c in string.Join("+", host.ContainingTypes.Select(type => type.Name).Append(host.Name)))
            hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
