using System;
using System.IO;
using System.Text.RegularExpressions;
using Xunit;

namespace VaeGen.Package.Tests;

/// <summary>
/// The program that all kinds of projects are made of: it trains a model for two passes and writes its bound and a hash of all its weights,
/// which is the same wherever and however the program was built.
/// </summary>
internal static partial class SampleProgram
{
    /// <summary>A model and its training, for the given namespace.</summary>
    public const string Source = """
        using System;
        using System.IO;
        using System.Security.Cryptography;
        using VaeGen;

        DataSet digits = Digits.Generate(1_000, seed: 1).Binarize(Binarization.Threshold);
        SmallVae model = new(seed: 1);
        model.Fit(digits, new FitOptions { Epochs = 2, BatchSize = 50 });
        model.Save("weights.safetensors");
        Elbo bound = SmallVae.Load("weights.safetensors").Evaluate(digits);
        Console.WriteLine(FormattableString.Invariant($"NELBO {bound.Nelbo:R}"));
        Console.WriteLine("weights " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes("weights.safetensors"))));
        foreach (Finding finding in bound.Findings)
            Console.WriteLine("finding " + finding);

        [Encoder(784, 64, 8)]
        [Decoder(8, 64, 784)]
        [Prior(Normal)]
        [Likelihood(Bernoulli)]
        public partial class SmallVae;
        """;

    /// <summary>A program's project with the given properties and items.</summary>
    public static string Project(string items, string properties = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """;

    /// <summary>The reference to the package.</summary>
    public static string Reference(Feed feed, string attributes = "") =>
        $"""<PackageReference Include="VaeGen" Version="{feed.Version}" {attributes}/>""";

    /// <summary>A new project of this program that refers to the package.</summary>
    public static string Create(Feed feed, string name, string attributes = "", string properties = "")
    {
        string folder = feed.NewFolder(name);
        File.WriteAllText(Path.Combine(folder, "App.csproj"), Project(Reference(feed, attributes), properties));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Source);
        return folder;
    }

    /// <summary>What the program said, which has learned something: the hash of its weights.</summary>
    public static string HashOf(CommandResult run)
    {
        Match bound = Bound().Match(run.MustSucceed().Output);
        Assert.True(bound.Success, run.Output);
        double nelbo = double.Parse(bound.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        // An untrained one begins at 784 log 2 = 543 nats.
        Assert.InRange(nelbo, 50, 300);
        return Weights().Match(run.Output).Groups[1].Value;
    }

    [GeneratedRegex("^NELBO ([0-9.]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Bound();

    [GeneratedRegex("^weights ([0-9A-F]{64})\r?$", RegexOptions.Multiline)]
    private static partial Regex Weights();
}
