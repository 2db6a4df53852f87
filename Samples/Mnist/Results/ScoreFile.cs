using System.Globalization;
using System.Text;

namespace VaeGen.Mnist.Results;

/// <summary>The terms of each image as a table of comma-separated values.</summary>
internal static class ScoreFile
{
    /// <summary>Writes one line an image.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scores">The terms.</param>
    /// <param name="importance">The importance weighted bound, two columns more; null where it was not asked for.</param>
    public static void Save(string path, ElboScores scores, ImportanceScores? importance)
    {
        StringBuilder text = new("example,nelbo,reconstruction,kl");
        text.Append(importance is null ? "\n" : ",importance_bound,effective_sample_size\n");
        for (int i = 0; i < scores.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{Text(scores.Nelbo[i])},{scores.Reconstruction[i]},{Text(scores.Kl[i])}");
            if (importance is not null)
                text.Append(CultureInfo.InvariantCulture, $",{importance.Bound[i]},{importance.EffectiveSampleSize[i]}");
            text.Append('\n');
        }

        AtomicFile.WriteText(path, text.ToString());

        // A deterministic autoencoder has neither bound nor KL: their columns stay empty.
        string Text(double value) => scores.HasBound ? value.ToString(CultureInfo.InvariantCulture) : "";
    }
}
