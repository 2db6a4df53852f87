using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>What a value of a network is to its model.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PortRole
{
    /// <summary>A group of columns of x [rows, columns].</summary>
    Input,

    /// <summary>What the examples are conditional on [rows, classes]: a one among zeros.</summary>
    Condition,

    /// <summary>A latent variable [rows, elements], as the decoder reads it.</summary>
    Latent,

    /// <summary>A parameter of a posterior [rows, elements], by its name in files.</summary>
    Posterior,

    /// <summary>The noise that a latent variable is drawn from.</summary>
    Noise,

    /// <summary>The mean of a likelihood [rows, columns].</summary>
    Mean,

    /// <summary>A draw from a likelihood [rows, columns].</summary>
    Draw,

    /// <summary>−log p of a group of x, one number an example.</summary>
    Reconstruction,

    /// <summary>The KL of a latent variable, one number an example.</summary>
    Kl,

    /// <summary>−log p of a group of x, one number a draw, where an example has several.</summary>
    LossOfDraw,

    /// <summary>log q − log p of a latent variable at its draw, one number a draw.</summary>
    LogRatio,

    /// <summary>What training minimizes where that is not the sum of the terms, one number an example.</summary>
    Objective,

    /// <summary>Σ (x − mean)², one number an example.</summary>
    SquaredError,

    /// <summary>(x − mean)² [rows, columns].</summary>
    ElementSquaredErrors,

    /// <summary>The means that exposures are relative to [1, columns].</summary>
    ExposureMeans,
}

/// <summary>
/// The values of a network that a model's tasks read and write, each by its role and the variable it belongs to: what a latent, a group of
/// columns or a level has more of is one line more, and no member of the network.
/// </summary>
/// <typeparam name="T">The model's precision.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkPorts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Port> ports = [];
    private readonly Dictionary<PortRole, RowTotals<T>?> totals = [];
    private readonly Dictionary<PortRole, PanelMatrix<T>[]> matrices = [];

    // By where the matrices lie; null where all have one row an example.
    private Dictionary<(T[] Storage, int Offset), int>? rows;

    /// <summary>A matrix.</summary>
    /// <param name="role">What it is.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="name">What tells it from others of the same role and variable: the name of a parameter in files.</param>
    public void Add(PortRole role, string variable, PanelMatrix<T> matrix, string name = "") =>
        ports.Add(new Port(role, variable, name, matrix, null, []));

    /// <summary>Says of a matrix that each example of a batch has several rows in it, one after the other: draws, or classes. (A matrix
    /// does not say it itself, because every call of a kernel copies it.)</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="count">How many.</param>
    public void SetRows(PanelMatrix<T> matrix, int count)
    {
        // Where nothing is trained, matrices of training have no memory.
        if (matrix.Storage is not null)
            (rows ??= [])[(matrix.Storage, matrix.Offset)] = count;
    }

    /// <summary>The rows of each example in a matrix.</summary>
    public int RowsPerExample(PanelMatrix<T> matrix) =>
        rows is null ? 1 : rows.GetValueOrDefault((matrix.Storage, matrix.Offset), 1);

    /// <summary>A group of columns of x that are not the next ones after those of the group before.</summary>
    /// <param name="variable">The group.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="columns">The columns of an example that it has, in their order.</param>
    public void AddInput(string variable, PanelMatrix<T> matrix, params ReadOnlySpan<int> columns) =>
        ports.Add(new Port(PortRole.Input, variable, "", matrix, null, columns.ToArray()));

    /// <summary>One number a row, as the sum of its parts.</summary>
    /// <param name="role">What it is.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="sums">The sums.</param>
    public void Add(PortRole role, string variable, ExampleSums<T> sums) => ports.Add(new Port(role, variable, "", default, sums, []));

    /// <summary>One number a row.</summary>
    /// <param name="role">What it is.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="numbers">The numbers.</param>
    public void Add(PortRole role, string variable, T[] numbers) => Add(role, variable, new ExampleSums<T>(numbers));

    /// <summary>All matrices of a role, in their order.</summary>
    internal PanelMatrix<T>[] Matrices(PortRole role) =>
        matrices.TryGetValue(role, out PanelMatrix<T>[]? known) ? known : matrices[role] = NewMatrices(role);

    /// <summary>The columns of each group of x.</summary>
    internal int[][] Columns()
    {
        int next = 0;
        return [.. ports.Where(port => port.Role == PortRole.Input).Select(port =>
        {
            int[] columns = port.Columns.Length > 0 ? port.Columns : [.. Enumerable.Range(next, port.Matrix.Columns)];
            next = columns[^1] + 1;
            return columns;
        })];
    }

    /// <summary>The first matrix of a role, and of that name where one is given; null where there is none.</summary>
    public PanelMatrix<T>? Find(PortRole role, string? name = null)
    {
        foreach (Port port in ports)
        {
            if (port.Role == role && (name is null || port.Name == name))
                return port.Matrix;
        }

        return null;
    }

    /// <summary>The first matrix of a role.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public PanelMatrix<T> Matrix(PortRole role, string? name = null) =>
        Find(role, name) ?? throw new NotSupportedException(
            name is null ? $"The model has nothing of the kind {role}." : $"{role} of the model has no {name}.");

    /// <summary>All numbers of rows of a role together; null where there are none.</summary>
    public RowTotals<T>? Totals(PortRole role) =>
        totals.TryGetValue(role, out RowTotals<T>? known) ? known : totals[role] = NewTotals(role);

    private PanelMatrix<T>[] NewMatrices(PortRole role) => [.. ports.Where(port => port.Role == role).Select(port => port.Matrix)];

    // Apart, so that what is known is found without an allocation.
    private RowTotals<T>? NewTotals(PortRole role)
    {
        ExampleSums<T>[] sums = [.. ports.Where(port => port.Role == role).Select(port => port.Sums).OfType<ExampleSums<T>>()];
        return sums.Length == 0 ? null : new RowTotals<T>(sums);
    }

    private readonly record struct Port(
        PortRole Role, string Variable, string Name, PanelMatrix<T> Matrix, ExampleSums<T>? Sums, int[] Columns);
}

/// <summary>One number a row of each variable of a role, added up.</summary>
/// <param name="parts">The numbers of each variable.</param>
/// <typeparam name="T">The model's precision.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowTotals<T>(ExampleSums<T>[] parts)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The total of a row.</summary>
    /// <param name="row">The row.</param>
    public double Total(int row)
    {
        double total = parts[0].Total(row);
        for (int i = 1; i < parts.Length; i++)
            total += parts[i].Total(row);
        return total;
    }
}
