using System;
using System.Globalization;
using System.Linq;

namespace VaeGen.Mnist.Results;

/// <summary>Where images lie in the latent space, as points of a plane.</summary>
/// <param name="Points">The points [count × 2], row-major.</param>
/// <param name="Horizontal">What the first coordinate is.</param>
/// <param name="Vertical">What the second coordinate is.</param>
internal sealed record LatentPlane(float[] Points, string Horizontal, string Vertical)
{
    /// <summary>
    /// Two latents as they are; of more the projection to the two principal axes. A single one is shown over the share of images that lie
    /// below it, of each class by itself: a distribution function, steep where many lie.
    /// </summary>
    /// <param name="latents">The latents [count × size], row-major.</param>
    /// <param name="size">The latents of an image.</param>
    /// <param name="labels">The class of each image; empty where there are none.</param>
    public static LatentPlane Of(float[] latents, int size, ReadOnlySpan<int> labels)
    {
        if (size == 1)
            return new LatentPlane(WithShares(latents, labels), "z₁", labels.IsEmpty ? "share of the images" : "share of the class");
        if (size == 2)
            return new LatentPlane(latents, "z₁", "z₂");
        PrincipalAxes axes = new(latents, size);
        return new LatentPlane(
            axes.Project(latents), Name("first principal axis", axes.Shares.First), Name("second principal axis", axes.Shares.Second));
    }

    private static string Name(string axis, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{axis}: {100 * share:F0} % of the variance");

    private static float[] WithShares(float[] latents, ReadOnlySpan<int> labels)
    {
        var points = new float[2 * latents.Length];
        int[] classes = labels.IsEmpty ? new int[latents.Length] : labels.ToArray();
        foreach (IGrouping<int, int> members in Enumerable.Range(0, latents.Length).GroupBy(image => classes[image]))
        {
            int[] ordered = [.. members.OrderBy(image => latents[image])];
            for (int rank = 0; rank < ordered.Length; rank++)
                (points[2 * ordered[rank]], points[(2 * ordered[rank]) + 1]) = (latents[ordered[rank]], (rank + 0.5f) / ordered.Length);
        }

        return points;
    }
}
