using System.Collections.Immutable;

namespace VaeGen.Generator.Parsing;

/// <summary>The attributes that are the layers of a stack.</summary>
internal static class LayerAttributes
{
    public const string Dense = "VaeGen.DenseAttribute";
    public const string Conv = "VaeGen.ConvAttribute";
    public const string ConvTranspose = "VaeGen.ConvTransposeAttribute";
    public const string MaxPool = "VaeGen.MaxPoolAttribute";
    public const string AvgPool = "VaeGen.AvgPoolAttribute";
    public const string Upsample = "VaeGen.UpsampleAttribute";
    public const string LayerNorm = "VaeGen.LayerNormAttribute";
    public const string BatchNorm = "VaeGen.BatchNormAttribute";
    public const string Dropout = "VaeGen.DropoutAttribute";
    public const string Residual = "VaeGen.ResidualAttribute";
    public const string EndResidual = "VaeGen.EndResidualAttribute";

    /// <summary>All of them, by metadata name.</summary>
    public static ImmutableArray<string> All { get; } =
        [Dense, Conv, ConvTranspose, MaxPool, AvgPool, Upsample, LayerNorm, BatchNorm, Dropout, Residual, EndResidual];
}
