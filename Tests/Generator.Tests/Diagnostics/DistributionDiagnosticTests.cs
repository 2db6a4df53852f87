using System.Linq;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>VAE02xx and VAE03xx: which family stands where, its σ, and the options of the model.</summary>
public sealed class DistributionDiagnosticTests
{
    private static string[] Verify(string attributes, string className = "MnistVae") => DiagnosticMarkup.Verify(
        $"using VaeGen; [Encoder(4, 3, 2)] [Decoder(2, 3, 4)] {attributes} partial class {className};").Select(
        found => found.GetMessage(null)).ToArray();

    [Fact]
    public void A_prior_is_stated() => Assert.Equal(
        ["The model 'MnistVae' has no prior: add [Prior(Normal)]"],
        Verify("[Likelihood(Bernoulli)]", "{|VAE0201:MnistVae|}"));

    [Fact]
    public void A_likelihood_is_stated() => Assert.Equal(
        ["The model 'MnistVae' has no likelihood: add [Likelihood(Bernoulli)] for pixels that are 0 or 1, [Likelihood(Gaussian)] for "
            + "real values"],
        Verify("[Prior(Normal)]", "{|VAE0201:MnistVae|}"));

    [Theory]
    [InlineData("[Prior({|VAE0202:(Distribution)9|})] [Likelihood(Bernoulli)]")]
    [InlineData("[Prior(Normal)] [Posterior({|VAE0202:default(Distribution)|})] [Likelihood(Bernoulli)]")]
    [InlineData("[Prior(Normal)] [Likelihood({|VAE0202:distribution: (Distribution)(-1)|})]")]
    public void A_family_exists(string attributes) => Verify(attributes);

    [Theory]
    [InlineData("[Prior({|VAE0203:Bernoulli|})] [Likelihood(Bernoulli)]", "Bernoulli is not possible as the prior: write Normal")]
    [InlineData("[Prior(Normal)] [Posterior({|VAE0203:Bernoulli|})] [Likelihood(Bernoulli)]", "Bernoulli is not possible as the "
        + "posterior: write Normal or Deterministic")]
    public void A_family_is_possible_in_its_place(string attributes, string message) => Assert.Equal([message], Verify(attributes));

    [Theory]
    [InlineData("[{|VAE0220:Prior(Normal)|}] [Posterior(Deterministic)]", "A deterministic posterior draws no z, so that there is no KL "
        + "to a prior: remove [Prior]")]
    [InlineData("[Posterior(Deterministic)] [{|VAE0220:Prior(Normal, 2)|}]", "A deterministic posterior draws no z, so that there is no "
        + "KL to a prior: remove [Prior], and write [Posterior(Deterministic, 2)]")]
    [InlineData("[Prior(Normal)] [Posterior(Normal, {|VAE0221:2|})]", "The size of z stands on the prior: write [Prior(Normal, 2)]")]
    [InlineData("[Prior({|VAE0203:Deterministic|})]", "Deterministic is not possible as the prior: write Normal")]
    public void A_deterministic_autoencoder_has_no_prior(string attributes, string message) =>
        Assert.Equal([message], Verify(attributes + " [Likelihood(Bernoulli)]"));

    [Theory]
    [InlineData("0.25", "0.25")]
    [InlineData("-1", "0.1")]
    public void Only_a_Gaussian_has_a_Sigma(string sigma, string suggestion) => Assert.Equal(
        [$"A Bernoulli likelihood has no Sigma: remove it, or write [Likelihood(Gaussian, Sigma = {suggestion})]"],
        Verify($$"""[Prior(Normal)] [Likelihood(Bernoulli, {|VAE0204:Sigma = {{sigma}}|})]"""));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.1", "-0.1")]
    [InlineData("1e-7", "1E-07")]
    [InlineData("1e-320", "1E-320")]
    [InlineData("2e6", "2000000")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    public void Sigma_is_a_useful_number(string sigma, string shown) => Assert.Equal(
        [$"Sigma must be a number from 0.000001 to 1000000, not {shown}; leave it away to have it fitted"],
        Verify($$"""[Prior(Normal)] [Likelihood(Gaussian, {|VAE0205:Sigma = {{sigma}}|})]"""));

    [Theory]
    [InlineData("Bernoulli, {|VAE0206:Scale = PerElement|}", "A Bernoulli likelihood has no Scale, which is an option of Gaussian: "
        + "remove it")]
    [InlineData("Laplace, {|VAE0206:Scale = FromDecoder|}", "A Laplace likelihood has no Scale, which is an option of Gaussian: remove it")]
    [InlineData("Poisson, {|VAE0206:MinSigma = 0.1|}", "A Poisson likelihood has no MinSigma, which is an option of Gaussian or Laplace: "
        + "remove it")]
    public void Options_belong_to_their_likelihood(string likelihood, string message) =>
        Assert.Equal([message], Verify($"[Prior(Normal)] [Likelihood({likelihood})]"));

    [Theory]
    [InlineData("{|VAE0210:Categorical|}", "and Classes is not given: write how many there are, such as [Likelihood(Categorical, Classes "
        + "= 10)]")]
    [InlineData("Categorical, {|VAE0210:Classes = 1|}", "not 1: write how many there are, such as [Likelihood(Categorical, Classes = 10)]")]
    [InlineData("Categorical, {|VAE0210:Classes = 17|}", "not 17: merge some, or write [Likelihood(DiscretizedLogistic)] for the 256 "
        + "levels of bytes")]
    public void Classes_are_counted(string likelihood, string found) => Assert.Equal(
        [$"A Categorical likelihood has from 2 to 16 classes, {found}"], Verify($"[Prior(Normal)] [Likelihood({likelihood})]"));

    [Theory]
    [InlineData("Poisson, {|VAE0214:Exposure = 4|}", "Exposure is 4: write the number of a column of x, 0 to 3, or RowTotal")]
    [InlineData("NegativeBinomial, {|VAE0214:Exposure = -2|}", "Exposure is -2: write the number of a column of x, 0 to 3, or RowTotal")]
    [InlineData("Gaussian, {|VAE0206:Exposure = RowTotal|}", "A Gaussian likelihood has no Exposure, which is an option of Poisson or "
        + "NegativeBinomial: remove it")]
    public void An_exposure_is_a_column_under_counts(string likelihood, string message) =>
        Assert.Equal([message], Verify($"[Prior(Normal)] [Likelihood({likelihood})]"));

    [Fact]
    public void Only_a_Categorical_has_classes() => Assert.Equal(
        ["A Bernoulli likelihood has no Classes, which is an option of Categorical: remove it"],
        Verify("[Prior(Normal)] [Likelihood(Bernoulli, {|VAE0206:Classes = 3|})]"));

    [Theory]
    [InlineData("9")]
    [InlineData("0")]
    public void A_scale_exists(string scale) => Assert.Equal(
        [$"There is no scale {scale}: write Shared, PerElement or FromDecoder"],
        Verify($$"""[Prior(Normal)] [Likelihood(Gaussian, {|VAE0207:Scale = (Scale){{scale}}|})]"""));

    [Theory]
    [InlineData("{|VAE0208:Scale = PerElement|}", "Scale")]
    [InlineData("{|VAE0208:MinSigma = 0.01|}", "MinSigma")]
    public void A_fixed_Sigma_is_not_learned(string option, string name) => Assert.Equal(
        [$"{name} says how σ is learned, but Sigma fixes it: remove one of the two"],
        Verify($"[Prior(Normal)] [Likelihood(Gaussian, Sigma = 0.1, {option})]"));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1e-7", "1E-07")]
    [InlineData("double.NaN", "NaN")]
    public void MinSigma_is_a_useful_number(string sigma, string shown) => Assert.Equal(
        [$"MinSigma must be a number from 0.000001 to 1000000, not {shown}; leave it away to have it follow from the data"],
        Verify($$"""[Prior(Normal)] [Likelihood(Laplace, {|VAE0209:MinSigma = {{sigma}}|})]"""));

    [Theory]
    [InlineData("9")]
    [InlineData("0")]
    public void A_covariance_exists(string covariance) => Assert.Equal(
        [$"There is no covariance {covariance}: write Diagonal or Full"],
        Verify($$"""[Prior(Normal)] [Posterior(Normal, {|VAE0211:Covariance = (Covariance){{covariance}}|})] [Likelihood(Bernoulli)]"""));

    [Theory]
    [InlineData(1, "a single latent is what Diagonal says already")]
    [InlineData(1025, "write Diagonal, or take fewer latents")]
    [InlineData(100_000, "write Diagonal, or take fewer latents")]
    public void A_full_covariance_has_a_size(int latents, string advice)
    {
        string text = latents.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            [$"A full covariance is over 2 to 1024 latents, not {text}: {advice}"],
            DiagnosticMarkup.Verify(
                $$"""
                using VaeGen;
                [Encoder(4, 3, {{text}})] [Decoder({{text}}, 3, 4)]
                [Prior(Normal)] [Posterior(Normal, {|VAE0212:Covariance = Full|})] [Likelihood(Bernoulli)] partial class MnistVae;
                """)
                .Select(found => found.GetMessage(null)).ToArray());
    }

    [Theory]
    [InlineData("Full")]
    [InlineData("Diagonal")]
    public void A_deterministic_posterior_has_no_covariance(string covariance) => Assert.Equal(
        [$"Deterministic as a posterior has no covariance: remove it, or write [Posterior(Normal, Covariance = {covariance})] and a prior"],
        Verify($$"""[Posterior(Deterministic, {|VAE0213:Covariance = {{covariance}}|})] [Likelihood(Bernoulli)]"""));

    [Fact]
    public void The_weights_of_a_factor_are_counted() => Assert.Equal(
        ["With a full covariance the heads give 1000 + 1000 · 1001 / 2 = 501500 numbers from 10000 each, and the model has 5015887952 "
            + "weights, "
            + "more than the 2147483591 that fit in one array: write Diagonal, or take fewer latents or a smaller last layer"],
        DiagnosticMarkup.Verify(
            "using VaeGen; [Encoder(4, 10000, 1000)] [Decoder(1000, 3, 4)] [Prior(Normal)] [Posterior(Normal, {|VAE0106:Covariance = "
                + "Full|})] [Likelihood(Bernoulli)] partial class MnistVae;")
            .Select(found => found.GetMessage(null)).ToArray());

    [Theory]
    [InlineData("{|VAE0301:Precision = (Precision)3|}")]
    [InlineData("{|VAE0301:Precision = 0|}")]
    public void A_precision_exists(string option) => Verify($"[Prior(Normal)] [Likelihood(Bernoulli)] [Model({option})]");

    [Theory]
    [InlineData("1")]
    [InlineData("-3")]
    [InlineData("65537")]
    public void A_condition_tells_classes_apart(string classes) => Assert.Equal(
        [$"A condition has from 2 to 65536 classes, not {classes}: write how many classes the labels tell apart, such as [Condition(10)]"],
        Verify($$"""[Prior(Normal)] [Likelihood(Bernoulli)] [Condition({|VAE0302:{{classes}}|})]"""));
}
