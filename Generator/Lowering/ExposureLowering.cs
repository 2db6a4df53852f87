using VaeGen.Generator.Model;

namespace VaeGen.Generator.Lowering;

/// <summary>The exposure of each example: what its counts are counts of, relative to an average example of the training data. The runtime
/// finds it in x, before anything is computed.</summary>
/// <param name="Column">The column of x that holds it; null where it is the total of all.</param>
/// <param name="LogOfExample">Its logarithm for each example.</param>
/// <param name="Means">The mean of each element of x in the training data.</param>
internal sealed record ExposureLowering(int? Column, DataTensor LogOfExample, ParameterTensor Means)
{
    /// <summary>The exposure that a likelihood asks for; null for none.</summary>
    public static ExposureLowering? Of(LikelihoodSpec likelihood, NetworkLowering decoder, Axis features) =>
        likelihood.Exposure is { } given
        ? new ExposureLowering(
            given == Exposure.RowTotal ? null : given,
            new DataTensor("logExposure", Axis.Batch) { Source = "Batch.LogExposures" },
            decoder.RunningMean("exposureMean", "exposure_mean", features))
        : null;
}
