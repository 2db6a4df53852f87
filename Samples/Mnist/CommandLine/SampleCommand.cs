using System;
using System.CommandLine;
using System.Globalization;
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
        Option<int?> count =
            OptionFactory.WholeNumber("--count", "Images [default: 200; one class a row where the model has classes].", 1, 10_000);
        Option<int?> label =
            OptionFactory.WholeNumber("--label", "The class of all images, for a model that has classes [default: all of them].", 0);
        Option<string?> pixels = OptionFactory.OneOf("--pixels", "Pixels drawn, or their means [default: drawn].", ["drawn", "mean"]);
        Option<string?> model = OptionFactory.OneOf("--model", "The model, where the file does not say it.", ModelCatalog.Names);
        Option<ulong?> seed = OptionFactory.Seed("--seed", "The key of the samples [default: 1].");
        Command command = new("sample", "Draws images from saved weights.") { weights, count, label, pixels, output, model, seed };
        command.SetAction(result =>
        {
            (CatalogModel entry, IVariationalModel<float> loaded) =
                ModelCatalog.Load(result.GetRequiredValue(weights)!, result.GetValue(model));
            string path = result.GetRequiredValue(output)!;
            Pixels kind = result.GetValue(pixels) == "mean" ? Pixels.Mean : Pixels.Drawn;
            int images = result.GetValue(count) ?? 200;
            ulong key = result.GetValue(seed) ?? DefaultSeed;
            if (loaded.Description.IsDeterministic)
            {
                throw new UserError($"The model {entry.Name} has no prior to sample from; 'train' leaves samples of a mixture of its "
                    + "codes.");
            }

            SampleGrid grid = result.GetValue(label) is { } chosen
                ? SampleGrid.DrawClass(loaded, Check(chosen, entry.Name, loaded.Description), images, key, kind)
                : SampleGrid.Draw(loaded, images, key, kind);
            grid.Save(path, entry.Shape, new ImageGridOptions(), cancellationToken);
            Console.WriteLine($"{path} holds the samples.");
            return ExitCode.Done;
        });
        return command;
    }

    private static int Check(int label, string name, ModelDescription model)
    {
        if (label < model.ConditionClasses)
            return label;
        string expected = model.ConditionClasses == 0
            ? $"the model {name} has no classes"
            : string.Create(CultureInfo.InvariantCulture, $"the model {name} has the classes 0 to {model.ConditionClasses - 1}");
        throw new UserError(string.Create(CultureInfo.InvariantCulture, $"--label is {label}; {expected}."), ExitCode.BadArguments);
    }
}
