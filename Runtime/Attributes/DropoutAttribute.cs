using System;

namespace VaeGen;

/// <summary>Dropout: in training each element becomes zero with a probability of <c>rate</c>: <c>[Dropout(0.2)]</c>.</summary>
/// <remarks>
/// h = in · m / (1 − rate), where m is 0 with probability rate and 1 otherwise, drawn anew for each element and step; so the mean stays.
/// Evaluation leaves everything as it is. It takes any shape and keeps it. Without an activation unless one is given. PyTorch:
/// <c>nn.Dropout(0.2)</c>. Source: Srivastava et al., Dropout (2014).
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="rate">The probability with which an element is dropped: from 0 to below 1.</param>
    public DropoutAttribute(double rate) => Rate = rate;

    /// <summary>The probability with which an element is dropped.</summary>
    public double Rate { get; }
}
