namespace VaeGen.Generator.Model;

/// <summary>What parsing hands to the rest: a valid model, or the skeleton of an invalid one, or neither where not even that can be
/// emitted.</summary>
/// <param name="Model">The model, if its attributes and its class are without error.</param>
/// <param name="Skeleton">Otherwise the skeleton, if the class can have another part.</param>
internal sealed record ParsedModel(ModelSpec? Model, SkeletonSpec? Skeleton);
