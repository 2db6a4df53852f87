using System;

namespace VaeGen;

/// <summary>Options of the whole model: <c>[Model(Precision = Precision.Double)]</c>. Without the attribute every option has its
/// default.</summary>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = false, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>The floating-point type of weights, data and results; <see cref="Precision.Single"/> when not given.</summary>
    public Precision Precision { get; set; } = Precision.Single;
}
