using System;
using System.Linq;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>The products of the emitted step of 784-400-20 at batch 128, on one thread, each tile stored to a matrix; then
/// convolutions.</summary>
internal static class Products
{
    private const int Batch = 128;

    private static readonly (string Name, int Inputs, int Outputs)[] Forward =
    [
        ("a1 = x W1", 784, 400), ("μ, log σ² = h1 W", 400, 20), ("a2 = z W2", 20, 400), ("l = h2 Wl", 400, 784),
        ("dh2 = dl Wlᵀ", 784, 400), ("dz = da2 W2ᵀ", 400, 20), ("dh1 = dμ Wᵀ", 20, 400),
    ];

    private static readonly (string Name, int Inputs, int Outputs)[] Transposed =
    [
        ("dW1 = xᵀ da1", 784, 400), ("dW = h1ᵀ dμ", 400, 20), ("dW2 = zᵀ da2", 20, 400), ("dWl = h2ᵀ dl", 400, 784),
    ];

    /// <summary>One row a product: useful operations a second as a share of the peak, and the share that padding leaves.</summary>
    public static void Run()
    {
        switch (VectorWidths.Best)
        {
            case VectorWidth.Bits512:
                Run<Float16>();
                break;
            case VectorWidth.Bits256:
                Run<Float8>();
                break;
            case VectorWidth.Bits128:
                Run<Float4>();
                break;
            default:
                Run<Float1>();
                break;
        }
    }

    private static void Run<TVector>()
        where TVector : struct, IVector<TVector, float>
    {
        Report.Heading("Products of the step, GFLOP/s of one thread (useful operations; the ceiling is what the padding of panels and "
            + "tiles leaves)");
        foreach ((string name, int inputs, int outputs) in Forward)
        {
            ProductWork<TVector> work = Random<TVector>(inputs, outputs, rightRows: inputs, isTransposed: false);
            Row($"{name}  [{Batch}×{inputs}] [{inputs}×{outputs}]", work, 2.0 * Batch * inputs * outputs,
                RowCeiling(Batch) * ColumnCeiling(outputs));
        }

        foreach ((string name, int inputs, int outputs) in Transposed)
        {
            ProductWork<TVector> work = Random<TVector>(inputs, outputs, rightRows: Batch, isTransposed: true);
            Row($"{name}  [{inputs}×{Batch}] [{Batch}×{outputs}]", work, 2.0 * Batch * inputs * outputs,
                RowCeiling(inputs) * ColumnCeiling(outputs));
        }

        Sparse<TVector>();
        Convolutions.Run<TVector>();
    }

    private static ProductWork<TVector> Random<TVector>(int inputs, int outputs, int rightRows, bool isTransposed)
        where TVector : struct, IVector<TVector, float>
    {
        Random random = new(1);
        return new(
            ProductWork<TVector>.Random(Batch, inputs, random), ProductWork<TVector>.Random(rightRows, outputs, random), Batch,
            isTransposed);
    }

    // The products of the first layer with real images, over the non-zero pixels and over all of them, in turn.
    private static void Sparse<TVector>()
        where TVector : struct, IVector<TVector, float>
    {
        const int Outputs = 400;
        DataSet data = BenchmarkData.Train;
        Random random = new(1);
        PanelMatrix<float> all = ProductWork<TVector>.Zeros(Batch, data.Features);
        var image = new float[data.Features];
        int nonZero = 0;
        for (int row = 0; row < Batch; row++)
        {
            data.CopyExample(random.Next(data.Count), epoch: null, image);
            all.SetRow(row, image);
            nonZero += image.Count(pixel => pixel != 0);
        }

        PanelMatrix<float> listed = new(all, new NonZeros<float>(Batch, all.Columns, isTransposed: true) { MostDensity = 1 });
        PanelMatrix<float> weights = ProductWork<TVector>.Random(data.Features, Outputs, random);
        PanelMatrix<float> gradient = ProductWork<TVector>.Random(Batch, Outputs, random);
        Worker worker = new(0, barrier: null);
        MakeLists();
        Report.Heading($"Products with {Batch} images, one thread, µs; {Report.Percent((double)nonZero / (Batch * data.Features))} of "
            + "the pixels are not zero");
        Pair<TVector>("a1 = x W1", new(all, weights, Batch, isTransposed: false), new(listed, weights, Batch, isTransposed: false));
        Pair<TVector>("dW1 = xᵀ da1", new(all, gradient, Batch, isTransposed: true), new(listed, gradient, Batch, isTransposed: true));
        Report.Row("lists of the non-zero pixels, forward and backward", Measurement.Seconds(MakeLists).Times(1e6), "µs");

        void MakeLists()
        {
            listed.NonZeros!.Find(worker, listed, Batch);
        }
    }

    private static void Pair<TVector>(string name, ProductWork<TVector> all, ProductWork<TVector> nonZero)
        where TVector : struct, IVector<TVector, float>
    {
        var dense = new double[Measurement.Repeats];
        var sparse = new double[Measurement.Repeats];
        int calls = Measurement.CallsOfASample(() => ThreadTeam.RunAlone(all));
        for (int i = 0; i < dense.Length; i++)
        {
            sparse[i] = Measurement.SecondsOf(() => ThreadTeam.RunAlone(nonZero), calls) * 1e6;
            dense[i] = Measurement.SecondsOf(() => ThreadTeam.RunAlone(all), calls) * 1e6;
        }

        double ratio = Measurement.Of([.. sparse.Zip(dense, (few, many) => few / many)]).Median;
        Report.Row($"{name}, all pixels", Measurement.Of(dense), "µs");
        Report.Row($"{name}, non-zero pixels", Measurement.Of(sparse), "µs", $"{Report.Percent(ratio)} of the time for all");
    }

    private static double ColumnCeiling(int columns) => columns / (double)(Panel.Count<float>(columns) * Panel.Width<float>());

    // The rows that the micro-kernels compute of the last tile: 8 or 16 with vectors as wide as a panel, else 6, 6 + 5 or all.
    private static double RowCeiling(int rows)
    {
        int last = (rows - 1) % Panel.Width<float>() + 1;
        int computed = MachinePeak.Bits switch
        {
            512 => last <= 8 ? 8 : 16,
            32 => last,
            _ => last <= 6 ? 6 : last <= 11 ? 11 : 16,
        };
        return rows / (double)(rows - last + computed);
    }

    /// <summary>One product's rate, and its share of the peak taken before and after each sample.</summary>
    public static void Row(string name, IParallelWork work, double operations, double ceiling = 1)
    {
        MachinePeak machine = new();
        machine.Sample(1);
        int calls = Measurement.CallsOfASample(() => ThreadTeam.RunAlone(work));
        var rates = new double[Measurement.Repeats];
        var shares = new double[Measurement.Repeats];
        for (int i = 0; i < rates.Length; i++)
        {
            double before = machine.Sample(1);
            rates[i] = operations / Measurement.SecondsOf(() => ThreadTeam.RunAlone(work), calls);
            shares[i] = rates[i] / (0.5 * (before + machine.Sample(1)));
        }

        string remark = $"{Report.Percent(Measurement.Of(shares).Median)} of peak, ceiling {Report.Percent(ceiling)}";
        Report.Row(name, Measurement.Of(rates).Times(1e-9), "GFLOP/s", remark);
    }
}
