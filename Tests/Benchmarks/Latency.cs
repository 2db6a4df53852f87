using System;

namespace VaeGen.Benchmarks;

/// <summary>One example through encoder and decoder on the calling thread, and the cost of gathering a batch.</summary>
internal static class Latency
{
    /// <summary>Encode, decode and both, for one example.</summary>
    public static void Run()
    {
        Report.Heading("One example, µs");
        SmallVae model = new(seed: 1);
        var x = new float[784];
        BenchmarkData.Train.CopyExample(0, epoch: null, x);
        var mean = new float[20];
        var logVariance = new float[20];
        var decoded = new float[784];
        Report.Row("Encode", Measurement.Seconds(() => model.Encode(x, mean, logVariance)).Times(1e6), "µs");
        Report.Row("Decode", Measurement.Seconds(() => model.Decode(mean, decoded)).Times(1e6), "µs");
        Report.Row("Encode and Decode", Measurement.Seconds(() => Both(model, x, mean, logVariance, decoded)).Times(1e6), "µs");

        Report.Heading("Copying one example out of the data set, µs");
        DataSet gray = BenchmarkData.Train;
        Row("gray", gray, x);
        Row("drawn pixels", gray.Binarize(Binarization.Dynamic, 1), x);
    }

    private static void Both(SmallVae model, float[] x, float[] mean, float[] logVariance, float[] decoded)
    {
        model.Encode(x, mean, logVariance);
        model.Decode(mean, decoded);
    }

    // Many examples in turn: a branch or a cache that has learned one of them would flatter.
    private static void Row(string what, DataSet data, float[] x)
    {
        int example = 0;
        Measurement time = Measurement.Seconds(() =>
        {
            data.CopyExample(example, 0, x);
            example = (example + 7919) % data.Count;
        });
        Report.Row(what, time.Times(1e6), "µs");
    }
}
