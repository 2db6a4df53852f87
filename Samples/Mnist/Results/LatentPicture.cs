using System;
using System.Globalization;
using System.IO;
using System.Threading;

namespace VaeGen.Mnist.Results;

/// <summary>The picture of the latent space: where the encoder puts test images.</summary>
internal static class LatentPicture
{
    // More of them hide each other.
    private const int MostImages = 2_000;

    /// <summary>Writes it into a folder, and says what it shows.</summary>
    public static LeftFile Save(string folder, IVariationalModel<float> model, DataSet test, CancellationToken cancellationToken)
    {
        DataSet shown = test.Take(MostImages);
        ReadOnlySpan<int> labels = shown.Labels;
        float[] latents = Inference.EncodeToCode<float>(model, Pictures.Copy(shown), Pictures.LabelsFor(model, shown));
        LatentPlane plane = LatentPlane.Of(latents, model.Description.Latent, labels);
        string points = model.Description.IsDeterministic ? "Codes" : "Posterior means";
        string title = string.Create(CultureInfo.InvariantCulture, $"{points} of {shown.Count} test images");
        foreach (string name in new[] { "latents.png", "latents.svg" })
        {
            string path = Path.Combine(folder, name);
            LatentScatter.Save(path, plane.Points, labels, title, plane.Horizontal, plane.Vertical, cancellationToken);
        }

        string colours = shown.HasLabels ? ", coloured by class" : "";
        return new LeftFile("latents.png, .svg", $"where the encoder puts test images{colours}");
    }
}
