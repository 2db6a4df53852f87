using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using VaeGen.Mnist.Data;

namespace VaeGen.Mnist.CommandLine;

/// <summary>The options that say which images are used, and how.</summary>
internal sealed class DataOptions
{
    private readonly Option<string?> data =
        OptionFactory.Text(
            "--data", "digits (built in), mnist (downloaded once), a folder with IDX or PNG files, or an IDX, npy or CSV file [default: "
                + "digits].", "digits|mnist|DIR|FILE");

    private readonly Option<string?> binarize = OptionFactory.OneOf(
        "--binarize", $"How gray pixels become zeros and ones [default: dynamic; {Gray} none].",
        ["dynamic", "static", "threshold", "none"]);

    private readonly Option<int?> test = OptionFactory.WholeNumber(
        "--test", "Images to draw for the test, the same ones each time, where a file or folder does not set some apart [default: every "
            + "sixth].", 1);

    private static string Gray =>
        string.Join(", ", ModelCatalog.All.Where(model => model.Binarization == Binarization.None).Select(model => model.Name));

    public void AddTo(Command command)
    {
        command.Add(data);
        command.Add(binarize);
        command.Add(test);
    }

    /// <summary>Whether the images were named on the command line.</summary>
    public bool AreGiven(ParseResult result) => result.GetValue(data) is not null;

    /// <summary>The options that name the same images to another command.</summary>
    public IEnumerable<string> Arguments(ParseResult result)
    {
        yield return data.Name;
        yield return result.GetValue(data) ?? ImageData.BuiltIn;
        if (result.GetValue(binarize) is { } mode)
        {
            yield return binarize.Name;
            yield return mode;
        }

        if (result.GetValue(test) is { } count)
        {
            yield return test.Name;
            yield return count.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Reads the images as the command line says, and where it says nothing, as the model takes them.</summary>
    public ImageData Load(ParseResult result, CatalogModel model, ulong seed, CancellationToken cancellationToken)
    {
        Binarization mode = result.GetValue(binarize) switch
        {
            "none" => Binarization.None,
            "static" => Binarization.Static,
            "threshold" => Binarization.Threshold,
            "dynamic" => Binarization.Dynamic,
            _ => model.Binarization,
        };
        return ImageData.Load(result.GetValue(data) ?? ImageData.BuiltIn, result.GetValue(test), cancellationToken).Binarize(mode, seed);
    }
}
