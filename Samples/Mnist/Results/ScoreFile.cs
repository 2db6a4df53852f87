using System.Globalization;
using System.Text;

namespace VaeGen.Mnist.Results;

/// <summary>The terms of each image as a table of comma-separated values.</summary>
internal static class ScoreFile
{
    public static void Save(string path, ElboScores scores)
    {
        StringBuilder text = new("example,nelbo,reconstruction,kl\n");
        for (int i = 0; i < scores.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i},{scores.Nelbo[i]},{scores.Reconstruction[i]},{scores.Kl[i]}\n");
        AtomicFile.WriteText(path, text.ToString());
    }
}
