using System;
using System.Globalization;

namespace VaeGen.Integration.Process;

/// <summary>Runs one measurement and writes its numbers to the standard output, one a line.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["hash"]:
                foreach (string line in ShortTraining.Lines())
                    Console.WriteLine(line);
                return 0;
            case ["allocations", "step", string threads]:
                Console.WriteLine(Allocations.OfSteps(int.Parse(threads, CultureInfo.InvariantCulture)));
                return 0;
            case ["allocations", "inference"]:
                Console.WriteLine(Allocations.OfInference());
                return 0;
            default:
                Console.Error.WriteLine("hash | allocations step THREADS | allocations inference");
                return 2;
        }
    }
}
