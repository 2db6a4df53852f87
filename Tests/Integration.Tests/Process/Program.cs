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
            case ["findings"]:
                foreach (string finding in ShortTraining.Findings())
                    Console.WriteLine(finding);
                return 0;
            case ["allocations", "step", string threads]:
                Console.WriteLine(Allocations.OfSteps(int.Parse(threads, CultureInfo.InvariantCulture)));
                return 0;
            case ["allocations", "inference", string threads]:
                (long bytes, int differences) = Allocations.OfInference(int.Parse(threads, CultureInfo.InvariantCulture));
                Console.WriteLine(bytes);
                Console.WriteLine(differences);
                return 0;
            default:
                Console.Error.WriteLine("hash | findings | allocations step THREADS | allocations inference THREADS");
                return 2;
        }
    }
}
