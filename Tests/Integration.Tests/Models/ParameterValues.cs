using System;
using System.Collections.Generic;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Models;

/// <summary>Parameters that are zero but for a few, by name.</summary>
internal static class ParameterValues
{
    /// <summary>Sets every value of the named parameters, and zero everywhere else.</summary>
    /// <exception cref="KeyNotFoundException">The model has no such parameter.</exception>
    public static void SetOnly<T>(this ModelProbe<T> probe, params ReadOnlySpan<(string Name, double Value)> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] all = new double[probe.Count];
        foreach ((string name, double value) in values)
        {
            int first = 0;
            foreach (Parameter<T> parameter in probe.Network.Parameters.All)
            {
                if (parameter == probe.Network.Parameters[name])
                    all.AsSpan(first, parameter.Count).Fill(value);
                first += parameter.Count;
            }
        }

        probe.SetParameters(all);
    }
}
