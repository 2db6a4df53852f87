using System.IO;
using System.Threading;

namespace VaeGen.Mnist.Data;

/// <summary>The images to train and to test on.</summary>
/// <param name="Train">The training set.</param>
/// <param name="Test">The test set.</param>
internal sealed record ImageData(DataSet Train, DataSet Test)
{
    /// <summary>Training images that are held back; null where none are.</summary>
    public DataSet? Validation { get; private init; }

    /// <summary>The name of the digits that need no files.</summary>
    public const string BuiltIn = "digits";

    private const string Downloaded = "mnist";

    private const int BuiltInTrainCount = 20_000;
    private const int BuiltInTestCount = 2_000;

    /// <summary>Makes, downloads or reads the images.</summary>
    /// <param name="source"><c>digits</c>, <c>mnist</c>, a folder, or a file.</param>
    /// <param name="testCount">How many images to draw for the test where the source sets none apart; null for every sixth.</param>
    /// <param name="cancellationToken">Ends a download, or the reading of many files.</param>
    public static ImageData Load(string source, int? testCount, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (source is not (BuiltIn or Downloaded) && !Path.Exists(source))
            throw new UserError($"--data {source}: there is no file or folder of that name.");
        bool areOwn = source is not (BuiltIn or Downloaded) && OwnImages.Are(source);
        if (testCount is not null && !areOwn)
            throw new UserError($"--test is given, and --data {source} has a test set of its own.", ExitCode.BadArguments);
        switch (source)
        {
            case BuiltIn:
                return new ImageData(Digits.Generate(BuiltInTrainCount, seed: 1), Digits.Generate(BuiltInTestCount, seed: 2));
            case Downloaded:
                return Read(new MnistDownload().Fetch(cancellationToken));
            default:
                return areOwn ? OwnImages.Read(source, testCount, cancellationToken) : Read(source);
        }
    }

    /// <summary>The same images with their pixels as zeros and ones; test pixels are drawn once.</summary>
    public ImageData Binarize(Binarization mode, ulong seed) =>
        // Two keys, so that the draws of a training image and of the test image of its index have nothing in common.
        new(Train.Binarize(mode, ~seed), Test.Binarize(mode, seed));

    /// <summary>The same images, some of the training images held back.</summary>
    /// <param name="count">How many; fewer than there are.</param>
    /// <param name="seed">The key of the draw.</param>
    public ImageData HoldBack(int count, ulong seed)
    {
        (DataSet train, DataSet held) = Train.Split(count, seed);
        return this with { Train = train, Validation = held };
    }

    private static ImageData Read(string folder)
    {
        MnistFolder files = MnistFolder.Load(folder);
        return new ImageData(files.Train, files.Test);
    }
}
