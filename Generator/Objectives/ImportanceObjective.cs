using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Objectives;

/// <summary>The negative importance weighted bound (Burda, Grosse and Salakhutdinov 2016): −log of the mean of p(x, z)/q(z|x) over the
/// draws.</summary>
/// <param name="samples">Draws for each example.</param>
internal sealed class ImportanceObjective(int samples) : Objective
{
    public override int Samples => samples;

    public override Tensor Of(Bound bound)
    {
        Tensor logWeight = bound.LogWeight();
        if (samples == 1)
            return Bound.Combined("importanceLoss", -new Symbol(logWeight.Symbol), [logWeight]);
        Tensor total = RowSpaces.LogSumExp("logTotal", logWeight);
        return Bound.Combined("importanceLoss", Scalar.Log(samples) - new Symbol(total.Symbol), [total]);
    }
}
