using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>How a golden model is computed. None of it may change a bit.</summary>
/// <param name="Width">The vectors; null for those of the machine.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Sink">Where gradients go; null where the model's training says it.</param>
/// <param name="Lists">Whether products walk lists of non-zero elements; null where the density decides.</param>
internal sealed record GoldenExecution(VectorWidth? Width, int Threads, GradientSink? Sink = null, bool? Lists = null)
{
    public override string ToString()
    {
        string width = Width?.ToString() ?? "default width";
        string sink = Sink is null ? "the model's sink" : $"sink {Sink}";
        return $"{width}, {Threads} threads, {sink}, lists {Lists switch { null => "by density", true => "always", false => "never" }}";
    }
}

/// <summary>The short training that the golden file is about.</summary>
internal static class GoldenTraining
{
    private const int Steps = 200;

    /// <summary>Trains a new model; gives its line without the name: the hash of all parameters, the bits of its loss.</summary>
    public static string Run(GoldenModel model, GoldenExecution execution) => GoldenModels.Create(model) switch
    {
        IVariationalModel<float> single => Run(single, model, execution),
        IVariationalModel<double> twice => Run(twice, model, execution),
        _ => throw new InvalidOperationException($"{model.Name} is no model."),
    };

    private static string Run<T>(IVariationalModel<T> emitted, GoldenModel golden, GoldenExecution execution)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IVariationalModel<T> model = execution is { Width: null, Lists: null }
            ? emitted
            : new PinnedModel<T>(emitted, execution.Width ?? VectorWidths.Best, execution.Lists);
        DataSet data = Data(golden, emitted.Description);
        FitOptions options = golden.Options with
        {
            Iterations = Steps,
            BatchSize = golden.BatchSize,
            Seed = 5,
            Threads = execution.Threads,
            TakesThreadsExactly = true,
            Sink = execution.Sink ?? golden.Options.Sink,
        };
        Trainer.Fit(model, data, options);
        EvaluateOptions evaluation = EvaluateOptions.On(options) with { Seed = 9, Samples = 2, BatchSize = 7 };
        double loss = Evaluator.Evaluate(model, data, evaluation).Loss;
        string weights = Hash(model.ModelState.Parameters);
        return string.Create(CultureInfo.InvariantCulture, $"{weights} {BitConverter.DoubleToInt64Bits(loss):x16}");
    }

    // By the names in files, in their order: where parameters lie in memory is not part of it.
    private static string Hash<T>(Parameters<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Parameter<T> parameter in parameters.All.OrderBy(parameter => parameter.Shape.Name, StringComparer.Ordinal))
        {
            T[] values = new T[parameter.Count];
            parameter.CopyTo(parameters.Storage, shift: 0, values);
            hash.AppendData(Encoding.UTF8.GetBytes(parameter.Shape.Name));
            hash.AppendData(MemoryMarshal.AsBytes<T>(values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static DataSet Data(GoldenModel golden, ModelDescription description)
    {
        Random random = new(17);
        float[] values = new float[golden.Examples * description.Features];
        for (int i = 0; i < values.Length; i++)
        {
            float value = Value(description, random);
            bool isChosen = random.Next(6) == 0;
            values[i] = golden.Data switch
            {
                GoldenData.Sparse when !isChosen => 0,
                GoldenData.Missing when isChosen => float.NaN,
                _ => value,
            };
        }

        int classes = description.ConditionClasses;
        int[] labels = classes == 0 ? [] : [.. Enumerable.Range(0, golden.Examples).Select(_ => random.Next(classes))];
        DataSet data = DataSet.From(values, new DataShape(description.Features), labels);
        return golden.Data switch
        {
            GoldenData.Missing => data.WithMissing(),
            GoldenData.Drawn => data.Binarize(Binarization.Dynamic, seed: 4),
            _ => data,
        };
    }

    private static float Value(ModelDescription description, Random random) => description.Likelihood switch
    {
        Distribution.Bernoulli or Distribution.ContinuousBernoulli => random.NextSingle(),
        Distribution.Poisson or Distribution.NegativeBinomial => random.Next(8),
        Distribution.Categorical => random.Next(description.Classes),
        Distribution.DiscretizedLogistic => random.Next(256) / 255f,
        _ => (4 * random.NextSingle()) - 2,
    };
}
