using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// The random numbers of one element of one sample, by counter: as many as its draw takes, none of them shared with another element, sample
/// or number of samples.
/// </summary>
/// <param name="seed">The key.</param>
/// <param name="sample">The sample.</param>
/// <param name="element">The element of x.</param>
internal readonly struct ElementNoise(ulong seed, int sample, int element)
{
    /// <summary>The uniform number of that index, in (0, 1): (k + ½) 2⁻⁵² with k from 52 bits.</summary>
    public double Uniform(int index)
    {
        const double Unit = 1.0 / (1L << 52);
        PhiloxBlock block =
            Philox.Generate(seed, new PhiloxBlock(RandomStream.DrawnPixels.WithSample(0), (uint)index, (uint)sample, (uint)element / 2));
        (uint low, uint high) = element % 2 == 0 ? (block.Word0, block.Word1) : (block.Word2, block.Word3);
        return (((((ulong)high << 32) | low) >> 12) + 0.5) * Unit;
    }

    /// <summary>The standard normal number of that index.</summary>
    public double Normal(int index) => ScalarFunctions.InverseNormal(Uniform(index));
}
