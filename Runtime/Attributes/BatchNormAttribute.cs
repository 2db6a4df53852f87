using System;

namespace VaeGen;

/// <summary>Batch normalization: each channel is brought to mean 0 and variance 1 over the batch and the grid, then scaled and
/// shifted.</summary>
/// <remarks>
/// h = (in − mean) / √(variance + 1e-5) · γ + β for each channel of a volume, or each unit of a vector; γ and β are learned and start at 1
/// and
/// 0. Training takes mean and variance (divided by the number of elements) of the batch, and leads running ones after them, which start at
/// 0 and
/// 1 and move by a tenth of the way with each batch (the running variance is divided by the number less one). Evaluation takes the running
/// ones. It keeps the shape. Without an activation unless one is given. PyTorch: <c>nn.BatchNorm2d(64)</c>, <c>nn.BatchNorm1d(256)</c> over
/// a vector. Source: Ioffe and Szegedy, Batch Normalization (2015).
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute : LayerAttribute;
