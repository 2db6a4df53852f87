using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Fusion;

/// <summary>Which kind of phase computes a value, by what its rows and its columns count. A value that no row of the table names is
/// refused.</summary>
internal static class PhaseTable
{
    private static readonly (AxisRole[] Rows, AxisRole[] Columns, PhaseKind Kind)[] Kinds =
    [
        ([AxisRole.Example], [AxisRole.Element], PhaseKind.Tiles),
        ([AxisRole.Example, AxisRole.Sample], [AxisRole.Element], PhaseKind.Tiles),
        ([AxisRole.Example, AxisRole.Class], [AxisRole.Element], PhaseKind.Tiles),
        ([AxisRole.Example], [], PhaseKind.RowStatistics),
        ([AxisRole.Example, AxisRole.Sample], [], PhaseKind.RowStatistics),
        ([AxisRole.Example, AxisRole.Class], [], PhaseKind.RowStatistics),
        ([], [AxisRole.Element], PhaseKind.ColumnStatistics),
        ([], [AxisRole.Channel], PhaseKind.ColumnStatistics),
        ([], [AxisRole.Element, AxisRole.Element], PhaseKind.WeightValues),
        ([], [], PhaseKind.Numbers),
    ];

    /// <summary>The kind of phase that computes a value of these axes.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static PhaseKind KindOf(Tensor tensor)
    {
        IEnumerable<AxisRole> rows = tensor.Rows?.Roles ?? [];
        IEnumerable<AxisRole> columns = tensor.Axes.Where(axis => !axis.IsBatch).Select(axis => axis.Role);
        foreach ((AxisRole[] rowRoles, AxisRole[] columnRoles, PhaseKind kind) in Kinds)
        {
            if (!rows.SequenceEqual(rowRoles) || !columns.SequenceEqual(columnRoles))
                continue;
            // The rows of weights over a volume have padding between them, which a loop over values would have to pass over.
            if (kind == PhaseKind.WeightValues && tensor.Axes[0].Positions > 1)
                break;
            return kind;
        }

        IEnumerable<string> axes = tensor.Axes.Select(axis => $"{axis.Name}: {string.Join(" × ", axis.Roles)}");
        throw Refused(tensor, $"its axes are [{string.Join(", ", axes)}].");
    }

    /// <summary>Checks that a phase which computes a value can read another: over the same rows and columns, or one of them, or a
    /// number.</summary>
    /// <exception cref="NotSupportedException">It cannot.</exception>
    public static void CheckReads(Tensor value, Tensor input)
    {
        Axis[] columns = [.. value.Axes.Skip(value.Axes.Length - 1)];
        bool isSame = input.Axes.SequenceEqual(value.Axes);
        bool isPart = input.Axes.Length == 1 && value.Axes.Length == 2
            && (input.Axes[0] == columns[0] || input.Axes[0] == columns[0].ChannelAxis || input.Axes[0] == value.Rows);
        bool isOfChannels = input.Axes.Length == 1 && value.Axes.Length == 1 && input.Axes[0] == columns[0].ChannelAxis;
        if (!input.Axes.IsEmpty && !isSame && !isPart && !isOfChannels)
            throw Refused(value, $"it reads {input}, which lies in another way.");
    }

    /// <summary>That no phase computes a value.</summary>
    public static NotSupportedException Refused(Tensor tensor, string reason) =>
        new($"No phase computes {tensor.Operation} '{tensor.Name}': {reason}");
}
