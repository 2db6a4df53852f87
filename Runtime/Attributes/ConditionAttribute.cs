using System;

namespace VaeGen;

/// <summary>
/// Makes the model conditional on an observed class c: <c>[Condition(10)]</c> gives q(z given x, c) and p(x given z, c) with ten classes,
/// and samples of a chosen class.
/// </summary>
/// <remarks>
/// <para>The class enters both networks where their first dense layer (or, without one, their dense head) reads its input: as if one
/// element a class, 1 for the example's own and 0 for the others, stood behind it. Its weights have a name of their own in files,
/// <c>encoder.0.condition.weight</c> [outputs, classes], as <c>torch.nn.Linear(classes, outputs, bias=False)</c> beside the layer.</para>
/// <para>Training and evaluation take the class from the labels of the data set. See Sohn, Lee and Yan, <i>Learning structured output
/// representation using deep conditional generative models</i> (2015).</para>
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = false, Inherited = false)]
public sealed class ConditionAttribute : Attribute
{
    /// <summary>Names the number of classes.</summary>
    /// <param name="classes">How many classes there are, from 2 to 65536: labels are 0 to <paramref name="classes"/> − 1.</param>
    public ConditionAttribute(int classes) => Classes = classes;

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }
}
