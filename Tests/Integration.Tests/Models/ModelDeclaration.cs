using System;
using System.Globalization;
using System.Linq;

namespace VaeGen.Integration.Tests.Models;

/// <summary>A model as a test declares it; the source of its class follows.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Encoder">The sizes of the encoder.</param>
/// <param name="Decoder">The sizes of the decoder.</param>
/// <param name="Likelihood">What stands between the parentheses of the likelihood, such as <c>Gaussian, Sigma = 0.4</c>.</param>
/// <param name="Activation">The hidden activation of both networks; null for the default.</param>
/// <param name="IsDouble">Whether it computes in double precision.</param>
/// <param name="Classes">The classes that it is conditional on; 0 for none.</param>
/// <param name="IsDeterministic">Whether it is a classical autoencoder.</param>
/// <param name="Covariance">The covariance of a normal posterior; null for the default.</param>
internal sealed record ModelDeclaration(
    string Name, int[] Encoder, int[] Decoder, string Likelihood, string? Activation = null, bool IsDouble = true, int Classes = 0,
    bool IsDeterministic = false,
    string? Covariance = null)
{
    /// <summary>Elements of x.</summary>
    public int Features => Encoder[0];

    /// <summary>Elements of z.</summary>
    public int Latent => Encoder[^1];

    /// <summary>Whether x has to lie in [0, 1].</summary>
    public bool IsBernoulli => Likelihood == "Bernoulli";

    /// <summary>A random value that x may take under the likelihood.</summary>
    public double DrawValue(Random random) => Likelihood.Split(',')[0] switch
    {
        "Bernoulli" or "ContinuousBernoulli" => random.NextDouble(),
        "Poisson" or "NegativeBinomial" => random.Next(8),
        "Categorical" => random.Next(2),
        "DiscretizedLogistic" => random.Next(3) switch { 0 => 0, 1 => 1, _ => random.Next(256) / 255.0 },
        _ => Point.Normal(random),
    };

    /// <summary>Whether a derivative of the activation has a jump or a kink at zero.</summary>
    public bool HasKinks => Activation is null or "Relu" or "LeakyRelu" or "Elu";

    /// <summary>The class.</summary>
    public string Source => $"""
        [Model(Precision = Precision.{(IsDouble ? "Double" : "Single")})]
        [Encoder({Chain(Encoder)})]
        [Decoder({Chain(Decoder)})]
        [{(IsDeterministic ? "Posterior(Deterministic)" : "Prior(Normal)")}]{(Covariance is null ? "" : $" [Posterior(Normal, Covariance "
            + $"= {Covariance})]")}
        [Likelihood({Likelihood})]{(Classes == 0 ? "" : $" [Condition({Classes})]")}
        internal sealed partial class {Name};

        """;

    public override string ToString() => Name;

    // An activation without a hidden layer to act on is an error of the language.
    private string Chain(int[] sizes) =>
        string.Join(", ", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))
        + (Activation is null || sizes.Length == 2 ? "" : $", Activation = {Activation}");
}
