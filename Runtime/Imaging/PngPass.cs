using System.Collections.Generic;

namespace VaeGen;

/// <summary>The pixels that a PNG file stores together: all of them, or one of the seven passes of an interlaced file (Adam7).</summary>
/// <param name="Top">Row of the first pixel.</param>
/// <param name="Left">Column of the first pixel.</param>
/// <param name="RowStep">Rows of the image from one stored row to the next.</param>
/// <param name="ColumnStep">Columns of the image from one stored pixel to the next.</param>
/// <param name="Rows">Stored rows.</param>
/// <param name="Columns">Pixels of a stored row.</param>
/// <param name="RowBytes">Bytes of a stored row, without that of its filter.</param>
internal sealed record PngPass(int Top, int Left, int RowStep, int ColumnStep, int Rows, int Columns, long RowBytes)
{
    private static readonly (int Top, int Left, int RowStep, int ColumnStep)[] Adam7 =
        [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)];

    /// <summary>Bytes of the pass before they are compressed.</summary>
    internal long Bytes => Rows * (1 + RowBytes);

    /// <summary>The passes of a file that hold pixels, in order.</summary>
    internal static List<PngPass> Of(PngHeader header)
    {
        List<PngPass> passes = [];
        foreach ((int top, int left, int rowStep, int columnStep) in header.IsInterlaced ? Adam7 : [(0, 0, 1, 1)])
        {
            int rows = Places(header.Height, top, rowStep);
            int columns = Places(header.Width, left, columnStep);
            if (rows > 0 && columns > 0)
                passes.Add(new PngPass(top, left, rowStep, columnStep, rows, columns, (((long)columns * header.BitsPerPixel) + 7) / 8));
        }
        return passes;
    }

    private static int Places(int size, int first, int step) => (int)(((long)size - first + step - 1) / step);
}
