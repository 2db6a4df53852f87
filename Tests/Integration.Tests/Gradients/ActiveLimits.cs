using System;
using System.Linq;
using System.Reflection;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>Whether a head gives a value beyond its limits in the batch at hand: there the loss is flat, and the gradient that a step
/// follows is not its derivative, so that the value can come back.</summary>
internal static class ActiveLimits
{
    private static readonly double[] OfPosteriors = [-30, 10];

    private static readonly double[] OfDiagonals = [-15, 5];

    private static readonly double[] OfLikelihoods = [-90, 90, -20, 20, -10, 3];

    // Of those families that have two.
    private static readonly string[] Heads = ["logTotalCountBatch", "logitsBatch", "xMeanBatch", "xLogScaleBatch"];

    private static readonly double[] OfRates = [Math.Exp(-90), Math.Exp(30)];

    /// <summary>Looks at what the last run left, and decodes its latents.</summary>
    /// <param name="network">The network after a forward pass.</param>
    /// <param name="description">Its model.</param>
    public static bool AreReached(VariationalNetwork<double> network, ModelDescription description)
    {
        PanelMatrix<double>? factor = network.Ports.Find(PortRole.Posterior, "log_diagonal");
        if (factor is { } diagonal && Has(network, diagonal, OfDiagonals))
            return true;
        bool isDiagonal = !description.IsDeterministic && factor is null;
        if (isDiagonal && Has(network, network.PosteriorLogVariance, OfPosteriors))
            return true;
        network.Run(NetworkTask.Decode, threads: 1);
        return description.Likelihood switch
        {
            Distribution.Poisson => Has(network, network.LikelihoodMean, OfRates),
            Distribution.NegativeBinomial or Distribution.DiscretizedLogistic =>
                Heads.Any(head => Has(network, MatrixOf(network, head), OfLikelihoods)),
            _ => false,
        };
    }

    private static PanelMatrix<double> MatrixOf(VariationalNetwork<double> network, string field) =>
        network.GetType().GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(network) as PanelMatrix<double>?
        ?? default;

    private static bool Has(VariationalNetwork<double> network, PanelMatrix<double> matrix, double[] values) =>
        Enumerable.Range(0, network.Batch.Rows).Any(row => Enumerable.Range(0, matrix.Columns)
            .Any(column => values.Any(value => Math.Abs(matrix[row, column] - value) <= 1e-12 * Math.Abs(value))));
}
