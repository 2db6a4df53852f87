using System;
using System.IO;
using System.Text;
using System.Text.Json;

namespace VaeGen.Mnist.Results;

/// <summary>One JSON object a line: a pass each, and last the means over the runs. Written anew, each line as soon as it is
/// known.</summary>
internal sealed class MetricsFile(string path, string model) : IDisposable
{
    private readonly StreamWriter writer =
        new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n", AutoFlush = true };

    public void Write(int run, EpochRecord record) => WriteLine(json =>
    {
        json.WriteString("model", model);
        json.WriteNumber("run", run);
        json.WriteNumber("epoch", record.Epoch);
        json.WriteNumber("step", record.Step);
        Write(json, "train_nelbo", record.Train.Nelbo);
        if (record.Validation is { } validation)
            Write(json, "validation_nelbo", validation.Nelbo);
        Write(json, "test_nelbo", record.Test!.Nelbo);
        Write(json, "test_reconstruction", record.Test.Reconstruction);
        Write(json, "test_kl", record.Test.Kl);
        json.WriteNumber("samples_per_second", record.ExamplesPerSecond);
        json.WriteNumber("seconds", record.Seconds);
    });

    public void WriteSummary(RunStatistics statistics) => WriteLine(json =>
    {
        json.WriteString("model", model);
        json.WriteBoolean("summary", true);
        json.WriteNumber("runs", statistics.Runs);
        foreach ((string name, RunMean mean) in statistics.Means)
        {
            Write(json, name, mean.Mean);
            Write(json, name + "_standard_error", mean.StandardError ?? double.NaN);
        }
    });

    public void Dispose() => writer.Dispose();

    // What was not measured, such as the training numbers of a run that had nothing left to train, or is not there, such as the KL of an
    // autoencoder, or not finite, is null.
    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(line.ToArray()));
    }
}
