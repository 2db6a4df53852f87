using System;
using System.IO;
using System.Text;
using System.Text.Json;

namespace VaeGen.Mnist.Results;

/// <summary>One JSON object a line: a pass each, and last the means over the runs. Written anew, each line as soon as it is known.</summary>
internal sealed class MetricsFile(string path, string model) : IDisposable
{
    private readonly StreamWriter writer = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n", AutoFlush = true };

    public void Write(int run, EpochRecord record) => WriteLine(json =>
    {
        json.WriteString("model", model);
        json.WriteNumber("run", run);
        json.WriteNumber("epoch", record.Epoch);
        json.WriteNumber("step", record.Step);
        json.WriteNumber("train_nelbo", record.Train.Nelbo);
        if (record.Validation is { } validation)
            json.WriteNumber("validation_nelbo", validation.Nelbo);
        json.WriteNumber("test_nelbo", record.Test!.Nelbo);
        json.WriteNumber("test_reconstruction", record.Test.Reconstruction);
        json.WriteNumber("test_kl", record.Test.Kl);
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
            // What was not measured, such as the training numbers of a run that had nothing left to train, is null.
            if (double.IsFinite(mean.Mean))
                json.WriteNumber(name, mean.Mean);
            else
                json.WriteNull(name);
            if (mean.StandardError is double error && double.IsFinite(error))
                json.WriteNumber(name + "_standard_error", error);
            else
                json.WriteNull(name + "_standard_error");
        }
    });

    public void Dispose() => writer.Dispose();

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
