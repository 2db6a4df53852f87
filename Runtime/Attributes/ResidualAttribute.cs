using System;

namespace VaeGen;

/// <summary>
/// Opens a residual block, in + f(in): the layers that follow, up to <see cref="EndResidualAttribute"/>, are f. Blocks may stand inside
/// blocks.
/// </summary>
/// <remarks>
/// f has one layer or more and gives the shape that goes in. PyTorch has no layer for it: <c>x + block(x)</c>, where <c>block</c> is an
/// <c>nn.Sequential</c>. Source: He et al., Deep Residual Learning for Image Recognition (2016).
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class ResidualAttribute : Attribute;
