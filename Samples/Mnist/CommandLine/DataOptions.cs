using System.CommandLine;
using System.Threading;
using VaeGen.Mnist.Data;

namespace VaeGen.Mnist.CommandLine;

/// <summary>The options that say which images are used, and how.</summary>
internal sealed class DataOptions
{
    private readonly Option<string?> data =
        OptionFactory.Text(
            "--data", "digits (built in), mnist (downloaded once), a folder with IDX or PNG files, or an npy or CSV file [default: digits].", "digits|mnist|DIR|FILE");

    private readonly Option<string?> binarize = OptionFactory.OneOf(
        "--binarize", "How gray pixels become zeros and ones [default: dynamic].", ["dynamic", "static", "threshold", "none"]);

    public void AddTo(Command command)
    {
        command.Add(data);
        command.Add(binarize);
    }

    /// <summary>Whether the images were named on the command line.</summary>
    public bool AreGiven(ParseResult result) => result.GetValue(data) is not null;

    public ImageData Load(ParseResult result, ulong seed, CancellationToken cancellationToken)
    {
        Binarization mode = result.GetValue(binarize) switch
        {
            "none" => Binarization.None,
            "static" => Binarization.Static,
            "threshold" => Binarization.Threshold,
            _ => Binarization.Dynamic,
        };
        return ImageData.Load(result.GetValue(data) ?? ImageData.BuiltIn, cancellationToken).Binarize(mode, seed);
    }
}
