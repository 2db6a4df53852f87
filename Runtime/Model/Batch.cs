using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>Where the noise ε of a batch comes from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum NoiseSource
{
    /// <summary>Standard normal variates by counter: seed, stream, step and the example's index in the data set.</summary>
    Drawn,

    /// <summary>ε = 0, so that z is the posterior's mean.</summary>
    Zero,

    /// <summary>Given by the caller in <see cref="Batch{T}.Noise"/>.</summary>
    Given,
}

/// <summary>The examples of one run of a network, as named columns, and the counters of its noise.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Batch<T>(int capacity)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The examples of this batch.</summary>
    public int Rows { get; set; }

    /// <summary>The data set that the examples come from.</summary>
    public DataSet? Data { get; set; }

    /// <summary>The pass over the training data, the counter of pixels drawn anew; null where the one draw of an evaluation is
    /// wanted.</summary>
    public int? Epoch { get; set; }

    /// <summary>The index in the data set of each row's example [capacity].</summary>
    public int[] Examples { get; } = new int[capacity];

    /// <summary>Whether elements of these examples are missing: they count in no loss, and have no gradient.</summary>
    public bool HasMissing { get; set; }

    /// <summary>The weight of each row's example in the loss, in whole tiles [at least capacity]; 1/rows for the mean over the
    /// batch.</summary>
    public T[] Weights { get; } = new T[Panel.Count<T>(capacity) * Panel.Width<T>()];

    /// <summary>The logarithm of each row's exposure, relative to that of an average example, in whole tiles [at least capacity]; 0 where
    /// the model has none, or nothing is known of it.</summary>
    public T[] LogExposures { get; } = new T[Panel.Count<T>(capacity) * Panel.Width<T>()];

    /// <summary>Where ε comes from.</summary>
    public NoiseSource NoiseSource { get; set; } = NoiseSource.Zero;

    /// <summary>The key of the drawn noise.</summary>
    public ulong Seed { get; set; }

    /// <summary>The stream and Monte Carlo sample of the drawn noise.</summary>
    public uint StreamAndSample { get; set; }

    /// <summary>The training step of the drawn noise; 0 in evaluation.</summary>
    public uint Step { get; set; }

    /// <summary>The given normal noise, of each stream [rows, elements], row-major; that of stream 0 is ε of the latents.</summary>
    public T[][] Noise { get; set; } = [];

    /// <summary>Weighs each example by 1/rows: the mean over this batch's own size.</summary>
    public void WeighEqually()
    {
        // A plain loop: compiling Span.Fill would take longer than it runs in a whole training.
        T weight = T.One / T.CreateChecked(Rows);
        for (int row = 0; row < Rows; row++)
            Weights[row] = weight;
    }
}
