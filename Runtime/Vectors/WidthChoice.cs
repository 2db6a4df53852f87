using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Which of a processor's vectors models compute with: what the user wants, else the widest that it has. Where it has 512 bits and .NET
/// prefers narrower ones, a measurement decides.
/// </summary>
internal static class WidthChoice
{
    /// <summary>The environment variable with which a user chooses.</summary>
    public const string Variable = "VAEGEN_VECTOR_WIDTH";

    /// <summary>
    /// How many times as fast multiply-adds must be with 512 bits, to make up for the lower clock of everything else. A processor with two
    /// units of that width gains 1.6 to 2 times, one with a single unit nothing, so the exact number does not matter.
    /// </summary>
    public const double WorthwhileGain = 1.25;

    // The widest first.
    private static readonly (VectorWidth Width, string Name)[] Names =
    [
        (VectorWidth.Bits512, "512"), (VectorWidth.Bits256, "256"), (VectorWidth.Bits128, "128"), (VectorWidth.Scalar, "scalar"),
    ];

    /// <summary>The width to compute with.</summary>
    /// <param name="machine">What the processor has.</param>
    /// <param name="wanted">What the user wrote into <see cref="Variable"/>; null or empty where nothing.</param>
    /// <param name="measureGain">How many times as fast multiply-adds are with 512 bits as with 256; called only to decide.</param>
    /// <exception cref="InvalidOperationException">The processor does not have what is wanted, or there is no such width.</exception>
    public static VectorWidth Choose(VectorSupport machine, string? wanted, Func<double> measureGain)
    {
        VectorWidth widest = Possible(machine).First();
        if (!string.IsNullOrEmpty(wanted))
            return Parse(wanted, machine);
        bool isOpen = widest == VectorWidth.Bits512 && !machine.Prefers512Bits && machine.Allows(VectorWidth.Bits256);
        return isOpen && measureGain() < WorthwhileGain ? VectorWidth.Bits256 : widest;
    }

    /// <summary>Whether the processor has wider vectors than a program can use of it, and the user has chosen none.</summary>
    /// <param name="usable">What the program can use.</param>
    /// <param name="widest">What the processor has.</param>
    /// <param name="wanted">What the user wrote into <see cref="Variable"/>; null or empty where nothing.</param>
    public static bool IsNarrowed(VectorSupport usable, VectorWidth widest, string? wanted) =>
        string.IsNullOrEmpty(wanted) && !usable.Allows(widest);

    /// <summary>The widths that a processor has, the widest first.</summary>
    public static IEnumerable<VectorWidth> Possible(VectorSupport machine) => Names.Select(entry => entry.Width).Where(machine.Allows);

    /// <summary>The width as <see cref="Variable"/> names it.</summary>
    public static string NameOf(VectorWidth width) => Array.Find(Names, entry => entry.Width == width).Name;

    private static VectorWidth Parse(string wanted, VectorSupport machine)
    {
        foreach (VectorWidth width in Possible(machine))
        {
            if (NameOf(width) == wanted.Trim())
                return width;
        }

        string possible = string.Join(", ", Possible(machine).Select(NameOf));
        throw new InvalidOperationException($"The environment variable {Variable} is '{wanted}'; possible here: {possible}.");
    }
}
