namespace VaeGen;

/// <summary>How many bits the vectors have that a model computes with. It changes the speed, never a bit of the result.</summary>
public enum VectorWidth
{
    /// <summary>Plain scalar code.</summary>
    Scalar,

    /// <summary>Vectors of 128 bits: 4 floats, 2 doubles.</summary>
    Bits128,

    /// <summary>Vectors of 256 bits: 8 floats, 4 doubles.</summary>
    Bits256,

    /// <summary>Vectors of 512 bits: 16 floats, 8 doubles.</summary>
    Bits512,
}
