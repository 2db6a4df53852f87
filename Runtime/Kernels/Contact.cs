namespace VaeGen.Runtime.V2;

/// <summary>Two positions, or a position and a tap, that meet in a convolution.</summary>
/// <param name="Left">A position of the left factor; in an image, whose positions are columns, a panel.</param>
/// <param name="Right">A tap of the weights, or a position of the right factor.</param>
/// <param name="Lane">In an image, the first lane of the panel.</param>
/// <param name="Length">In an image, the neighbouring lanes that meet the tap and those after it; elsewhere 1.</param>
internal readonly record struct Contact(int Left, int Right, int Lane = 0, int Length = 1);
