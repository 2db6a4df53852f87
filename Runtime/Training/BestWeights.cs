using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// The weights that did best on the validation data, and what early stopping counts. When a call of <c>Fit</c> ends, they change places
/// with the weights trained last, which are kept here then, so that a further call goes on from those.
/// </summary>
internal sealed class BestWeights<T>(Parameters<T> parameters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The other weights, in the layout of the parameters: the best ones, or with <see cref="HasLast"/> those trained
    /// last.</summary>
    public T[] Kept { get; } = new T[parameters.Storage.Length];

    /// <summary>Whether the model has the best weights and <see cref="Kept"/> those trained last.</summary>
    public bool HasLast { get; private set; }

    /// <summary>The best pass; null before the first validation.</summary>
    public BestEpoch? Best { get; private set; }

    /// <summary>The NELBO that the next improvement is counted from.</summary>
    public double Reference { get; private set; } = double.PositiveInfinity;

    /// <summary>Passes since the last improvement.</summary>
    public int Waited { get; private set; }

    /// <summary>The validation data, where this process has seen it.</summary>
    private DataSet? Data { get; set; }

    /// <summary><see cref="DataSet.ContentHash"/> of the validation data, where a file gave it.</summary>
    private string? DataHash { get; set; }

    /// <summary>Takes up the validation data of a call.</summary>
    public void Adopt(DataSet data)
    {
        Data = data;
        DataHash = null;
    }

    /// <summary>Whether it was these data that the weights were compared on.</summary>
    public bool IsOf(DataSet data) =>
        ReferenceEquals(Data, data) || ((DataHash ?? Data?.ContentHash) is { } hash && data.HasContent(hash));

    /// <summary>Compares the model's weights, as a pass has left them, with the best so far. A loss that is not finite is never the best,
    /// and no improvement.</summary>
    /// <param name="epoch">The pass, from 1.</param>
    /// <param name="validation">Their bound.</param>
    /// <param name="minimumImprovement">What counts as an improvement, in nats per example.</param>
    public void Judge(int epoch, Elbo validation, double minimumImprovement)
    {
        if (double.IsFinite(validation.Loss) && (Best is null || validation.Loss < Best.Validation.Loss))
        {
            parameters.Storage.CopyTo(Kept, 0);
            Best = new BestEpoch(epoch, validation);
        }

        Waited++;
        if (validation.Loss < Reference - minimumImprovement)
        {
            Reference = validation.Loss;
            Waited = 0;
        }
    }

    /// <summary>Lets the model have the best weights.</summary>
    public void Restore()
    {
        if (Best is null || HasLast)
            return;
        Exchange();
        HasLast = true;
    }

    /// <summary>Lets the model have the weights trained last again.</summary>
    public void TakeUp()
    {
        if (!HasLast)
            return;
        Exchange();
        HasLast = false;
    }

    /// <summary>Adds to a file's strings what is not in its tensors.</summary>
    public void AddTo(Dictionary<string, string> metadata)
    {
        if (Best is { } best)
        {
            metadata["best_epoch"] = Text(best.Epoch);
            metadata["best_reconstruction"] = Text(best.Validation.Reconstruction);
            if (best.Validation.HasBound)
            {
                metadata["best_nelbo"] = Text(best.Validation.Nelbo);
                metadata["best_kl"] = Text(best.Validation.Kl);
            }

            if (double.IsFinite(Reference))
                metadata["improvement_reference"] = Text(Reference);
        }

        if (Best is not null || Waited > 0)
            metadata["epochs_without_improvement"] = Text(Waited);
        if ((DataHash ?? Data?.ContentHash) is { } hash)
            metadata["validation_sha256"] = hash;
    }

    /// <summary>What <see cref="AddTo"/> wrote; null where it wrote nothing.</summary>
    /// <param name="parameters">The model's weights.</param>
    /// <param name="reader">The strings.</param>
    /// <param name="hasLast">Whether the file's other weights are those trained last.</param>
    public static BestWeights<T>? Read(Parameters<T> parameters, MetadataReader reader, bool hasLast)
    {
        if (reader.Text("validation_sha256") is not { } hash)
            return null;
        BestWeights<T> weights = new(parameters)
        {
            DataHash = hash,
            Waited = reader.Count("epochs_without_improvement"),
        };
        if (reader.Text("best_epoch") is null)
            return weights;
        double reconstruction = Required("best_reconstruction");
        // A deterministic autoencoder has neither bound nor KL.
        bool hasBound = reader.Text("best_nelbo") is not null || reader.Text("best_kl") is not null;
        Elbo validation = hasBound ? new(Required("best_nelbo"), reconstruction, Required("best_kl")) : Elbo.WithoutBound(reconstruction);
        weights.Best = new BestEpoch(reader.Count("best_epoch"), validation);
        weights.Reference = reader.Number<double>("improvement_reference") ?? double.PositiveInfinity;
        weights.HasLast = hasLast;
        return weights;

        double Required(string key) => reader.Number<double>(key) ?? throw reader.Missing(key);
    }

    private void Exchange()
    {
        Span<T> own = parameters.Storage;
        for (int i = 0; i < own.Length; i++)
            (own[i], Kept[i]) = (Kept[i], own[i]);
        parameters.RefreshTransposed();
    }

    private static string Text<TNumber>(TNumber number)
        where TNumber : INumber<TNumber> => number.ToString(null, CultureInfo.InvariantCulture);
}
