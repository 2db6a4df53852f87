using System;

namespace VaeGen;

/// <summary>Layer normalization: each example is brought to mean 0 and variance 1 over all of its elements, then scaled and
/// shifted.</summary>
/// <remarks>
/// h = (in − mean) / √(variance + 1e-5) · γ + β with the mean and the variance (divided by the number of elements) of one example's
/// elements; γ and β are learned, one for each element, and start at 1 and 0. It takes any shape of two or more elements and keeps it;
/// training and evaluation are the same. Without an activation unless one is given. PyTorch: <c>nn.LayerNorm((64, 7, 7))</c>. Source: Ba,
/// Kiros and Hinton, Layer Normalization (2016).
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute : LayerAttribute;
