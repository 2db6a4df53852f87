using System.Collections.Generic;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>What has to be said beside a result, in one sentence each.</summary>
internal static class ResultWarnings
{
    public const string GrayPixels =
        "The pixels are gray and the likelihood is Bernoulli: the number compares code and is no likelihood (DataSet.Binarize gives zeros and ones).";

    public const string NoFusedMultiplyAdd =
        "This machine has no fused multiply-add: the results are the same to the bit, and many times slower.";

    /// <summary>The warnings on any number that comes from this model and this data.</summary>
    public static IReadOnlyList<string> For(ModelDescription model, DataSet data)
    {
        List<string> warnings = [];
        if (model.Likelihood == Distribution.Bernoulli && !data.IsBinary)
            warnings.Add(GrayPixels);
        if (!VectorWidths.HasFusedMultiplyAdd)
            warnings.Add(NoFusedMultiplyAdd);
        return warnings;
    }
}
