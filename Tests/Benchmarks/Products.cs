using System;
using System.Linq;
using VaeGen.Runtime.V1;

namespace VaeGen.Benchmarks;

/// <summary>The products of the emitted step of 784-400-20 at batch 128, on one thread, each tile stored to a matrix.</summary>
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
        Report.Heading("Products of the step, GFLOP/s of one thread (useful operations; the ceiling is what the padding of panels and tiles leaves)");
        foreach ((string name, int inputs, int outputs) in Forward)
        {
            ProductWork<TVector> work = new(Batch, inputs, outputs, Batch, outputs);
            Row($"{name}  [{Batch}×{inputs}] [{inputs}×{outputs}]", work, 2.0 * Batch * inputs * outputs, RowCeiling(Batch) * ColumnCeiling(outputs));
        }

        foreach ((string name, int inputs, int outputs) in Transposed)
        {
            ProductWork<TVector> work = new(Batch, inputs, outputs, inputs, outputs) { IsTransposed = true };
            Row($"{name}  [{inputs}×{Batch}] [{Batch}×{outputs}]", work, 2.0 * Batch * inputs * outputs, RowCeiling(inputs) * ColumnCeiling(outputs));
        }

        Sparse<TVector>();
    }

    // The products of the first layer with real images, over the non-zero pixels and over all of them, in turn.
    private static void Sparse<TVector>()
        where TVector : struct, IVector<TVector, float>
    {
        ImageWork<TVector> forward = new(Batch, outputs: 400, isTransposed: false);
        ImageWork<TVector> gradient = new(Batch, outputs: 400, isTransposed: true);
        Report.Heading($"Products with {Batch} images, one thread, µs; {Report.Percent(forward.Density)} of the pixels are not zero");
        Pair("a1 = x W1", forward);
        Pair("dW1 = xᵀ da1", gradient);
        Report.Row("lists of the non-zero pixels, forward and backward", Measurement.Seconds(forward.MakeLists).Times(1e6), "µs");
    }

    private static void Pair<TVector>(string name, ImageWork<TVector> work)
        where TVector : struct, IVector<TVector, float>
    {
        var sparse = new double[Measurement.Repeats];
        var dense = new double[Measurement.Repeats];
        int calls = Measurement.CallsOfASample(() => ThreadTeam.RunAlone(work));
        for (int i = 0; i < sparse.Length; i++)
        {
            work.WalksNonZeros = true;
            sparse[i] = Measurement.SecondsOf(() => ThreadTeam.RunAlone(work), calls) * 1e6;
            work.WalksNonZeros = false;
            dense[i] = Measurement.SecondsOf(() => ThreadTeam.RunAlone(work), calls) * 1e6;
        }

        double ratio = Measurement.Of([.. sparse.Zip(dense, (few, all) => few / all)]).Median;
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

    private static void Row<TVector>(string name, ProductWork<TVector> work, double operations, double ceiling)
        where TVector : struct, IVector<TVector, float>
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

    /// <summary>One product of random matrices.</summary>
    private sealed class ProductWork<TVector> : IParallelWork
        where TVector : struct, IVector<TVector, float>
    {
        private readonly int batch;
        private readonly int resultRows;
        private readonly PanelMatrix<float> left;
        private readonly PanelMatrix<float> right;
        private readonly PanelMatrix<float> result;

        public ProductWork(int batch, int inputs, int outputs, int resultRows, int resultColumns)
        {
            this.batch = batch;
            this.resultRows = resultRows;
            Random random = new(1);
            left = Create(batch, inputs, random);
            right = Create(Math.Max(batch, inputs), outputs, random);
            result = Create(resultRows, resultColumns, random);
        }

        public bool IsTransposed { get; init; }

        void IParallelWork.Run(Worker worker)
        {
            foreach (Tile tile in worker.Share<float>(resultRows, result.Panels))
            {
                ReadOnlySpan<float> product = IsTransposed
                    ? Product.MultiplyTransposed<TVector, float>(worker, left, right, batch, tile)
                    : Product.Multiply<TVector, float>(worker, left, right, tile);
                product.CopyTo(result.Tile(tile));
            }
        }

        private static PanelMatrix<float> Create(int rows, int columns, Random random)
        {
            int stride = Panel.Stride<float>(rows);
            float[] storage = AlignedMemory.Allocate<float>(stride * Panel.Count<float>(columns), out int offset);
            for (int i = 0; i < storage.Length; i++)
                storage[i] = random.NextSingle() - 0.5f;
            return new PanelMatrix<float>(storage, offset, columns, stride);
        }
    }

    /// <summary>A product of the first layer, with a batch of real images.</summary>
    private sealed class ImageWork<TVector> : IParallelWork
        where TVector : struct, IVector<TVector, float>
    {
        private readonly Worker worker = new(0, barrier: null);
        private readonly bool isTransposed;
        private readonly int rows;
        private readonly PanelMatrix<float> all;
        private readonly PanelMatrix<float> nonZeros;
        private readonly PanelMatrix<float> right;
        private readonly PanelMatrix<float> result;

        public ImageWork(int rows, int outputs, bool isTransposed)
        {
            DataSet data = BenchmarkData.Train;
            this.rows = rows;
            this.isTransposed = isTransposed;
            all = Create(rows, data.Features);
            right = Create(Math.Max(rows, data.Features), outputs);
            result = Create(Math.Max(rows, data.Features), outputs);
            Random random = new(1);
            for (int i = 0; i < right.Storage.Length; i++)
                right.Storage[i] = random.NextSingle() - 0.5f;
            var example = new float[data.Features];
            for (int row = 0; row < rows; row++)
            {
                data.CopyExample(random.Next(data.Count), null, example);
                all.SetRow(row, example);
                Density += example.Count(value => value != 0) / (double)(rows * data.Features);
            }

            nonZeros = new PanelMatrix<float>(all, new NonZeros<float>(rows, all.Columns, isTransposed: true) { MostDensity = 1 });
            MakeLists();
        }

        /// <summary>The share of the pixels that are not zero.</summary>
        public double Density { get; }

        public bool WalksNonZeros { get; set; }

        public void MakeLists()
        {
            nonZeros.NonZeros!.Clear();
            nonZeros.NonZeros.Count(nonZeros, 0, rows);
            nonZeros.NonZeros.MakeLists(worker, nonZeros, rows);
        }

        void IParallelWork.Run(Worker worker)
        {
            PanelMatrix<float> x = WalksNonZeros ? nonZeros : all;
            foreach (Tile tile in worker.Share<float>(isTransposed ? x.Columns : rows, result.Panels))
            {
                ReadOnlySpan<float> product = isTransposed
                    ? Product.MultiplyTransposed<TVector, float>(worker, x, right, rows, tile)
                    : Product.Multiply<TVector, float>(worker, x, right, tile);
                product.CopyTo(result.Tile(tile));
            }
        }

        private static PanelMatrix<float> Create(int rows, int columns)
        {
            int stride = Panel.Stride<float>(rows);
            float[] storage = AlignedMemory.Allocate<float>(stride * Panel.Count<float>(columns), out int offset);
            return new PanelMatrix<float>(storage, offset, columns, stride);
        }
    }
}
