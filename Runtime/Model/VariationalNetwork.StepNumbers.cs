using System;
using System.Collections.Generic;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>The numbers of the step.</summary>
public abstract partial class VariationalNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, StepNumber<T>> stepNumbers = new(StringComparer.Ordinal);

    /// <summary>The numbers of the step by their names in the model's program. Whoever runs the network sets them before.</summary>
    public IReadOnlyDictionary<string, StepNumber<T>> StepNumbers => stepNumbers;
}
