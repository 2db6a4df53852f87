namespace VaeGen.Runtime.V2;

/// <summary>
/// The random numbers of one element of one sample, by counter: as many as its draw takes, none of them shared with another element, sample
/// or number of samples.
/// </summary>
/// <param name="seed">The key.</param>
/// <param name="sample">The sample.</param>
/// <param name="element">The element of x.</param>
/// <param name="stream">The number of the draws among those of the model; 0 where there is one group of columns.</param>
internal readonly struct ElementNoise(ulong seed, int sample, int element, int stream = 0)
{
    // The stream stands above the elements, of which two share a block.
    private uint Counter => ((uint)stream << 24) + ((uint)element / 2);

    /// <summary>The uniform number of that index, in (0, 1): (k + ½) 2⁻⁵² with k from 52 bits.</summary>
    public double Uniform(int index)
    {
        const double Unit = 1.0 / (1L << 52);
        PhiloxBlock block =
            Philox.Generate(seed, new PhiloxBlock(RandomStream.DrawnPixels.WithSample(0), (uint)index, (uint)sample, Counter));
        (uint low, uint high) = element % 2 == 0 ? (block.Word0, block.Word1) : (block.Word2, block.Word3);
        return (((((ulong)high << 32) | low) >> 12) + 0.5) * Unit;
    }

    /// <summary>The standard normal number of that index.</summary>
    public double Normal(int index) => ScalarFunctions.InverseNormal(Uniform(index));
}
