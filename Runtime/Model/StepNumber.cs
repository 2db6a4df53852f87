using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>A number that the emitted code reads and that stays the same within a step: a temperature, or the weight of a term of the
/// loss.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepNumber<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Its value in the next run of the network.</summary>
    public T Value { get; set; }
}
