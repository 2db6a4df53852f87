using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace VaeGen;

/// <summary>
/// Reads a folder of PNG files of one size as a set of gray or RGB images. Where the folder has sub-folders of files instead, each of them
/// is a class: its name is that of the class, and classes are numbered in the ordinal order of their names.
/// </summary>
/// <remarks>
/// Images come in the ordinal order of their file names, class after class. Files with another ending than <c>.png</c>, and whatever has a
/// name that starts with a dot, are left out. <see cref="PngReader"/> says what becomes of depths, palettes and opacity.
/// </remarks>
public static class PngFolder
{
    /// <summary>Reads a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="channels">
    /// 1 for gray images: colored ones are refused. 3 for RGB images: gray ones get three equal channels. 0, the default, for what the
    /// files are, which have to agree.
    /// </param>
    /// <param name="maximumBytes">The most bytes that all pixels together may have.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The images, named after the folder; with labels and names of classes where there are sub-folders.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is none of 0, 1 and 3.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="DataFormatException">
    /// The folder has no PNG files, or they differ in size or channels, or one can't be read: the message says which.
    /// </exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static DataSet Read(
        string directory, int channels = 0, long maximumBytes = Idx.DefaultMaximumBytes, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (channels is not (0 or 1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "0, 1 or 3 channels were expected.");
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBytes, 1);
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"The folder '{directory}' does not exist.");
        string name = new DirectoryInfo(directory).Name;
        List<string> files = FindFiles(directory);
        string[] classes = FindClasses(directory);
        if (classes.Length == 0)
            return Read(directory, files, channels, maximumBytes, cancellationToken).ToDataSet(name);
        if (files.Count > 0)
        {
            throw new DataFormatException(
                $"The folder '{directory}' has PNG files and the sub-folder '{classes[0]}' beside them; files alone, or sub-folders of "
                    + "files as classes, were expected.");
        }
        List<int> labels = [];
        for (int label = 0; label < classes.Length; label++)
        {
            List<string> found = FindFiles(Path.Combine(directory, classes[label]));
            files.AddRange(found);
            labels.AddRange(Enumerable.Repeat(label, found.Count));
        }
        return Read(directory, files, channels, maximumBytes, cancellationToken).ToDataSet(name).AdoptLabels([.. labels], classes);
    }

    private static PngImages Read(
        string directory, List<string> files, int channels, long maximumBytes, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            string other = Directory.EnumerateFiles(directory).FirstOrDefault(IsOtherImage) is { } image
                ? $" '{Path.GetFileName(image)}' is an image of another format: convert it to PNG." : "";
            throw new DataFormatException(
                $"The folder '{directory}' has no PNG files; some, or sub-folders of them, were expected.{other}");
        }

        PngImages? images = null;
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PngImage image = PngReader.Read(file);
            images ??= new PngImages(image, file, files.Count, channels, maximumBytes);
            images.Add(image, file);
        }
        return images!;
    }

    private static List<string> FindFiles(string directory) =>
    [
        .. Directory.EnumerateFiles(directory)
            .Where(file => IsVisible(file) && Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];

    private static string[] FindClasses(string directory) =>
    [
        .. Directory.EnumerateDirectories(directory)
            .Where(IsVisible)
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsOtherImage(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".jpg" or ".jpeg" or ".bmp" or ".gif" or ".webp" or ".tif" or ".tiff";

    private static bool IsVisible(string path) => !Path.GetFileName(path).StartsWith('.');
}
