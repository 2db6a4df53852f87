using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Objectives;

/// <summary>The negative ELBO (Kingma and Welling 2014): reconstruction and KL, the mean over the draws.</summary>
/// <param name="samples">Draws for each example.</param>
internal sealed class ElboObjective(int samples = 1) : Objective
{
    public override int Samples => samples;

    public override bool IsBound => true;

    public override Tensor Of(Bound bound)
    {
        Tensor[] terms = [.. bound.Reconstructions.Concat(bound.Kls)];
        return Bound.Combined("bound", Bound.Total(terms), terms);
    }
}
