using System;

namespace VaeGen;

/// <summary>A file or a data set does not hold what it has to: the message names it, what was found and what was expected.</summary>
public sealed class DataFormatException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One sentence: what is wrong where, and what was expected.</param>
    public DataFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with the failure that was found beneath it.</summary>
    /// <param name="message">One sentence: what is wrong where, and what was expected.</param>
    /// <param name="innerException">The failure that was found, for example by the decompressor.</param>
    public DataFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
