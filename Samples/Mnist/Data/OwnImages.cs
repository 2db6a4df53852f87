using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace VaeGen.Mnist.Data;

/// <summary>Images that users bring along: a folder of PNG files, an IDX, npy or CSV file.</summary>
internal static class OwnImages
{
    // One of six images is for the test, as in MNIST. Taken at even steps, they have their share of each class in files that are sorted by
    // it.
    private const int TestStep = 6;

    // The key of a drawn test set: a constant, so that what was trained on is never what another command tests on.
    private const ulong TestKey = 0;

    private const int Side = 28;
    private const string IdxMark = "idx3-ubyte";
    private const string LabelColumn = "label";
    private const int LongestFirstLine = 1 << 16;

    /// <summary>Whether a source is a file, or a folder without IDX files that has PNG files or folders of them.</summary>
    public static bool Are(string source) =>
        File.Exists(source)
        || (Directory.Exists(source) && !Directory.EnumerateFiles(source, "t*-images*").Any()
            && (HasPng(source)
                || Directory.EnumerateDirectories(source)
                .Any(folder => HasPng(folder) || Directory.EnumerateDirectories(folder).Any(HasPng))));

    /// <summary>Reads them, and sets some apart for the test.</summary>
    public static ImageData Read(string source, int? testCount, CancellationToken cancellationToken)
    {
        string train = Path.Combine(source, "train");
        string test = Path.Combine(source, "test");
        if (Directory.Exists(train) && Directory.Exists(test))
        {
            if (testCount is not null)
                throw new UserError($"--test is given, and '{test}' is a test set.", ExitCode.BadArguments);
            return ReadBoth(train, test, cancellationToken);
        }

        DataSet all =
            AsImages(
                Directory.Exists(source)
                ? PngFolder.Read(source, cancellationToken: cancellationToken)
                : ReadFile(source, cancellationToken));
        if (testCount is { } count)
            return Draw(all, count);
        if (all.Count < TestStep)
        {
            throw new UserError($"--data {source}: it holds {all.Count} image{(all.Count == 1 ? "" : "s")}; at least {TestStep} were "
                + $"expected, of which one in {TestStep} is for the test.");
        }

        ILookup<bool, int> parts = Enumerable.Range(0, all.Count).ToLookup(example => example % TestStep == TestStep - 1);
        return new ImageData(all.Select([.. parts[false]]), all.Select([.. parts[true]]));
    }

    private static ImageData Draw(DataSet all, int testCount)
    {
        if (testCount >= all.Count)
            throw new UserError($"--test is {testCount}; fewer than the {all.Count} images were expected.", ExitCode.BadArguments);
        (DataSet train, DataSet test) = all.Split(testCount, TestKey);
        return new ImageData(train, test);
    }

    private static ImageData ReadBoth(string train, string test, CancellationToken cancellationToken)
    {
        DataSet trainSet = PngFolder.Read(train, cancellationToken: cancellationToken);
        DataSet testSet = PngFolder.Read(test, cancellationToken: cancellationToken);
        if (trainSet.Shape != testSet.Shape)
            throw Differ($"images of {trainSet.Shape}", $"images of {testSet.Shape}");
        if (!trainSet.ClassNames.SequenceEqual(testSet.ClassNames))
            throw Differ(Classes(trainSet), Classes(testSet));
        return new ImageData(trainSet, testSet);

        UserError Differ(string trainHas, string testHas) =>
            new($"--data: '{train}' has {trainHas}; '{test}' has {testHas}; the same were expected.");
    }

    private static string Classes(DataSet data) =>
        data.ClassNames.Count == 0 ? "no classes" : $"the classes {string.Join(", ", data.ClassNames)}";

    private static DataSet ReadFile(string path, CancellationToken cancellationToken) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".npy" => ReadNpy(path),
        ".csv" => ReadCsv(path, cancellationToken),
        _ when Path.GetFileName(path).Contains(IdxMark, StringComparison.OrdinalIgnoreCase) => Idx.ReadImages(path),
        _ => throw new UserError($"--data {path}: a file that ends with .npy or .csv was expected, one of IDX images (-idx3-ubyte, .gz), "
            + "or a folder with IDX or PNG files."),
    };

    // Labels lie beside the images, under their name and -labels.
    private static DataSet ReadNpy(string path)
    {
        string labels = Path.ChangeExtension(path, null) + "-labels.npy";
        return File.Exists(labels) ? Npy.ReadExamples(path, labels) : Npy.ReadExamples(path);
    }

    // Published forms of MNIST: bytes, with the labels in the first of 785 columns, or under a header.
    private static DataSet ReadCsv(string path, CancellationToken cancellationToken)
    {
        string[] columns = FirstLine(path).Split(',');
        CsvOptions options = columns.Select(column => column.Trim('"', ' ')).Contains(LabelColumn)
            ? new CsvOptions { LabelName = LabelColumn }
            : columns.Length == (Side * Side) + 1 ? new CsvOptions { LabelIndex = 0 }
            : new CsvOptions();
        DataSet data = Csv.Read(path, options, cancellationToken);
        return data.Maximum > 1 ? Csv.Read(path, options with { AreBytes = true }, cancellationToken) : data;
    }

    private static string FirstLine(string path)
    {
        using StreamReader reader = new(path);
        var start = new char[LongestFirstLine];
        string text = new(start, 0, reader.ReadBlock(start));
        int end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text[..end];
    }

    // Rows of 784 numbers; images of another shape stay what they are.
    private static DataSet AsImages(DataSet data) => !data.Shape.IsImage
        && data.Features == Side * Side ? data.WithShape((Side, Side)) : data;

    private static bool HasPng(string folder) => Directory.EnumerateFiles(folder, "*.png", CaseInsensitive).Any();

    private static readonly EnumerationOptions CaseInsensitive = new() { MatchCasing = MatchCasing.CaseInsensitive };
}
