namespace VaeGen;

/// <summary>What of p(x|z) a sample shows.</summary>
public enum Pixels
{
    /// <summary>The mean of p(x|z): probabilities of a one under a Bernoulli likelihood.</summary>
    Mean,

    /// <summary>x drawn from p(x|z): zeros and ones under a Bernoulli likelihood, the mean plus σ times normal noise under a Gaussian one,
    /// counts under a Poisson one.</summary>
    Drawn,
}
