using System;

namespace VaeGen;

/// <summary>
/// The likelihood p(x given z) of a model: <c>[Likelihood(Bernoulli)]</c> for pixels that are 0 or 1, <c>[Likelihood(Gaussian)]</c> for
/// real values, and more for gray values and counts. <c>[Likelihood(Bernoulli, 1, 28, 28)]</c> says the shape of x as well, which is needed
/// where neither network is a chain of sizes.
/// </summary>
/// <remarks>
/// The decoder gives the family's parameters for each element, such as the log-odds of a Bernoulli or the mean of a Gaussian. The loss
/// follows from the family and is never stated: −log p(x given z) in nats, summed over the elements of x.
/// </remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = false, Inherited = false)]
public sealed class LikelihoodAttribute : Attribute
{
    /// <summary>Names the family of p(x given z).</summary>
    /// <param name="distribution">The family; not every distribution is one over x.</param>
    /// <param name="shape">
    /// The shape of x: one number of elements, or channels, height and width, which is also the order of the elements in data. May be left
    /// away where an encoder or a decoder with sizes gives the number of elements; given twice, both agree.
    /// </param>
    public LikelihoodAttribute(Distribution distribution, params int[] shape)
    {
        Distribution = distribution;
        Shape = shape;
    }

    /// <summary>The family of p(x given z).</summary>
    public Distribution Distribution { get; }

    /// <summary>The number of elements of x, or its channels, height and width; empty where the networks give it.</summary>
    public int[] Shape { get; }

    /// <summary>
    /// The standard deviation of a Gaussian likelihood, in the units of x (where the encoder standardizes x, in the units that it counts
    /// in), the same for all elements; from 0.000001 to 1000000. When not
    /// given (read as <see cref="double.NaN"/>), σ² is its exact maximizer, the mean squared error: running during training, over the whole
    /// training set at the end.
    /// </summary>
    public double Sigma { get; set; } = double.NaN;

    /// <summary>The number of classes of each element under a <see cref="Distribution.Categorical"/> likelihood, 2 to 16; 0 for other
    /// families.</summary>
    public int Classes { get; set; }

    /// <summary>What has a σ of its own in a Gaussian likelihood whose σ is learned: all elements together, each element, or each element
    /// of each example.</summary>
    public Scale Scale { get; set; } = Scale.Shared;

    /// <summary>
    /// What the counts of an example are counts of, under a <see cref="Distribution.Poisson"/> or
    /// <see cref="Distribution.NegativeBinomial"/> likelihood: the column of x, counted from 0, that holds its exposure (hours,
    /// visitors, an area), or <see cref="VaeGen.Exposure.RowTotal"/>. Rates are in proportion to it. None when not given (read as
    /// <see cref="int.MinValue"/>).
    /// </summary>
    /// <remarks>The exposure is relative to that of an average example of the training data. A column of exposures is read by the encoder
    /// as the others are; the likelihood has no term for it, and it has to be above 0 in every example.</remarks>
    public int Exposure { get; set; } = int.MinValue;

    /// <summary>
    /// The least standard deviation that is learned, of a Gaussian or a Laplace likelihood, in the units of x (where the encoder
    /// standardizes x, in the units that it counts in); from 0.000001 to 1000000.
    /// When not given (read as
    /// <see cref="double.NaN"/>), <c>Fit</c> takes 1/255/√12 = 0.00113 for data of bytes, the deviation of their rounding, and 0.00001 for
    /// other data.
    /// </summary>
    public double MinSigma { get; set; } = double.NaN;
}
