using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Tests.Parsing;

/// <summary>The attributes of a random valid model, in pieces that a test may spoil.</summary>
internal sealed class RandomDeclaration
{
    private static readonly string[] Likelihoods =
    [
        "Bernoulli, {0}", "Bernoulli, {0}", "Gaussian, {0}, Sigma = 0.5", "Gaussian, {0}, Scale = PerElement",
        "Gaussian, {0}, Scale = FromDecoder, MinSigma = 0.1",
        "Laplace, {0}", "Poisson, {0}", "Categorical, {0}, Classes = 3",
    ];

    private readonly Random random;

    /// <summary>Draws a model.</summary>
    public RandomDeclaration(Random random)
    {
        this.random = random;
        Data = ValueShape.Volume(random.Next(1, 4), random.Next(4, 13), random.Next(4, 13));
        Latent = random.Next(1, 9);
        bool chains = random.Next(6) == 0;
        string x = chains || random.Next(8) > 0 ? $"{Data.Channels}, {Data.Height}, {Data.Width}" : $"{Data.Size}";
        Prior = $"Prior(Normal, {Latent})";
        Likelihood = $"Likelihood({string.Format(CultureInfo.InvariantCulture, Likelihoods[random.Next(Likelihoods.Length)], x)})";
        EncoderHead = chains ? $"Encoder({Data.Size}, 7, {Latent})" : "Encoder";
        DecoderHead = chains ? $"Decoder({Latent}, 7, {Data.Size})" : "Decoder";
        if (Latent > 1 && random.Next(5) == 0)
            Posterior = "Posterior(Normal, Covariance = Full)";
        else if (random.Next(5) == 0)
            (Prior, Posterior) = (null, $"Posterior(Deterministic, {Latent})");

        if (random.Next(5) == 0)
            Others.Add($"Condition({random.Next(2, 20)})");

        if (!chains)
        {
            EncoderLayers = DrawEncoder(x.Contains(',') ? Data : ValueShape.Vector(Data.Size));
            DecoderLayers = DrawDecoder();
        }
    }

    /// <summary>The shape of x.</summary>
    public ValueShape Data { get; }

    /// <summary>The size of z.</summary>
    public int Latent { get; }

    /// <summary>Whether the networks are stacks.</summary>
    public bool IsStack => EncoderHead == "Encoder";

    public string? EncoderHead { get; set; }

    public List<string> EncoderLayers { get; set; } = [];

    public string? DecoderHead { get; set; }

    public List<string> DecoderLayers { get; set; } = [];

    public string? Prior { get; set; }

    public string? Posterior { get; set; }

    public string? Likelihood { get; set; }

    /// <summary>Further attributes, behind the others.</summary>
    public List<string> Others { get; } = [];

    /// <summary>All attributes on one line, each in brackets.</summary>
    public string Attributes() => string.Concat(
        new[] { EncoderHead }.Concat(EncoderLayers).Append(DecoderHead).Concat(DecoderLayers).Append(Prior).Append(Posterior)
        .Append(Likelihood).Concat(Others)
            .Where(attribute => attribute is not null).Select(attribute => $"[{attribute}] "));

    private List<string> DrawEncoder(ValueShape data)
    {
        RandomStack stack = new(random, data);
        for (int i = random.Next(1, 5); i > 0; i--)
            stack.AddAny();

        // Away from the size of the latent, which has a warning.
        stack.AddDense(ValueShape.Vector(random.Next(10, 20)));
        return stack.Layers;
    }

    private List<string> DrawDecoder()
    {
        RandomStack stack = new(random, ValueShape.Vector(Latent));
        for (int i = random.Next(0, 4); i > 0; i--)
            stack.AddAny();

        switch (random.Next(3))
        {
            case 0:
                stack.AddDense(ValueShape.Vector(random.Next(2, 15)));
                break;
            case 1:
                stack.AddDense(Data, isHead: true);
                break;
            default:
                stack.AddDense(Data with { Channels = random.Next(1, 6) });
                stack.AddConvHead(Data.Channels);
                break;
        }

        return stack.Layers;
    }
}
