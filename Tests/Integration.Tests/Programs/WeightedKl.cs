using VaeGen.Generator.Lowering;
using VaeGen.Generator.Objectives;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Integration.Tests.Programs;

/// <summary>The bound with a number of the step before the KL.</summary>
internal sealed class WeightedKl : Objective
{
    private readonly StepNumberTensor weight = new("klWeight", 1);

    public override Tensor Of(Bound bound)
    {
        Tensor reconstruction = bound.Reconstructions[0];
        Tensor kl = bound.Kls[0];
        return Bound.Combined(
            "weightedBound", new Symbol(reconstruction.Symbol) + (new Symbol(weight.Symbol) * new Symbol(kl.Symbol)),
            [reconstruction, kl, weight]);
    }
}
