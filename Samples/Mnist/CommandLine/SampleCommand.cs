using System;
using System.CommandLine;
using System.Threading;
using VaeGen.Mnist.Results;

namespace VaeGen.Mnist.CommandLine;

/// <summary><c>sample</c>: a picture of images drawn from saved weights.</summary>
internal static class SampleCommand
{
    private const ulong DefaultSeed = 1;

    public static Command Create(CancellationToken cancellationToken)
    {
        Option<string?> weights = OptionFactory.Text("--weights", "The weights.", "FILE.safetensors");
        weights.Required = true;
        Option<string?> output = OptionFactory.Text("--out", "The picture.", "FILE.png");
        output.Required = true;
        Option<int?> count = OptionFactory.WholeNumber("--count", "Images [default: 200].", 1, 10_000);
        Option<string?> pixels = OptionFactory.OneOf("--pixels", "Pixels drawn, or their means [default: drawn].", ["drawn", "mean"]);
        Option<string?> model = OptionFactory.OneOf("--model", "The model, where the file does not say it.", ModelCatalog.Names);
        Option<ulong?> seed = OptionFactory.Seed("--seed", "The key of the samples [default: 1].");
        Command command = new("sample", "Draws images from saved weights.") { weights, count, pixels, output, model, seed };
        command.SetAction(result =>
        {
            (_, IVariationalModel<float> loaded) = ModelCatalog.Load(result.GetRequiredValue(weights)!, result.GetValue(model));
            string path = result.GetRequiredValue(output)!;
            Pixels kind = result.GetValue(pixels) == "mean" ? Pixels.Mean : Pixels.Drawn;
            float[] images = Inference.Sample(loaded, result.GetValue(count) ?? 200, result.GetValue(seed) ?? DefaultSeed, kind);
            Pictures.SaveGrid(path, images, cancellationToken);
            Console.WriteLine($"{path} holds the samples.");
            return ExitCode.Done;
        });
        return command;
    }
}
