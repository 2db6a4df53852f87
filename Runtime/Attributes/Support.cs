#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
namespace VaeGen;
#endif

/// <summary>The values that a likelihood gives probability to: what data are checked for.</summary>
/// <remarks>The generator compiles this same file into its own namespace.</remarks>
public enum Support
{
    /// <summary>Every finite number.</summary>
    Real,

    /// <summary>From 0 to 1.</summary>
    UnitInterval,

    /// <summary>0 and 1; what lies between is taken as a probability of 1.</summary>
    Binary,

    /// <summary>0, 1, 2, …</summary>
    Counts,

    /// <summary>0, 1/255, …, 1: what a byte stands for.</summary>
    ByteLevels,

    /// <summary>0, 1, …, one less than the number of classes.</summary>
    Classes,
}
