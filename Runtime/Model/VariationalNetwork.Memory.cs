using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>The scratch memory of a network: what one step or evaluation of up to so many examples writes.</summary>
public abstract partial class VariationalNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A matrix of one row an example.</summary>
    protected static PanelMatrix<T> Matrix(int capacity, int columns) => Matrix(capacity, columns, positions: 1);

    /// <summary>A volume of one row an example.</summary>
    protected static PanelMatrix<T> Matrix(int capacity, int channels, int positions)
    {
        T[] storage = AlignedMemory.Allocate<T>(BatchArray.OfPanels<T>(capacity, channels, positions), out int offset);
        return new PanelMatrix<T>(storage, offset, channels, positions, Panel.Stride<T>(capacity));
    }

    /// <summary>A matrix of one row an example that training alone needs; empty in a network that only evaluates.</summary>
    protected static PanelMatrix<T> TrainingMatrix(TrainingState<T>? training, int capacity, int columns) =>
        TrainingMatrix(training, capacity, columns, positions: 1);

    /// <summary>A volume of one row an example that training alone needs; empty in a network that only evaluates.</summary>
    protected static PanelMatrix<T> TrainingMatrix(TrainingState<T>? training, int capacity, int channels, int positions) =>
        training is null ? default : Matrix(capacity, channels, positions);

    /// <summary>A matrix for draws of x, where the network does not train; otherwise none.</summary>
    protected static PanelMatrix<T> DrawMatrix(TrainingState<T>? training, int capacity, int columns) =>
        training is null ? Matrix(capacity, columns) : default;

    /// <summary>A matrix whose products walk the non-zero elements alone where they are few: see <see cref="FindNonZeros"/>.</summary>
    protected static PanelMatrix<T> SparseMatrix(TrainingState<T>? training, int capacity, int columns) =>
        new(Matrix(capacity, columns), new NonZeros<T>(capacity, columns, isTransposed: training is not null));

    /// <summary>One sum an example over so many columns.</summary>
    protected static ExampleSums<T> Sums(int capacity, int columns) => new(columns, capacity);

    /// <summary>One sum an example over all elements of a volume.</summary>
    protected static ExampleSums<T> Sums(int capacity, int channels, int positions) => new(channels, positions, capacity);

    /// <summary>One number an example, in whole tiles.</summary>
    protected static T[] RowValues(int capacity) => new T[Panel.Count<T>(capacity) * Panel.Width<T>()];

    /// <summary>One number a column.</summary>
    protected static PanelMatrix<T> ColumnValues(int columns) => WeightValues(1, columns);

    /// <summary>One number an element of a volume.</summary>
    protected static PanelMatrix<T> ColumnValues(int channels, int positions) => WeightValues(1, channels, positions);

    /// <summary>Values that follow from weights [rows, columns], laid out as those are; a vector is one row.</summary>
    protected static PanelMatrix<T> WeightValues(int rows, int columns, int positions = 1)
    {
        int width = Panel.Width<T>();
        int panelStride = rows == 1 ? width : checked(Panel.Count<T>(rows) * width * width);
        T[] storage = AlignedMemory.Allocate<T>(checked(Panel.Count<T>(columns) * positions * panelStride), out int offset);
        return new PanelMatrix<T>(storage, offset, columns, positions, panelStride);
    }
}
