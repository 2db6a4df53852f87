using System;
using System.Numerics;

namespace VaeGen.Runtime.V2;

public abstract partial class VariationalNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private NetworkPorts<T>? ports;
    private PanelMatrix<T>[]? inputs;
    private int[][] columns = [];

    /// <summary>The values that the model's tasks read and write.</summary>
    public NetworkPorts<T> Ports
    {
        get
        {
            if (ports is null)
            {
                ports = new NetworkPorts<T>();
                Connect(ports);
            }

            return ports;
        }
    }

    /// <summary>The examples x [rows, features]; of several groups of columns the first.</summary>
    public PanelMatrix<T> Input => Inputs[0];

    /// <summary>The latents z [rows, latent]; of several levels that which the decoder begins with.</summary>
    public PanelMatrix<T> Latent => Ports.Matrix(PortRole.Latent);

    /// <summary>The class of each example [rows, classes], a one among zeros; null for a model without a condition.</summary>
    public PanelMatrix<T>? Condition => Ports.Find(PortRole.Condition);

    /// <summary>The mean of q(z|x) [rows, latent]; of a deterministic one the code.</summary>
    public PanelMatrix<T> PosteriorMean => Ports.Matrix(PortRole.Posterior, "mean");

    /// <summary>log σ² of q(z|x) [rows, latent].</summary>
    /// <exception cref="NotSupportedException">The posterior has no variance.</exception>
    public PanelMatrix<T> PosteriorLogVariance => Ports.Matrix(PortRole.Posterior, "log_variance");

    /// <summary>The mean of p(x|z) [rows, features]; of several groups of columns the first.</summary>
    public PanelMatrix<T> LikelihoodMean => Ports.Matrix(PortRole.Mean);

    /// <summary>−log p(x|z), one number an example.</summary>
    public RowTotals<T> Reconstruction => Ports.Totals(PortRole.Reconstruction)!;

    /// <summary>KL(q(z|x) ‖ p(z)), one number an example; null for a deterministic posterior.</summary>
    public RowTotals<T>? Kl => Ports.Totals(PortRole.Kl);

    /// <summary>Σ (x − mean)², one number an example, where the likelihood's variance follows it; otherwise null.</summary>
    public RowTotals<T>? SquaredError => Ports.Totals(PortRole.SquaredError);

    /// <summary>(x − mean)² [rows, features] where the likelihood's variance of an element follows it; otherwise null.</summary>
    public PanelMatrix<T>? ElementSquaredErrors => Ports.Find(PortRole.ElementSquaredErrors);

    /// <summary>The rows of each example of a batch in a matrix: its draws, or one.</summary>
    internal int RowsPerExample(PanelMatrix<T> matrix) => Ports.RowsPerExample(matrix);

    /// <summary>How many draws of its latents an example has.</summary>
    public int DrawsPerExample => Ports.Find(PortRole.Noise) is { } noise ? RowsPerExample(noise) : 1;

    /// <summary>The elements of an example, those of all groups of columns.</summary>
    public int Features
    {
        get
        {
            int features = 0;
            foreach (PanelMatrix<T> group in Inputs)
                features += group.Columns;
            return features;
        }
    }

    /// <summary>The groups of columns of x.</summary>
    internal PanelMatrix<T>[] Inputs
    {
        get
        {
            if (inputs is null)
            {
                columns = Ports.Columns();
                inputs = Ports.Matrices(PortRole.Input);
            }

            return inputs;
        }
    }

    /// <summary>Says which values the network has.</summary>
    /// <param name="ports">Receives them.</param>
    protected abstract void Connect(NetworkPorts<T> ports);

    /// <summary>Reads a value of each group of columns side by side, as examples have them.</summary>
    /// <param name="role">The mean of the likelihoods, or a draw.</param>
    /// <param name="destination">Receives the first rows [rows × features].</param>
    internal void ReadObserved(PortRole role, Span<T> destination)
    {
        PanelMatrix<T>[] groups = Ports.Matrices(role);
        if (groups.Length == 1)
        {
            MatrixRows.Read(groups[0], destination);
            return;
        }

        int features = Features;
        for (int row = 0; !destination.IsEmpty; row++, destination = destination[features..])
        {
            for (int group = 0; group < groups.Length; group++)
            {
                for (int i = 0; i < groups[group].Columns; i++)
                    destination[columns[group][i]] = groups[group][row, i];
            }
        }
    }

    /// <summary>Writes an example into the groups of columns.</summary>
    /// <param name="row">The row of the batch.</param>
    /// <param name="example">The example [features].</param>
    internal void SetInput(int row, ReadOnlySpan<T> example) => SetGroups(Inputs, row, example);

    /// <summary>Writes examples into the first rows.</summary>
    /// <param name="examples">The examples [rows × features].</param>
    internal void SetInputs(ReadOnlySpan<T> examples) => SetRows(Inputs, examples);

    /// <summary>Writes which elements of the first examples are there.</summary>
    /// <param name="observed">1 or 0 [rows × features].</param>
    internal void SetMask(ReadOnlySpan<T> observed) => SetRows(Observed, observed);

    private void SetRows(PanelMatrix<T>[] groups, ReadOnlySpan<T> examples)
    {
        int features = Features;
        for (int row = 0; !examples.IsEmpty; row++, examples = examples[features..])
            SetGroups(groups, row, examples[..features]);
    }

    private void SetGroups(PanelMatrix<T>[] groups, int row, ReadOnlySpan<T> example)
    {
        if (groups.Length == 1 && groups[0].Columns == example.Length)
        {
            groups[0].SetRow(row, example);
            return;
        }

        for (int group = 0; group < groups.Length; group++)
        {
            PanelMatrix<T> matrix = groups[group];
            for (int i = 0; i < matrix.Columns; i++)
                matrix[row, i] = example[columns[group][i]];
        }
    }
}
