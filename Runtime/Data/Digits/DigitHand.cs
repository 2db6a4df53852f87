namespace VaeGen;

/// <summary>A point the pen passes, in a box 10 wide and 14 high with y downwards.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
/// <param name="IsCorner">Whether the pen turns sharply here; otherwise the path is smooth.</param>
internal readonly record struct DigitKnot(double X, double Y, bool IsCorner = false)
{
    /// <summary>A point the path passes smoothly.</summary>
    public static implicit operator DigitKnot((double X, double Y) point) => new(point.X, point.Y);
}

/// <summary>One way to write a digit: strokes of the pen, each a path through knots.</summary>
/// <param name="Weight">How often this way is taken, relative to the other ways of the digit.</param>
/// <param name="Strokes">The strokes in the order they are written.</param>
internal sealed record DigitHand(int Weight, params DigitKnot[][] Strokes);
