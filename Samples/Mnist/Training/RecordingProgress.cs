using System;

namespace VaeGen.Mnist.Training;

/// <summary>Shows progress, and writes each pass down as soon as it is done.</summary>
internal sealed class RecordingProgress(IProgress<FitProgress> display, Action<EpochRecord> write) : IProgress<FitProgress>
{
    public void Report(FitProgress value)
    {
        if (value.Completed is { } record)
            write(record);
        display.Report(value);
    }
}
