using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace VaeGen.Peers.TorchSharp;

/// <summary>
/// An ordinary training loop, as pytorch/trainer.py has it: images as one tensor of bytes, and every step in a scope that frees its
/// tensors.
/// </summary>
internal sealed class Training
{
    private const int BatchSize = 128;
    private const int Pixels = 784;
    private const int HeaderBytes = 16;

    private readonly Tensor images;
    private readonly Vae model;
    private readonly Adam optimizer;
    private readonly IEnumerator<Tensor> batches;

    public Training(string name, string folder)
    {
        random.manual_seed(1);
        images = Load(folder);
        model = new Vae(name);
        optimizer = optim.Adam(model.Parameters, lr: 1e-3);
        batches = Batches().GetEnumerator();
    }

    /// <summary>Trains, and says in a line of JSON how fast the steps after the warm-up were.</summary>
    public string Measure(int warmup, int steps)
    {
        MeanLoss(warmup);
        long start = Stopwatch.GetTimestamp();
        double loss = MeanLoss(steps);
        double rate = (double)steps * BatchSize / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{{\"rate\": {rate:F1}, \"loss\": {loss:F3}}}");
    }

    private double MeanLoss(int steps)
    {
        double sum = 0;
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            model.ForgetGradients();
            batches.MoveNext();
            Tensor loss = model.Loss(batches.Current);
            loss.backward();
            optimizer.step();
            sum += loss.item<float>();
        }

        return sum / steps;
    }

    // Batches without end, in a new order for each pass; what does not fill a batch is left out. An order outlives the scope of a step.
    private IEnumerable<Tensor> Batches()
    {
        while (true)
        {
            using Tensor order = randperm(images.shape[0]).DetachFromDisposeScope();
            for (long first = 0; first + BatchSize <= images.shape[0]; first += BatchSize)
                yield return images.index_select(0, order.narrow(0, first, BatchSize)).to(ScalarType.Float32).mul_(1.0 / byte.MaxValue);
        }
    }

    private static Tensor Load(string folder)
    {
        using GZipStream file = new(File.OpenRead(Path.Combine(folder, "train-images-idx3-ubyte.gz")), CompressionMode.Decompress);
        using MemoryStream content = new();
        file.CopyTo(content);
        byte[] pixels = content.ToArray()[HeaderBytes..];
        return tensor(pixels, dtype: ScalarType.Byte).reshape(-1, Pixels);
    }
}
