using System.Collections.Generic;
using System.Collections.Immutable;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>A mistake in the emitted code of <see cref="VolumeMutant"/>.</summary>
/// <param name="Name">The mistake.</param>
/// <param name="Check">The check that has to notice it.</param>
/// <param name="Edits">What it changes.</param>
internal sealed record VolumeMutation(string Name, string Check, params ImmutableArray<Edit> Edits);

/// <summary>
/// Mistakes in convolutions, windows and normalizations. A mistake in one direction alone is for the gradient check; where forward and
/// backward share it, as they share maps, only the definitions tell.
/// </summary>
internal static class VolumeMutationTable
{
    private const string Skipped = " + dh8 * scale8 * inverseDeviation8 + scaledDSquares8";

    public static IReadOnlyList<VolumeMutation> All { get; } =
    [
        // Forward.
        new("a convolution by flipped taps", "Gradient",
            new Edit("(worker, h5Batch, h6Map, encoder5_0Weight, tile)", "(worker, h5Batch, h6Map.Reversed, encoder5_0Weight, tile)")),
        new("a convolution of an image without its bias", "Gradient",
            new Edit("TVector a1 = a1Product + b1;", "TVector a1 = a1Product;", Count: 2)),
        new("a transposed convolution less its bias", "Gradient",
            new Edit("TVector a10 = a10Product + b10;", "TVector a10 = a10Product - b10;")),
        new("the head takes another volume", "Gradient",
            new Edit(
                "(worker, h11Batch, xMeanMap, decoderMeanWeight, decoderMeanBias,",
                "(worker, dh11Batch, xMeanMap, decoderMeanWeight, decoderMeanBias,")),
        new("the mean for the greatest", "Gradient",
            new Edit(
                "Pooling.Max<TVector, double>(worker, h3Batch, h4Map, h4TapsBatch, tile)",
                "Pooling.Average<TVector, double>(worker, h3Batch, h4Map, tile)")),
        new("the greatest for the mean", "Gradient",
            new Edit(
                "Pooling.Average<TVector, double>(worker, h4Batch, h5Map, tile)",
                "Pooling.Max<TVector, double>(worker, h4Batch, h5Map, tile)")),
        new("a block without what went in", "Gradient", new Edit("TVector h7 = h5 + h6;", "TVector h7 = h6;")),

        // Input gradients.
        new("an input gradient by taps as they lie", "Gradient", new Edit("(worker, da6Batch, h6Map.Reversed, "
            + "encoder5_0Weight.Transposed, tile)", "(worker, da6Batch, h6Map, encoder5_0Weight.Transposed, tile)")),
        new("a transposed convolution's input gradient without the activation's", "Gradient", new Edit("TVector da10 = dh10 * (one - h10 "
            + "* h10);", "TVector da10 = dh10;")),
        new("the head's input gradient from the mean", "Gradient",
            new Edit(
                "(worker, dXMeanBatch, xMeanMap, decoderMeanWeight, tile)", "(worker, xMeanBatch, xMeanMap, decoderMeanWeight, tile)")),
        new("the mean over repetitions for their sum", "Gradient",
            new Edit("Upsampling.Gradient<TVector, double>(worker, dh11Batch, h11Map, tile)", "Pooling.Average<TVector, double>(worker, "
                + "dh11Batch, ConvolutionMap.Convolution(8, 12, 2, 2, 0), tile)")),
        new("the gradient of a maximum shared by its window", "Gradient", new Edit("Pooling.MaxGradient<TVector, double>(worker, "
            + "dh4Batch, h4Map, h4TapsBatch, tile)", "Pooling.AverageGradient<TVector, double>(worker, dh4Batch, h4Map, tile)")),
        new("the gradient of a mean repeated, not divided", "Gradient", new Edit("Pooling.AverageGradient<TVector, double>(worker, "
            + "dh5Batch, h5Map, tile)", "Upsampling.Nearest(dh5Batch, ConvolutionMap.Upsampling(2, 3, 2), tile)")),
        new("the gradient past a block is lost", "Gradient",
            new Edit("TVector dh5 = dh5Product" + Skipped + " + oneOver54 * dMean8;", "TVector dh5 = dh5Product;")),

        // Weight gradients.
        new("a convolution's weight gradient over one example too few", "Gradient", new Edit(
            "(worker, input, map, outputGradient, rows, tile)", "(worker, input, map, outputGradient, rows - 1, tile)")),
        new("a weight gradient by flipped taps", "Gradient",
            new Edit("UpdateWeights(worker, h5Batch, h6Map, da6Batch,", "UpdateWeights(worker, h5Batch, h6Map.Reversed, da6Batch,")),
        new("a weight gradient over an image with one example too few", "Gradient",
            new Edit("(worker, image, map, volume, rows, tile)", "(worker, image, map, volume, rows - 1, tile)")),
        new("a transposed convolution's weight gradient before the activation's", "Gradient", new Edit("UpdateWeights(worker, h9Batch, "
            + "h10Map, da10Batch,", "UpdateWeights(worker, h9Batch, h10Map, h10Batch,")),
        new("the head's weight gradient of the mean", "Gradient",
            new Edit("UpdateWeights(worker, dXMeanBatch, xMeanMap, h11Batch,", "UpdateWeights(worker, xMeanBatch, xMeanMap, h11Batch,")),

        // Bias sums.
        new("a convolution's bias over one example too few", "Gradient",
            new Edit("(worker, volume, RowsOf(volume), tile.Panel, slot)", "(worker, volume, RowsOf(volume) - 1, tile.Panel, slot)")),
        new("a convolution's bias of one position", "Gradient",
            new Edit("UpdateBiasOfChannels(worker, da6Batch,", "UpdateBias(worker, da6Batch,")),
        new("the head's bias over one example too few", "Gradient",
            new Edit(
                "(worker, image, channels, RowsOf(image), tile.Panel, slot)",
                "(worker, image, channels, RowsOf(image) - 1, tile.Panel, slot)")),

        // Normalizations.
        new("the batch counted without its positions", "Gradient",
            new Edit("TVector.Broadcast((double)Rows * Hidden1Positions)", "TVector.Broadcast((double)Rows)", Count: 4)),
        new("no gradient through the mean of the batch", "Gradient", new Edit(" + inverseCount2 * dMean2;", ";")),
        new("no gradient through the variance of the batch", "Gradient", new Edit(" + two * dSquares2 * (h1 - mean2)", "")),
        new("γ of the batch's normalization left out of the gradient", "Gradient", new Edit("TVector dh1 = da2 * scale2 * "
            + "inverseDeviation2", "TVector dh1 = da2 * inverseDeviation2")),
        new("β's gradient of one position", "Gradient", new Edit("UpdateBiasOfChannels(worker, da2Batch,", "UpdateBias(worker, da2Batch,")),
        new("no gradient through the mean of the example", "Gradient", new Edit(" + oneOver54 * dMean8;", ";", Count: 2)),
        new("no gradient through the variance of the example", "Gradient", new Edit(Skipped, " + dh8 * scale8 * inverseDeviation8"),
            new Edit(
                "TVector dh7 = dh8 * scale8 * inverseDeviation8 + two * dSquares8 * (h7 - mean8)",
                "TVector dh7 = dh8 * scale8 * inverseDeviation8")),
        new("the running variance for its root", "Values",
            new Edit("TVector.Sqrt(runningVariance2 + stabilizer)", "(runningVariance2 + stabilizer)")),

        // Window maps, which both directions follow.
        new("rows for columns in a convolution", "Values",
            new Edit("Convolution(2, 3, kernel: 3, stride: 1, padding: 1)", "Convolution(3, 2, kernel: 3, stride: 1, padding: 1)")),
        new("rows for columns in a convolution of an image", "Values",
            new Edit("Convolution(8, 12, kernel: 3, stride: 2, padding: 1)", "Convolution(12, 8, kernel: 3, stride: 2, padding: 1)")),
        new("rows for columns in a maximum", "Values",
            new Edit("Convolution(3, 5, kernel: 2, stride: 1, padding: 1)", "Convolution(5, 3, kernel: 2, stride: 1, padding: 1)")),
        new("rows for columns in a mean", "Values",
            new Edit("Convolution(4, 6, kernel: 2, stride: 2, padding: 0)", "Convolution(6, 4, kernel: 2, stride: 2, padding: 0)")),
        new("rows for columns in a transposed convolution", "Values", new Edit("Transposed(2, 3, kernel: 3, stride: 2, padding: 1, "
            + "outputPadding: 1)", "Transposed(3, 2, kernel: 3, stride: 2, padding: 1, outputPadding: 1)")),
        new("rows for columns in repetitions", "Values", new Edit("Upsampling(4, 6, factor: 2)", "Upsampling(6, 4, factor: 2)")),
        new("rows for columns in the head", "Values",
            new Edit("Transposed(8, 12, kernel: 3, stride: 1, padding: 1)", "Transposed(12, 8, kernel: 3, stride: 1, padding: 1)")),
    ];
}
