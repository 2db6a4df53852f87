namespace VaeGen.Generator;

/// <summary>Names of the pipeline's steps, by which tests ask why a step ran.</summary>
internal static class TrackingNames
{
    /// <summary>The specification of each class: the only gate of the cache.</summary>
    public const string Model = "Model";
}
