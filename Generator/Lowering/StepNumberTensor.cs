using System;
using System.Globalization;

namespace VaeGen.Generator.Lowering;

/// <summary>A number of the step, such as a temperature or the weight of a term of the loss: the runtime sets it before each run of the
/// network.</summary>
/// <param name="name">Its name, by which the runtime knows it.</param>
/// <param name="initial">What it is until somebody sets it.</param>
internal sealed class StepNumberTensor(string name, double initial) : LeafTensor(name, [])
{
    public double Initial => initial;

    public override string Field => Name + "Number";

    /// <summary>The code that makes it known to the network.</summary>
    public string Declaration => $"(\"{Name}\", {initial.ToString("R", CultureInfo.InvariantCulture)})";

    public override string Formula(Func<Tensor, string> letter) =>
        $"set before each step, {initial.ToString("R", CultureInfo.InvariantCulture)} at first";

    public override string ScalarCode(string elementType, Func<Axis, string> positions) => Field + ".Value";
}
