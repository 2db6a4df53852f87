using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace VaeGen.Mnist.Results;

/// <summary>The course of the last run as a table in Markdown.</summary>
internal static class ResultTable
{
    public static void Save(string path, string name, ModelDescription model, IReadOnlyList<EpochRecord> records, RunStatistics statistics)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {name}: {model.Formula}\n\n{statistics}\n\n");
        text.Append("| epoch | step | train NELBO | test NELBO | test reconstruction | test KL | examples/s | seconds |\n");
        text.Append("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (EpochRecord record in records)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"| {record.Epoch} | {record.Step} | {Text(record.Train.Nelbo)} | "
                    + $"{Text(record.Test!.Nelbo)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {record.Test.Reconstruction:F2} | {Text(record.Test.Kl)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {record.ExamplesPerSecond:F0} | {record.Seconds:F1} |\n");
        }

        text.Append("\nNats an image; the training numbers are means over the steps of the pass.\n");
        AtomicFile.WriteText(path, text.ToString());
    }

    // What is not there, such as the bound of a deterministic autoencoder.
    private static string Text(double value) => double.IsNaN(value) ? "–" : value.ToString("F2", CultureInfo.InvariantCulture);
}
