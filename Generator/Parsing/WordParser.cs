using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Holds the user's own members against the words of the language, which are constants of every model.</summary>
internal static class WordParser
{
    /// <summary>Reports words that the class or a base class of its own has taken, and gives those that cannot be declared in it.</summary>
    public static EquatableArray<string> Check(HostParser host, ModelProblems problems)
    {
        HashSet<string> taken = [];
        foreach (ISymbol member in host.Type.UserMembers().Where(member => Words.Contains(member.Name)))
        {
            if (taken.Add(member.Name))
                problems.Add(DiagnosticIds.WordTaken, member.Locations[0], member.Name, host.Type.Name, "rename this one");
        }

        foreach (INamedTypeSymbol type in host.Type.OwnBases())
        {
            if (ModelAttributes.IsModel(type))
            {
                // It has the words of its own, and gives them on where it has them from the runtime.
                taken.UnionWith(type.OwnBases().Any() ? [] : Words.All);
                break;
            }

            foreach (ISymbol member in type.GetMembers().Where(member => Words.Contains(member.Name) && member.IsReachableFrom(host.Type)))
            {
                if (taken.Add(member.Name))
                {
                    problems.Add(
                        DiagnosticIds.WordTaken, MemberParser.BaseOf(host), type.Name + "." + member.Name, host.Type.Name,
                        "rename the one of the base class, or derive from another class");
                }
            }
        }

        if (Words.Contains(host.Type.Name))
            taken.Add(host.Type.Name);
        return Words.All.Where(taken.Contains).ToEquatableArray();
    }
}
