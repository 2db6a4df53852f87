using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Objectives;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Integration.Tests.Extensions;

/// <summary>The reconstruction and a quarter of the KL, the mean over three draws.</summary>
internal sealed class TemperedObjective : Objective
{
    public override int Samples => 3;

    public override Tensor Of(Bound bound) => Bound.Combined(
        "temperedLoss", Bound.Total(bound.Reconstructions) + (Bound.Total(bound.Kls) / 4),
        [.. bound.Reconstructions.Concat(bound.Kls)]);
}
