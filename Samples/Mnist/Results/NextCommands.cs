using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace VaeGen.Mnist.Results;

/// <summary>The command lines that go on from a training, as they are typed. The file of weights says which model it holds.</summary>
internal static class NextCommands
{
    private const ulong MoreSamples = 200;

    /// <summary>What can be done with the weights of a training.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">The file of its weights.</param>
    /// <param name="folder">Where more pictures go.</param>
    /// <param name="seed">The key of more samples; another one than that of those which the training left.</param>
    /// <param name="images">The options that name the images it was trained on.</param>
    public static IEnumerable<string> After(
        ModelDescription model, string weights, string folder, ulong seed, IEnumerable<string> images)
    {
        // What has no prior has nothing to sample from.
        if (!model.IsDeterministic)
        {
            yield return Line(
                "sample", "--weights", weights, "--count", Number(MoreSamples), "--pixels", "drawn", "--seed", Number(seed), "--out",
                Path.Combine(folder, "more.png"));
        }

        yield return Line("evaluate", ["--weights", weights, .. images]);
    }

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Line(string command, params string[] arguments) =>
        string.Join(' ', [ProgramStart.Text, command, .. arguments.Select(ShellText.Quote)]);
}
