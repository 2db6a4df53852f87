using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace VaeGen;

/// <summary>A plot before it is a file: its page, its title, and what is drawn below that.</summary>
/// <param name="Title">Stands above the picture.</param>
/// <param name="Width">The width of the page, in pixels of an ordinary screen.</param>
/// <param name="Height">The height of the page.</param>
/// <param name="Left">Where the title begins.</param>
/// <param name="Inks">The colours with a name that it is drawn in, beside those of page, axes and words.</param>
/// <param name="Draw">Draws everything but the title.</param>
internal sealed record Plot(string Title, int Width, int Height, int Left, IReadOnlyList<PlotInk> Inks, Action<IPlotSurface> Draw)
{
    /// <summary>Writes the picture in one step: as PNG where the name of the file ends so, else as SVG.</summary>
    internal void Save(string path, CancellationToken cancellationToken)
    {
        if (string.Equals(Path.GetExtension(path), ".png", StringComparison.OrdinalIgnoreCase))
        {
            byte[] png = ToPng();
            AtomicFile.Write(path, stream => stream.Write(png), cancellationToken);
        }
        else
        {
            AtomicFile.WriteText(path, ToSvg(), cancellationToken);
        }
    }

    internal string ToSvg()
    {
        SvgSurface surface = new(Title, Width, Height, [PlotInk.Page, .. Inks, PlotInk.Axis, PlotInk.Word]);
        DrawAll(surface);
        return surface.End();
    }

    internal byte[] ToPng()
    {
        RasterSurface surface = new(Width, Height);
        DrawAll(surface);
        return surface.ToPng();
    }

    private void DrawAll(IPlotSurface surface)
    {
        PlotTitle.Draw(surface, Title, Left, Width);
        Draw(surface);
    }
}
