using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Process;

/// <summary>A few epochs of both small models, from initialization to the learned variance, and a hash of all that they leave.</summary>
internal static class ShortTraining
{
    private const int Examples = 61;
    private const int Features = 37;

    /// <summary>One line a model: its name, and the hash of its weights, of the losses of the training set, and of some samples.</summary>
    public static IEnumerable<string> Lines()
    {
        // Written where a reader sees which code path ran; not part of what is compared.
        yield return $"width {VectorWidths.Best}, fused multiply-add {VectorWidths.HasFusedMultiplyAdd}";
        SmallSingle single = new(seed: 7);
        yield return $"single {Hash(single)}";
        SmallDouble @double = new(seed: 7);
        yield return $"double {Hash(@double)}";
    }

    /// <summary>What a training of one step says beside its numbers, a line each.</summary>
    public static IEnumerable<string> Findings() =>
        Trainer.Fit(new SmallSingle(seed: 7), Data(), new FitOptions { Iterations = 1 }).Findings.Select(finding => finding.ToString());

    /// <summary>Examples between 0 and 1, always the same.</summary>
    public static DataSet Data(int examples = Examples)
    {
        float[] values = new float[examples * Features];
        Random random = new(3);
        for (int i = 0; i < values.Length; i++)
            values[i] = random.NextSingle();
        return DataSet.From(values, new DataShape(Features));
    }

    private static string Hash<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataSet data = Data();
        // The last batch of an epoch has 13 examples.
        Trainer.Fit(model, data, new FitOptions { Epochs = 3, BatchSize = 16, Seed = 5, Threads = 2, TakesThreadsExactly = true });
        ElboScores scores = Evaluator.Score(model, data, new EvaluateOptions { Seed = 9 });
        T[] samples = Inference.Sample(model, 7, seed: 2);

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Parameters<T> weights = model.ModelState.Parameters;
        hash.AppendData(MemoryMarshal.AsBytes(weights.Storage.AsSpan(weights.Origin, weights.Length)));
        hash.AppendData(MemoryMarshal.AsBytes<double>(scores.Nelbo));
        hash.AppendData(MemoryMarshal.AsBytes<T>(samples));
        return string.Create(CultureInfo.InvariantCulture, $"{scores.Mean.Nelbo:R} {Convert.ToHexString(hash.GetHashAndReset())}");
    }
}
