using System.Linq;

namespace VaeGen.Runtime.Tests.Data;

/// <summary>Images whose lower half is missing, for tests of what fills it in.</summary>
internal static class LowerHalf
{
    /// <summary>The same images without the rows below the middle.</summary>
    internal static DataSet Missing(DataSet images)
    {
        DataShape shape = images.Shape;
        return images.WithMask([.. Enumerable.Range(0, shape.Features).Select(i => i / shape.Width % shape.Height < shape.Height / 2)]);
    }
}
