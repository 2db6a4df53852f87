using System.Collections.Generic;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>Mistakes that are made in hand-written variational autoencoders, in emitted code and in what the runtime does for all models,
/// each with the check that has to notice it.</summary>
internal static class MutationTable
{
    private const string KlTerm = "half * TVector.FusedMultiplyAdd(mean, mean, ExpRemainder(logVariance))";
    private const string MeanGradient = "TVector.FusedMultiplyAdd(weight, mean, dz)";
    private const string KlVarianceGradient = "weight * (sigma * sigma - one)";
    private const string BernoulliGradient = "weight * (sigmoidLogitsNumerator / (one + expMinusAbsLogits) - x)";
    private const string Weight = "TVector weight = TVector.Broadcast(weightTile[row]);";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        // The bound.
        new("KL doubled, value and gradient", "Pixels", "Loss", new Edit(KlTerm, "(mean * mean + ExpRemainder(logVariance))"),
            new Edit(MeanGradient, "TVector.FusedMultiplyAdd(weight + weight, mean, dz)"),
            new Edit(KlVarianceGradient, "(weight + weight) * (sigma * sigma - one)")),
        new("KL with the wrong sign, value and gradient", "Pixels", "Loss", new Edit(KlTerm, "-half * (mean * mean "
            + "+ ExpRemainder(logVariance))"),
            new Edit(MeanGradient, "dz - weight * mean"), new Edit(KlVarianceGradient, "-weight * (sigma * sigma - one)")),
        new("no ½ in the KL's value", "Pixels", "Gradient", new Edit(KlTerm, "(mean * mean + ExpRemainder(logVariance))")),
        new("log σ² added in the KL", "Pixels", "Loss",
            new Edit("ExpRemainder(logVariance))", "(ExpRemainder(logVariance) + (logVariance + logVariance)))")),
        new("no −1 in the KL", "Pixels", "Loss",
            new Edit("ExpRemainder(logVariance))", "(ExpRemainder(logVariance) + TVector.Broadcast(1)))")),
        new("σ = exp(log σ²)", "Pixels", "Loss", new Edit("Exp(half * logVariance)", "Exp(logVariance)", Count: 3)),
        new("σ = exp(log σ²) in the forward pass alone", "Reals", "Gradient",
            new Edit(
                "TVector z = TVector.FusedMultiplyAdd(Exp(half * logVariance), epsilon, mean);",
                "TVector z = TVector.FusedMultiplyAdd(Exp(logVariance), epsilon, mean);", Count: 2)),
        new("z = μ in training", "Pixels", "Loss",
            new Edit("TVector z = TVector.FusedMultiplyAdd(Exp(half * logVariance), epsilon, mean);", "TVector z = mean;", Count: 2)),
        new("mean for sum in the reconstruction, value and gradient", "Pixels", "Loss",
            new Edit("reconstructionTerm.Store(", "(reconstructionTerm / TVector.Broadcast(FeatureSize)).Store(", Count: 2),
            new Edit(BernoulliGradient, BernoulliGradient + " / TVector.Broadcast(FeatureSize)")),
        new("the partial batch divided by the capacity", "Pixels", "PartialBatch", new Edit(Weight, "TVector weight = "
            + "TVector.Broadcast(1.0 / Capacity);", Count: 2)),

        // Noise.
        new("ε shared by all examples", "Pixels", "Noise", new Edit("FillNoise(epsilonBatch, tile);",
            "FillNoise(epsilonBatch, tile); for (int r = 1; r < tile.Rows; r++) "
            + "epsilonBatch.Tile(tile)[..PanelWidth].CopyTo(epsilonBatch.Tile(tile)[(r * PanelWidth)..]);", Count: 2)),
        new("ε repeated in every step", "Pixels", "Noise",
            new Edit(
                "FillNoise(epsilonBatch, tile);", "if (epsilonBatch[tile.FirstRow, 0] == 0) FillNoise(epsilonBatch, tile);", Count: 2)),
        new("ε never drawn", "Reals", "Noise", new Edit("FillNoise(epsilonBatch, tile);", "", Count: 2)),

        // Likelihoods.
        new("x·l with the wrong sign", "Pixels", "Loss", new Edit("- x * logits;", "+ x * logits;", Count: 2)),
        new("softplus without its logarithm", "Pixels", "Loss", new Edit(" + Log1pUnit(expMinusAbsLogits)", ""),
            new Edit(" + Log1pUnit(Exp(-absLogits))", "")),
        new("the logits' gradient without −x", "Pixels", "Gradient", new Edit(BernoulliGradient, "weight * (sigmoidLogitsNumerator / "
            + "(one + "
            + "expMinusAbsLogits))")),
        new("sigmoid of −l", "Pixels", "Decode", new Edit("GreaterThanOrEqual(logits, TVector.Zero)", "LessThanOrEqual(logits, "
            + "TVector.Zero)", Count: 2)),
        new("the constant of log N dropped", "Reals", "Loss", new Edit("= logVariance + logTwoPi;", "= logVariance;", Count: 2)),
        new("log σ for log σ²", "Reals", "Loss", new Edit("TVector logVariance = Log(variance);", "TVector logVariance = half * "
            + "Log(variance);", Count: 2)),
        new("the squared error without 1/σ²", "Reals", "Loss",
            new Edit("TVector inverseVariance = one / variance;", "TVector inverseVariance = one;", Count: 2)),
        new("the residual with the wrong sign in the gradient", "Reals", "Gradient",
            new Edit("-inverseVariance * (weight * residual)", "inverseVariance * (weight * residual)")),
        new("the variance follows the loss", "Reals", "SquaredError",
            new Edit(
                "squaredErrorSums.Set<TVector>(tile, squaredErrorTermTile);",
                "squaredErrorSums.Set<TVector>(tile, reconstructionTermTile);", Count: 2)),

        // Backward.
        new("dμ without the KL's part", "Pixels", "Gradient", new Edit(MeanGradient, "dz")),
        new("d log σ² without ε", "Pixels", "Gradient",
            new Edit("TVector.FusedMultiplyAdd(dz * sigma, epsilon,", "TVector.FusedMultiplyAdd(dz * sigma, one,")),
        new("d log σ² without the KL's part", "Reals", "Gradient", new Edit("TVector.FusedMultiplyAdd(dz * sigma, epsilon, weight * "
            + "(sigma * sigma - one))", "(dz * sigma * epsilon)")),
        new("the KL's gradient unweighted", "Pixels", "Gradient", new Edit(KlVarianceGradient, "(sigma * sigma - one)"),
            new Edit(MeanGradient, "dz + mean")),
        new("the reconstruction's gradient unweighted", "Pixels", "Gradient", new Edit(BernoulliGradient, "(sigmoidLogitsNumerator / "
            + "(one + "
            + "expMinusAbsLogits) - x)")),
        new("no activation mask in the backward pass", "Pixels", "Gradient", new Edit("TVector.Select(TVector.GreaterThan(h1, "
            + "TVector.Zero), dh1, TVector.Zero)", "dh1")),
        new("sigmoid' = 1 − h", "Reals", "Gradient", new Edit("dh1 * h1 * (one - h1)", "dh1 * (one - h1)")),
        new("one head's gradient lost", "Pixels", "Gradient",
            new Edit(
                "(worker, dRawLogVarianceBatch, encoderLogVarianceWeight.Transposed, tile);",
                "(worker, dMeanBatch, encoderLogVarianceWeight.Transposed, tile);")),
        new("a bias gradient missing", "Pixels", "Gradient", new Edit("        UpdateBias(worker, da1Batch, encoder0Bias); // db1 = Σ "
            + "da1 over the examples\n", "")),
        new("a bias takes another's gradient", "Pixels", "Gradient",
            new Edit("UpdateBias(worker, dMeanBatch, encoderMeanBias);", "UpdateBias(worker, dRawLogVarianceBatch, encoderMeanBias);")),
        new("a bias gradient over one example too few", "Pixels", "Gradient", new Edit(
            "SumRows<TVector, T>(worker, matrix, RowsOf(matrix), tile.Panel, slot)",
            "SumRows<TVector, T>(worker, matrix, RowsOf(matrix) - 1, tile.Panel, slot)")),
        new("a weight gradient over one example too few", "Pixels", "Gradient",
            new Edit(
                "MultiplyTransposed<TVector, T>(worker, input, outputGradient, rows, tile)",
                "MultiplyTransposed<TVector, T>(worker, input, outputGradient, rows - 1, tile)")),

        // Optimizers. Adam's lines stand in AdamW, too, and some of them in both forms of RMSprop.
        new("no bias correction of m", "Pixels", "Adam",
            new Edit("TVector.Broadcast(scalars.Rate)", "TVector.Broadcast(T.CreateTruncating(1e-3))", Count: 4)),
        new("no bias correction of v", "Pixels", "Adam",
            new Edit("TVector.Broadcast(scalars.RootCorrection)", "TVector.Broadcast(T.One)", Count: 2)),
        new("ε inside the root", "Pixels", "Adam",
            new Edit(
                "TVector.FusedMultiplyAdd(TVector.Sqrt(v), rootCorrection, stabilizer)", "(TVector.Sqrt(v + stabilizer) * rootCorrection)",
                Count: 2)),
        new("m with β₂", "Pixels", "Adam",
            new Edit(
                "FusedMultiplyAdd(beta1, firstMoments[i], oneMinusBeta1 * g)",
                "FusedMultiplyAdd(beta2, firstMoments[i], oneMinusBeta2 * g)", Count: 2)),
        new("ascent", "Pixels", "Adam", new Edit("weights[i] -= rate * m / root;", "weights[i] += rate * m / root;")),
        new("no decay", "Pixels", "AdamW", new Edit("retention * weights[i] - rate", "weights[i] - rate")),
        new("biases decay", "Pixels", "AdamW", new Edit("Adam, RetentionAt(offset)", "Adam, Adam.Retention")),
        new("the step decays with the weight", "Pixels", "AdamW",
            new Edit("retention * weights[i] - rate * m / root", "retention * (weights[i] - rate * m / root)")),
        new("another optimizer's step", "Pixels", "AdamW",
            new Edit(
                "AdamWUpdate.Apply<TVector, T>(gradient, weight, firstMoment, secondMoment, Adam, RetentionAt(offset));",
                "AdamUpdate.Apply<TVector, T>(gradient, weight, firstMoment, secondMoment, Adam);")),
        new("RMSprop's ε inside the root", "Pixels", "RmsProp", new Edit("(TVector.Sqrt(v) + stabilizer)", "TVector.Sqrt(v + stabilizer)")),
        new("RMSprop's step by the old mean square", "Pixels", "RmsProp",
            new Edit("(TVector.Sqrt(v) + stabilizer)", "(TVector.Sqrt(secondMoments[i]) + stabilizer)")),
        new("the mean is not taken off", "Pixels", "CentredRmsProp", new Edit("v - m * m", "v")),
        new("the old mean is taken off", "Pixels", "CentredRmsProp", new Edit("v - m * m", "v - firstMoments[i] * firstMoments[i]")),
        new("the root of a negative variance", "Pixels", "NoVariance", new Edit("TVector.Max(v - m * m, TVector.Zero)", "(v - m * m)")),
        new("m lingers in the denormal numbers", "Pixels", "TinyMoments",
            new Edit("oneMinusBeta1 * g), smallest)", "oneMinusBeta1 * g), TVector.Zero)", Count: 2),
            new Edit("oneMinusDecay * g), smallest)", "oneMinusDecay * g), TVector.Zero)")),
        new("v lingers in the denormal numbers", "Pixels", "TinyMoments",
            new Edit("(g * g)), smallest)", "(g * g)), TVector.Zero)", Count: 4)),
        new("the gradient buffer takes another step", "Pixels", "Sinks",
            new Edit("if (!parameter.IsTrained)", "if (!parameter.IsTrained || parameter.Shape.Name == \"encoder.mean.bias\")")),

        // Memory and threads.
        new("a transposed copy not refreshed", "Pixels", "TransposedCopies",
            new Edit("if (parameter.Shape.Transposed)", "if (parameter.Shape.Transposed && parameter.Shape.Name != \"decoder.0.weight\")")),
        new("no transposed copy refreshed after the gradient buffer", "Pixels", "TransposedCopies",
            new Edit("if (parameter.Shape.Transposed)", "if (parameter.Shape.Transposed && Sink != GradientSink.Buffer)")),
        new("padding not cleared", "Reals", "Padding", new Edit("h1Batch.ClearPadding(tile);", "")),
        new("padding of a gradient not cleared", "Pixels", "Padding", new Edit("dLogitsBatch.ClearPadding(tile);", "")),
        new("a barrier missing in the forward pass", "Pixels", "Synchronization", new Edit(
            "worker.Synchronize();\n        Hidden2(worker);\n        worker.Synchronize();\n        ReconstructionLossAndGradient",
            "Hidden2(worker);\n        worker.Synchronize();\n        ReconstructionLossAndGradient")),
        new("a barrier missing before the updates", "Pixels", "Synchronization",
            new Edit("worker.Synchronize();\n\n        // Update.", "// Update.")),
        new("weights updated before they are read", "Pixels", "Sinks",
            new Edit("        UpdateWeights(worker, h2Batch, dLogitsBatch, decoderLogitsWeight); // dWl = h2ᵀ dl\n", ""),
            new Edit(
                "        Hidden2Gradient(worker);\n",
                "        UpdateWeights(worker, h2Batch, dLogitsBatch, decoderLogitsWeight);\n        worker.Synchronize();\n        "
                    + "Hidden2Gradient(worker);\n")),
    ];
}
