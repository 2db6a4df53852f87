using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace VaeGen;

/// <summary>The training and the test set of a folder with the four IDX files of MNIST, or of a set published in the same form.</summary>
/// <param name="Train">The training set.</param>
/// <param name="Test">The test set.</param>
public sealed record MnistFolder(DataSet Train, DataSet Test)
{
    /// <summary>
    /// Reads <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and
    /// <c>t10k-labels-idx1-ubyte</c>, plain or with <c>.gz</c>; <c>train-images.idx3-ubyte</c> and the like are found too. Where the folder
    /// has no file of labels at all, the sets have none.
    /// </summary>
    /// <param name="directory">The folder.</param>
    /// <param name="maximumBytes">The most bytes of data the header of one file may declare.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">A file is missing: images, or the labels of one set where the other has some.</exception>
    /// <exception cref="DataFormatException">
    /// A file is not what it has to be, images and labels differ in number, or the two sets in shape: the message says what was found and
    /// what was expected.
    /// </exception>
    public static MnistFolder Load(string directory, long maximumBytes = Idx.DefaultMaximumBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"The data folder '{directory}' does not exist.");
        bool hasLabels = Find(directory, "train", "labels", 1) is not null || Find(directory, "t10k", "labels", 1) is not null;
        // Decompressing is most of the time: the two sets are read side by side. Where both fail, the training set's failure is told.
        Task<DataSet> readingTest = Task.Run(() => Load(directory, "t10k", hasLabels, maximumBytes));
        DataSet train;
        try
        {
            train = Load(directory, "train", hasLabels, maximumBytes);
        }
        finally
        {
            Task.WaitAny(readingTest);
        }

        DataSet test = readingTest.GetAwaiter().GetResult();
        if (train.Shape != test.Shape)
        {
            throw new DataFormatException(
                $"In '{directory}' the training images are {train.Shape} and the test images {test.Shape}; one shape was expected.");
        }
        return new MnistFolder(train, test);
    }

    private static DataSet Load(string directory, string set, bool hasLabels, long maximumBytes)
    {
        string imagesPath = Find(directory, set, "images", 3) ?? throw Missing(directory, set, "images", 3);
        DataSet images = Idx.ReadImages(imagesPath, maximumBytes);
        if (!hasLabels)
            return images;
        string labelsPath = Find(directory, set, "labels", 1) ?? throw Missing(directory, set, "labels", 1);
        int[] labels = Idx.ReadLabels(labelsPath, maximumBytes);
        if (labels.Length != images.Count)
            throw new DataFormatException($"'{labelsPath}' has {labels.Length} labels; '{imagesPath}' has {images.Count} images.");
        return images.AdoptLabels(labels);
    }

    private static string? Find(string directory, string set, string content, int rank) =>
        FileNames(set, content, rank).Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> FileNames(string set, string content, int rank) =>
    [
        $"{set}-{content}-idx{rank}-ubyte",
        $"{set}-{content}.idx{rank}-ubyte",
        $"{set}-{content}-idx{rank}-ubyte.gz",
        $"{set}-{content}.idx{rank}-ubyte.gz",
    ];

    private static FileNotFoundException Missing(string directory, string set, string content, int rank)
    {
        string expected = $"{set}-{content}-idx{rank}-ubyte";
        return new FileNotFoundException($"The folder '{directory}' has no file '{expected}' or '{expected}.gz'.",
            Path.Combine(directory, expected));
    }
}
