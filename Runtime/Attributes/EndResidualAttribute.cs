using System;

namespace VaeGen;

/// <summary>Closes the block that <see cref="ResidualAttribute"/> opened: h = activation(in + f(in)). Without an activation unless one is
/// given.</summary>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class EndResidualAttribute : LayerAttribute;
